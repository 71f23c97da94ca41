"""The figures of golden.md, "Số liệu chung", posted one by one: every balance and receipt as spoken."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.posting import (
    expense_posting,
    income_posting,
    lend_posting,
    opening_posting,
    repay_posting,
    reversal_of,
)
from storage.books import load_entries
from storage.database import Database
from storage.ledger import balances, cash_book, post
from storage.records import Fund, FundTotals, Posted, Posting
from storage.tables.fund import entries
from storage.verify import verify
from tests.storage.club_of_khong import Khong, november, settle

INCOME, ACTIVITY = Fund.INCOME_FUND, Fund.ACTIVITY_FUND
FIRST = date(2026, 11, 1)


async def _tell(
    connection: AsyncConnection, club_id: int, at: datetime, *postings: Posting
) -> tuple[list[Posted], FundTotals, FundTotals]:
    posted = await post(connection, postings, at)
    now = (await balances(connection, [club_id]))[club_id]
    return posted, now.income_fund, now.activity_fund


def _openings(club_id: int) -> list[Posting]:
    return [
        opening_posting(club_id, INCOME, FIRST, box=14_200_000, lent=38_000_000),
        opening_posting(club_id, ACTIVITY, FIRST, box=2_850_000),
    ]


async def test_november_of_thon_khong(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        await _november(connection, khong)
    async with database.read() as connection:
        assert await verify(connection) == []
        await _as_of_days_gone_by(connection, khong.club_id)
        await _paper_books(connection, khong.club_id)


async def _november(connection: AsyncConnection, khong: Khong) -> None:
    club = khong.club_id
    _, income, activity = await _tell(connection, club, november(1), *_openings(club))
    assert (income, activity) == (FundTotals(14_200_000, 0, 38_000_000), FundTotals(2_850_000))
    assert income.total == 52_200_000

    dues = income_posting(club, ACTIVITY, 500_000, "dues", date(2026, 11, 21), note="hội phí tháng 11")
    posted, _, activity = await _tell(connection, club, november(21), dues)
    assert (posted[0].receipt_side, posted[0].receipt_number, activity.total) == ("in", 1, 3_350_000)

    water = expense_posting(club, ACTIVITY, 200_000, "drinks", date(2026, 11, 20), note="mua nước")
    posted, _, activity = await _tell(connection, club, november(21, 9, 10), water)
    assert (posted[0].receipt_side, posted[0].receipt_number, activity.total) == ("out", 1, 3_150_000)

    gift = income_posting(club, ACTIVITY, 500_000, "gift", date(2026, 11, 22), party="ông Sơn")
    posted, _, activity = await _tell(connection, club, november(22, 8), gift)
    assert (posted[0].receipt_number, activity.total) == (2, 3_650_000)

    slip = (await load_entries(connection, entries.c.id == posted[0].entry_id))[0]
    right = income_posting(club, ACTIVITY, 300_000, "gift", date(2026, 11, 22), party="ông Sơn")
    struck = reversal_of(slip, slip.occurred_on)
    posted, _, activity = await _tell(connection, club, november(22, 9, 30), struck, right)
    assert [p.receipt_number for p in posted] == [None, 3]
    assert activity.total == 3_450_000

    lan = repay_posting(
        club, khong.lan_loan, 1_000_000, 50_000, INCOME, date(2026, 11, 23), member_id=khong.lan
    )
    posted, income, _ = await _tell(connection, club, november(23), *lan)
    assert len(posted) == 1  # one receipt for principal and interest of the same fund
    assert income == FundTotals(15_250_000, 0, 37_000_000)

    tu = lend_posting(club, khong.tu_loan, 5_000_000, date(2026, 11, 24), member_id=khong.tu)
    posted, income, _ = await _tell(connection, club, november(24), tu)
    assert (income, income.total) == (FundTotals(10_250_000, 0, 42_000_000), 52_250_000)

    visit = expense_posting(club, ACTIVITY, 200_000, "visit", date(2026, 11, 24), note="thăm ông Sáu")
    _, income, activity = await _tell(connection, club, november(24, 10, 15), visit)
    assert (income.total, activity.total) == (52_250_000, 3_250_000)
    assert (await balances(connection, [club]))[club].box == 13_500_000


async def _as_of_days_gone_by(connection: AsyncConnection, club: int) -> None:
    """Balances at the end of a day follow the day it happened, not the day it was written."""
    activity = {19: 2_850_000, 20: 2_650_000, 21: 3_150_000, 22: 3_450_000, 30: 3_250_000}
    for day, total in activity.items():
        found = (await balances(connection, [club], date(2026, 11, day)))[club]
        assert found.activity_fund.total == total
    assert (await balances(connection, [club], date(2026, 10, 31)))[club].income_fund.total == 0
    assert (await balances(connection, [club], date(2027, 3, 9)))[club].income_fund.total == 52_250_000


async def _paper_books(connection: AsyncConnection, club: int) -> None:
    book = await cash_book(connection, club, INCOME, date(2026, 11, 30))
    assert [(row.money_in, row.money_out, row.box) for row in book.lines] == [
        (14_200_000, 0, 14_200_000),
        (1_050_000, 0, 15_250_000),
        (0, 5_000_000, 10_250_000),
    ]
    assert (book.opening, book.closing) == (0, 10_250_000)
    december = await cash_book(connection, club, ACTIVITY, date(2026, 12, 5))
    assert (december.opening, december.lines, december.closing) == (3_250_000, (), 3_250_000)


async def test_interest_for_the_other_fund_makes_two_receipts(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        await post(connection, _openings(khong.club_id), november(1))
        back = repay_posting(
            khong.club_id,
            khong.lan_loan,
            1_000_000,
            50_000,
            ACTIVITY,
            date(2026, 11, 23),
            member_id=khong.lan,
        )
        talk = [replace(posting, talk_id=1, round=0, line=n) for n, posting in enumerate(back)]
        posted, income, activity = await _tell(connection, khong.club_id, november(23), *talk)
        assert [p.receipt_number for p in posted] == [1, 1]
        assert income == FundTotals(15_200_000, 0, 37_000_000)
        assert activity.total == 2_900_000
        assert await verify(connection) == []
