"""When hội phí counts as one member's own, and how a fund below zero is told."""

from datetime import date

import pytest

from bot.wording_fund import still, told_money
from handlers.fund.book import EntryDraft, FundBook
from handlers.fund.dues_payer import with_payer
from storage.people_records import Club, Member
from storage.records import ClubBalances, Fund

MEMBERS = (Member(1, 1, 1, "Nguyễn Thị Lan", sex="female"), Member(2, 1, 2, "Trần Văn Tư", sex="male"))
BOOK = FundBook(Club(1, "hs", "CLB"), "xã", ClubBalances(), MEMBERS)


def dues(what: str, category: str = "dues", product: str = "") -> EntryDraft:
    return EntryDraft("income", Fund.ACTIVITY_FUND, 5000, category, date(2026, 11, 21), what, product=product)


@pytest.mark.parametrize(
    "what, payer",
    [
        ("hội phí của bà Lan", (1, "bà Nguyễn Thị Lan")),
        ("ông Tư đóng hội phí tháng 11", (2, "ông Trần Văn Tư")),
        ("hội phí tháng 11", (None, "")),
        ("hội phí của bà Lan, ông Tư", (None, "")),
        ("hội phí của bà Lan và mấy người", (None, "")),
        ("ông Tư đóng hội phí hộ mẹ", (None, "")),
        ("hội phí bà Thắm", (None, "")),
    ],
)
async def test_one_member_named_is_the_payer(what: str, payer: tuple[int | None, str]) -> None:
    said = await with_payer(BOOK, "entry.1", dues(what))
    assert (said.member_id, said.party) == payer


async def test_other_money_and_products_have_no_payer_on_the_roll() -> None:
    gift = await with_payer(BOOK, "entry.1", dues("bà Lan ủng hộ", "gift"))
    several = await with_payer(BOOK, "entry.1", dues("hội phí bà Lan thu", product="52 × 5.000"))
    assert (gift.member_id, several.member_id) == (None, None)


def test_below_zero_is_said_in_words() -> None:
    assert (still(640_000), still(-640_000)) == ("còn 640.000", "đang âm 640.000")
    assert (told_money(0), told_money(-640_000)) == ("0", "âm 640.000")
