"""Two members of one name: the birth year typed after the name picks one, and is never an amount."""

from datetime import date

import pytest

from handlers.club.names import RosterLine, find_members
from handlers.dialogue.hearing.heard import Heard
from handlers.loan.phrases import line_of, name_in

ROSTER = [
    RosterLine(4, "Đặng Thị Hòa", 1957, "f"),
    RosterLine(5, "Trần Thị Hoa", 1959, "f"),
    RosterLine(6, "Lê Thị Hoa", 1962, "f"),
    RosterLine(7, "Trần Văn Tư", None, "m"),
]
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "words, numbers",
    [
        ("bà Hoa 1959", [5]),
        ("ba Hoa 1959", [5]),
        ("bà Hoa sinh năm 1962", [6]),
        ("bà Hoa (1962)", [6]),
        ("bà Hoa 1970", []),
        ("bà Hoa", [5, 6]),
        ("ông Tư 1950", []),
        ("số 4", [4]),
    ],
)
def test_a_birth_year_picks_the_member(words: str, numbers: list[int]) -> None:
    assert [match.roster_number for match in find_members(words, ROSTER)] == numbers


@pytest.mark.parametrize(
    "words, said, amount",
    [
        ("cho ba Hoa 1959 vay 3tr 6 thang", "ba Hoa 1959", 3_000_000),
        ("bà Hoa 1959 trả 500k", "bà Hoa 1959", 500_000),
        ("bà Hoa sinh 1962 trả gốc 1tr lãi 50k", "bà Hoa 1962", 1_050_000),
        ("bà Hoa trả 1950k", "bà Hoa", 1_950_000),
    ],
)
def test_a_birth_year_is_no_amount(words: str, said: str, amount: int) -> None:
    phrase = line_of(words, TODAY)
    assert isinstance(phrase.amount, Heard)
    assert (phrase.amount.value, phrase.counterparty, name_in(words)) == (amount, said, said)
