"""Who was at the meeting, as leaders type it; numbers with two meanings must stay open."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.club.names import RosterLine
from handlers.dialogue.hearing.heard import Unclear
from handlers.meeting.phrases import RollCallHeard, hear_roll_call

# 60 members, numbers 1-61 without 8: it belonged to someone who left and is never given again.
NAMED = {
    1: ("Nguyễn Văn Bình", "m"),
    2: ("Lê Văn Sơn", "m"),
    3: ("Nguyễn Thị Lan", "f"),
    4: ("Phạm Thị Thảo", "f"),
    5: ("Lý Thị Hợi", "f"),
    6: ("Hoàng Thị Lan", "f"),
    7: ("Trần Văn Tư", "m"),
    9: ("Vũ Văn Lân", "m"),
    12: ("Đỗ Văn Sáu", "m"),
    13: ("Lê Thị Hoa", "f"),
}


def _line(number: int) -> RosterLine:
    name, sex = NAMED.get(number, (f"Bùi Văn Hùng {number}", "m"))
    return RosterLine(number, name, 1950, sex)


ROSTER = [_line(number) for number in range(1, 62) if number != 8]

# phrase => kind, roster numbers or -, count or -
PHRASES = """
đủ => all_present - 60
Đủ => all_present - 60
đủ cả => all_present - 60
đủ cả cháu ạ => all_present - 60
du ca => all_present - 60
đủ hết => all_present - 60
đông đủ => all_present - 60
đủ cả rồi cháu => all_present - 60
không ai vắng => all_present - 60
khong ai vang => all_present - 60
không vắng ai => all_present - 60
vắng 0 => all_present - 60
60/60 => all_present - 60
60 người => all_present - 60
có mặt đầy đủ => all_present - 60
vắng 3, 7, 12 => absent 3,7,12 3
vang 3, 7, 12 => absent 3,7,12 3
vắng 3 7 12 => absent 3,7,12 3
vắng 3,7 và 12 => absent 3,7,12 3
vắng 3 3 7 => absent 3,7 2
vắng số 3 => absent 3 1
vang so 3 => absent 3 1
số 3 và số 7 => absent 3,7 2
3, 7, 12 => absent 3,7,12 3
vắng số 3, 7, 12 nhé cháu => absent 3,7,12 3
nghỉ số 5 => absent 5 1
vắng bà Hợi, ông Tư => absent 5,7 2
vang ba Hoi, ong Sau => absent 5,12 2
vang ba hoi ong sau => absent 5,12 2
ông tư bà hợi => absent 7,5 2
bà Hợi vắng => absent 5 1
vắng bà Hợi và số 12 => absent 5,12 2
vắng bà Lan số 3 => absent 3 1
vắng lan số 3, ông Tư => absent 3,7 2
vắng Nguyễn Thị Lan => absent 3 1
vắng bà Hoàng Thị Lan => absent 6 1
cụ Thảo ốm không đến được => absent 4 1
vắng cụ Thảo bị ốm => absent 4 1
đủ, vắng ông Tư => absent 7 1
hôm nay vắng ông Tư => absent 7 1
chỉ vắng mỗi bà Hợi => absent 5 1
đến đủ trừ bà Hợi => absent 5 1
vắng ông Lân => absent 9 1
vắng 3 người: bà Hợi, ông Tư, ông Sáu => absent 5,7,12 3
vắng 3 người: bà Hợi, ông Tư => absent 5,7 3
vắng 3 người => absent_count - 3
vang 3 nguoi => absent_count - 3
vắng ba người => absent_count - 3
3 người vắng => absent_count - 3
nghỉ 5 cụ => absent_count - 5
45 người => present_count - 45
45 nguoi => present_count - 45
45/60 => present_count - 45
45 / 60 người => present_count - 45
45 trên 60 => present_count - 45
45 người đến => present_count - 45
đến 45 => present_count - 45
có 45 người đến dự => present_count - 45
có mặt 45 => present_count - 45
bốn mươi lăm người => present_count - 45
vắng 3 => ambiguous 3 3
vang 3 => ambiguous 3 3
vắng 12 => ambiguous 12 12
3 => ambiguous 3 3
45 => ambiguous 45 45
8 => ambiguous - 8
"""
UNCLEAR = """
vắng 99 => out_of_range
vắng 8 => out_of_range
vắng 3, 99 => out_of_range
70/60 => out_of_range
45/50 => out_of_range
100 người => out_of_range
100 => out_of_range
3-5 => several
vắng 3-5 => several
vắng số 3 đến số 7 => several
gần 40 người => inexact
khoảng 40 => inexact
mấy người => inexact
vắng vài người => inexact
chào cháu => not_understood
cháu chịu => not_understood
có mặt 3, 7, 12 => not_understood
đến bà Lan ông Tư => not_understood
vắng => not_understood
ừ => not_understood
"""


def _rows(table: str) -> list[tuple[str, str]]:
    rows = [line.split("=>") for line in table.strip().splitlines()]
    return [(row[0].strip(), row[1].strip()) for row in rows]


@pytest.mark.parametrize("text, expected", _rows(PHRASES))
def test_roll_call(text: str, expected: str) -> None:
    heard = hear_roll_call(text, ROSTER)
    assert isinstance(heard, RollCallHeard)
    kind, numbers, count = expected.split()
    assert heard.kind == kind
    assert (",".join(map(str, heard.numbers)) or "-") == numbers
    assert str("-" if heard.count is None else heard.count) == count
    assert heard.unclear_names == ()


@pytest.mark.parametrize("text, reason", _rows(UNCLEAR))
def test_unclear(text: str, reason: str) -> None:
    heard = hear_roll_call(text, ROSTER)
    assert isinstance(heard, Unclear)
    assert heard.reason == reason


def test_a_few_alone_are_away_and_most_are_present() -> None:
    few, most = hear_roll_call("3", ROSTER), hear_roll_call("45", ROSTER)
    assert isinstance(few, RollCallHeard)
    assert isinstance(most, RollCallHeard)
    assert (few.counted, most.counted) == ("absent", "present")


def test_two_of_one_name_are_left_to_ask() -> None:
    heard = hear_roll_call("vắng bà Lan, ông Tư", ROSTER)
    assert heard == RollCallHeard("absent", (7,), None, unclear_names=(("bà Lan", (3, 6)),))


def test_a_stranger_among_known_people_is_not_left_out() -> None:
    heard = hear_roll_call("vắng ông Năm, ông Tư", ROSTER)
    assert heard == RollCallHeard("absent", (7,), None, unclear_names=(("ông Năm", ()),))


def test_a_stranger_alone_is_told_apart_from_words_not_understood() -> None:
    heard = hear_roll_call("vắng ông Năm", ROSTER)
    assert heard == RollCallHeard("absent", (), None, unclear_names=(("ông Năm", ()),))


def test_there_are_enough_phrases() -> None:
    assert len(_rows(PHRASES)) >= 60


_PIECES = st.sampled_from(
    "vắng đủ 3 7, 99 45/60 - người ông Tư bà Lan và số đến không ốm cụ \n : ba 0 000".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=50), st.lists(_PIECES, max_size=9).map(" ".join)))
def test_nothing_raises_and_numbers_are_real(text: str) -> None:
    heard = hear_roll_call(text, ROSTER)
    if isinstance(heard, RollCallHeard):
        assert set(heard.numbers) <= {line.roster_number for line in ROSTER}
        assert heard.count is None or 0 <= heard.count <= 9999
