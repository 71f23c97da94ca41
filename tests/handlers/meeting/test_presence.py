"""Answers of the roll call: two meanings stay open, corrections in words, reasons without an illness."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording_meeting import away_lines
from handlers.dialogue.hearing.heard import Heard
from handlers.meeting.presence import Presence, hear_presence, roster_of
from handlers.meeting.presence_right import corrected
from handlers.meeting.query import older_of
from storage.people_records import Member

NAMES = {3: ("Nguyễn Thị Lan", "female"), 5: ("Hoàng Văn Sơn", "male"), 7: ("Trần Văn Tư", "male")}
MEMBERS = [
    Member(
        n, 1, n, *NAMES.get(n, (f"Bùi Văn Hùng{n}", "male"))[:1], 1950, None, NAMES.get(n, ("", "male"))[1]
    )
    for n in range(1, 61)
]
ROSTER = roster_of(MEMBERS)


def _heard(words: str) -> Presence:
    heard = hear_presence(words, ROSTER)
    assert isinstance(heard, Heard)
    return heard.value


@pytest.mark.parametrize(
    "words, kind, numbers, strange",
    [
        ("vắng 3, 99", "strange", (3,), (99,)),
        ("vắng 99", "strange", (), (99,)),
        ("70/60", "too_many", (), ()),
        ("100 người", "too_many", (), ()),
        ("3-5", "range", (3, 4, 5), ()),
        ("vắng 3", "ambiguous", (3,), ()),
        ("vắng 3, 7", "absent", (3, 7), ()),
    ],
)
def test_what_is_not_certain_stays_open(
    words: str, kind: str, numbers: tuple[int, ...], strange: tuple[int, ...]
) -> None:
    said = _heard(words)
    assert (said.kind, said.numbers, said.strange) == (kind, numbers, strange)


def test_a_number_said_twice_counts_once_and_is_told() -> None:
    said = _heard("vắng 3, 7, 3")
    assert (said.numbers, said.twice) == ((3, 7), (3,))


def test_reasons_are_kinds_and_never_an_illness() -> None:
    said = _heard("vắng bà Lan ốm nằm viện, ông Tư đi vắng, ông Sơn")
    assert said.reasons == {3: "sick_visit_needed", 7: "away"}
    assert "ốm" not in json.dumps(said.to_json(), ensure_ascii=False)
    assert "cần đến thăm" in away_lines([MEMBERS[2]], said.reasons)


BEFORE = Presence("absent", (3, 7))


@pytest.mark.parametrize(
    "words, numbers",
    [
        ("thêm ông Sơn nữa", (3, 7, 5)),
        ("cả số 5 nữa", (3, 7, 5)),
        ("them ong Son nua", (3, 7, 5)),
        ("bà Lan có đến", (7,)),
        ("ba Lan co den roi", (7,)),
        ("vắng 5, 9", (5, 9)),
        ("vắng ông Sơn", (3, 7, 5)),
        ("chỉ vắng ông Sơn", (5,)),
        ("à nhầm, vắng số 9", (9,)),
        ("à quên còn số 9 cũng vắng", (3, 7, 9)),
        ("không phải bà Lan mà là ông Sơn", (7, 5)),
        ("ông Sơn chứ không phải bà Lan", (7, 5)),
        ("nhầm, ông Tư có đến mà", (3,)),
    ],
)
def test_corrected_in_words(words: str, numbers: tuple[int, ...]) -> None:
    said = corrected(BEFORE, words, ROSTER)
    assert said is not None
    assert said.numbers == numbers


@pytest.mark.parametrize(
    "words", ["46", "đã thăm ông Sáu", "chăm sóc 2 cụ 4 lượt", "thêm bà Khoai", "ừ nhưng", ""]
)
def test_other_words_correct_nothing(words: str) -> None:
    assert corrected(BEFORE, words, ROSTER) is None


@given(st.text(max_size=60))
def test_any_words_survive_storing(words: str) -> None:
    heard = hear_presence(words, ROSTER)
    if isinstance(heard, Heard):
        assert Presence.from_json(json.loads(json.dumps(heard.value.to_json()))) == heard.value
        assert set(heard.value.numbers) <= {member.roster_number for member in MEMBERS}


@given(st.lists(st.sampled_from(MEMBERS), unique=True, min_size=1))
def test_those_away_fit_into_a_message(named: list[Member]) -> None:
    assert len(away_lines(named, {})) < 290


def test_sixty_is_counted_by_the_year_of_birth() -> None:
    born = [Member(1, 1, 1, "A", 1966), Member(2, 1, 2, "B", 1967), Member(3, 1, 3, "C", None)]
    assert older_of(born, date(2026, 11, 25)) == 1
