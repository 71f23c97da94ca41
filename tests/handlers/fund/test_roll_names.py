"""Names inside an entry's words stand as on the roll, whoever typed them without accents."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.fund.book import EntryDraft
from handlers.fund.dues_payer import not_on_the_roll
from handlers.fund.roll_names import as_on_the_roll
from storage.records import Fund
from tests.handlers.loan.borrowers import LAN, MEMBERS


@pytest.mark.parametrize(
    "typed, told",
    [
        ("ho tro ba lan", "ho tro bà Lan"),
        ("ong tu ung ho", "ông Tư ung ho"),
        ("ba Hoi va ong Tu gop", "bà Hợi va ông Tư gop"),
        ("ba nguyen thi lan ung ho", "bà Nguyễn Thị Lan ung ho"),
        ("ông sơn ủng hộ", "ông Sơn ủng hộ"),
        ("ong hung ung ho", "ong Hung ung ho"),
        ("mua 3 can nuoc", "mua 3 can nuoc"),
    ],
)
def test_a_name_is_written_as_on_the_roll(typed: str, told: str) -> None:
    assert as_on_the_roll(typed, MEMBERS) == told


def test_two_spellings_of_one_name_stay_as_typed() -> None:
    other = replace(LAN, id=99, roster_number=99, name="Lý Thị Lân")
    assert as_on_the_roll("ba lan ung ho", (*MEMBERS, other)) == "ba Lan ung ho"


def test_the_household_of_somebody_named_is_still_no_payer() -> None:
    what = as_on_the_roll("hoi phi nguoi nha ba hoa", MEMBERS)
    assert what == "hoi phi nguoi nha bà Hoa"
    draft = EntryDraft("income", Fund.ACTIVITY_FUND, 5000, "dues", date(2026, 12, 25), what)
    assert not_on_the_roll((draft,)) == ""
