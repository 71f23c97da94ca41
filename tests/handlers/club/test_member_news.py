"""News of members who died, joined or left, told apart from words that only sound like it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.club.member_news import hear_death, hear_join, hear_leave
from handlers.club.names import find_members
from handlers.dialogue.hearing.heard import Heard
from tests.handlers.club.roster import ROSTER

TODAY = date(2026, 12, 1)


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
