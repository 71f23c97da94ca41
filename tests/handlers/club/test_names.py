"""Names of members as people type them, and news of members who died, joined or left."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.club.member_news import hear_death, hear_join, hear_leave
from handlers.club.names import RosterLine, find_members
from handlers.club.people_named import people_named
from handlers.dialogue.hearing.heard import Heard

TODAY = date(2026, 12, 1)
ROSTER = [
    RosterLine(1, "Nguyễn Văn Bình", 1955, "m"),
    RosterLine(2, "Lê Văn Sơn", 1950, "m"),
    RosterLine(3, "Nguyễn Thị Lan", 1952, "f"),
    RosterLine(4, "Phạm Thị Thảo", 1941, "f"),
    RosterLine(5, "Lý Thị Hợi", 1958, "f"),
    RosterLine(6, "Hoàng Thị Lan", 1960, "f"),
    RosterLine(7, "Trần Văn Tư", 1948, "m"),
    RosterLine(9, "Vũ Văn Lân", 1949, "m"),
    RosterLine(10, "Lê Anh Tú", 1990, "m"),
    RosterLine(11, "Đặng Thị Hòa", 1957, "f"),
    RosterLine(12, "Đỗ Văn Sáu", 1945, "m"),
    RosterLine(14, "Trần Thị Tư", 1951, ""),
    RosterLine(15, "Ngô Thị Mỹ", 1962, "f"),
    RosterLine(16, "Nguyễn Văn Hòa", 1963, "m"),
    RosterLine(17, "Bùi Thị Thu", 1964, "f"),
]
# words => roster numbers, best first; - is nobody
NAMES = """
ông tư => 7,14
ông Tư => 7,14
bà Tư => 14
bà tư => 14
ong tu => 7,10,14
bà Lan => 3,6
ba lan => 3,6
lan => 3,6,9
Lan => 3,6,9
ông Lân => 9
Lân => 9
ong lan => 9
lan số 3 => 3
lan so 6 => 6
bà Lan số 6 => 6
bà Lan số 7 => -
số 7 => 7
so 7 => 7
7 => 7
số 99 => -
cụ Thảo => 4
cu thao => 4
thảo => 4
bác Thảo => 4
ông Thảo => -
Nguyễn Thị Lan => 3
nguyen thi lan => 3
NGUYỄN THỊ LAN => 3
bà Nguyễn Thị Lan => 3
Hoàng Thị Lan => 6
hoang thi lan => 6
thị lan => 3,6
Thị Lan => 3,6
Trần Thị Lan => -
ông Sơn => 2
ong son => 2
Lê Văn Sơn => 2
văn sơn => 2
bác Bình => 1
Bình => 1
binh => 1
bà Hợi => 5
ba hoi => 5
Hợi => 5
anh Tú => 10
anh tú => 10
Lê Anh Tú => 10
tú => 10
le anh tu => 10
bà Hòa => 11
bà Hoà => 11
ông Hòa => 16
hoà => 11,16
hoa => 11,16
ông Sáu => 12
ong sau => 12
sáu => 12
bà Mỹ => 15
bà Mĩ => 15
ba my => 15
bà Thu => 17
chị Thu => 17
ông Thu => -
đỗ văn sáu => 12
do van sau => 12
ông Năm => -
xyz => -
"""


def _rows(table: str) -> list[tuple[str, str]]:
    rows = [line.split("=>") for line in table.strip().splitlines()]
    return [(row[0].strip(), row[1].strip()) for row in rows]


@pytest.mark.parametrize("text, expected", _rows(NAMES))
def test_names(text: str, expected: str) -> None:
    found = find_members(text, ROSTER)
    assert (
        ",".join(str(match.roster_number) for match in sorted(found, key=lambda one: one.roster_number))
        or "-"
    ) == expected


def test_two_of_one_name_tie() -> None:
    first, second = find_members("bà Lan", ROSTER)
    assert first.score == second.score
    assert first.exact


def test_accents_that_were_typed_go_first() -> None:
    assert [match.exact for match in find_members("lan", ROSTER)] == [True, True, False]


def test_there_are_enough_names() -> None:
    assert len(_rows(NAMES)) >= 60


@pytest.mark.parametrize(
    "text, people",
    [
        ("cho ông tư vay 5 triệu", ["ông tư"]),
        ("thu ông sơn ủng hộ 5tr", ["ông sơn"]),
        ("vắng bà Lan, ông Tư", ["bà Lan", "ông Tư"]),
        ("ông tư bà hợi", ["ông tư", "bà hợi"]),
        ("bà Nguyễn Thị Lan trả gốc", ["bà Nguyễn Thị Lan"]),
        ("ba nguyen thi lan tra goc", ["ba nguyen thi lan"]),
        ("bà con ủng hộ", []),
        ("bác sĩ đến khám", []),
        ("chi hội phụ nữ", []),
        ("bà Thu ủng hộ", ["bà Thu"]),
    ],
)
def test_people_in_a_sentence(text: str, people: list[str]) -> None:
    assert [person.said for person in people_named(text)] == people


@pytest.mark.parametrize(
    "text, who, day",
    [
        ("cụ Thảo mất hôm qua rồi cháu ạ", "cụ Thảo", date(2026, 11, 30)),
        ("cu Thao mat hom qua", "cu Thao", date(2026, 11, 30)),
        ("cụ Thảo qua đời ngày 30/11", "cụ Thảo", date(2026, 11, 30)),
        ("hôm qua cụ Thảo từ trần", "cụ Thảo", date(2026, 11, 30)),
        ("ông Tư mất", "ông Tư", None),
        ("ông Tư mới mất sáng nay", "ông Tư", date(2026, 12, 1)),
        ("bà Lan mất rồi cháu ạ", "bà Lan", None),
    ],
)
def test_a_death(text: str, who: str, day: date | None) -> None:
    heard = hear_death(text, TODAY)
    assert heard is not None
    assert heard.who == who
    assert (heard.day.value.day if isinstance(heard.day, Heard) else heard.day) == day


@pytest.mark.parametrize(
    "text",
    [
        "mất 200k",
        "mất sổ",
        "bà Lan mất sổ",
        "ông Tư mất 200k",
        "bà Lan mất thẻ rồi",
        "ông Sáu mất chưa",
        "ông Tư mất ngủ",
        "mất điện rồi",
        "ông Sáu mất ví",
        "bà Lan mất bao nhiêu tiền?",
        "cụ Thảo khỏe rồi",
    ],
)
def test_no_death(text: str) -> None:
    assert hear_death(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["bà Hợi mới vào", "thêm ông Tư", "ông Tư xin vào clb", "kết nạp bà Hợi sinh 1958"]
)
def test_joining(text: str) -> None:
    assert hear_join(text, TODAY) is not None


def test_the_birth_year_is_heard() -> None:
    heard = hear_join("kết nạp bà Hợi sinh 1958", TODAY)
    assert heard is not None
    assert heard.birth_year == 1958


@pytest.mark.parametrize(
    "text", ["thêm 200k", "ông Tư vay thêm 2 triệu", "có ai mới vào không", "bà Lan đến rồi"]
)
def test_no_joining(text: str) -> None:
    assert hear_join(text, TODAY) is None


@pytest.mark.parametrize("text", ["bà Hợi xin ra", "ông Tư xin ra khỏi clb", "bà Lan chuyển đi nơi khác"])
def test_leaving(text: str) -> None:
    assert hear_leave(text, TODAY) is not None


@pytest.mark.parametrize(
    "text", ["ông tư xin nghỉ họp hôm nay", "vắng ông Tư", "bà Lan xin vay 2 triệu", "ông Tư ra về"]
)
def test_no_leaving(text: str) -> None:
    assert hear_leave(text, TODAY) is None


_PIECES = st.sampled_from(
    "ông bà cụ Tư Lan số 3 mất vào ra hôm qua nguyễn thị \u0301 , 99 chi ba xin".split(" ")
)


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(_PIECES, max_size=8).map(" ".join)))
def test_nothing_raises(text: str) -> None:
    numbers = {line.roster_number for line in ROSTER}
    assert {match.roster_number for match in find_members(text, ROSTER)} <= numbers
    for hear in (hear_death, hear_join, hear_leave):
        hear(text, TODAY)
