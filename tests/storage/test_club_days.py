"""Closings of days and balances of loans: backdated entries reach later days; tampering is named."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.posting import expense_posting, income_posting, reversal_of
from storage import summaries
from storage.books import load_entries
from storage.database import Database
from storage.ledger import post
from storage.records import Fund
from storage.tables.fund import club_days, entries
from storage.verify import verify
from tests.storage.club_of_khong import november, settle

_SHOWN = ("day", "entries", "gained", "biggest", "activity_fund_box")


async def _three_days(connection: AsyncConnection) -> int:
    """Two days in order, then one before both, written last; returns the club."""
    club = (await settle(connection)).club_id
    for day, amount in ((20, 50_000), (25, 30_000), (10, 7_000)):
        on = date(2026, 11, day)
        await post(connection, [income_posting(club, Fund.ACTIVITY_FUND, amount, "dues", on)], november(26))
    spent = expense_posting(club, Fund.ACTIVITY_FUND, 20_000, "visit", date(2026, 11, 25))
    await post(connection, [spent], november(26))
    return club


async def _days(connection: AsyncConnection) -> list[tuple[object, ...]]:
    query = sa.select(*(club_days.c[name] for name in _SHOWN)).order_by(club_days.c.day)
    return [tuple(row) for row in await connection.execute(query)]


async def test_a_day_written_late_reaches_the_days_after_it(database: Database) -> None:
    async with database.write() as connection:
        await _three_days(connection)
        days = await _days(connection)
        assert await verify(connection) == []
    assert days == [
        (date(2026, 11, 10), 1, 7_000, 7_000, 7_000),
        (date(2026, 11, 20), 1, 50_000, 50_000, 57_000),
        (date(2026, 11, 25), 2, 10_000, 30_000, 67_000),
    ]


async def test_striking_out_counts_on_its_own_day(database: Database) -> None:
    async with database.write() as connection:
        club = await _three_days(connection)
        first = (await load_entries(connection, entries.c.club_id == club))[0]
        await post(connection, [reversal_of(first, date(2026, 11, 26))], november(26))
        assert (await _days(connection))[-1] == (date(2026, 11, 26), 1, -7_000, 7_000, 60_000)
        assert await verify(connection) == []


async def test_rebuilding_the_days_changes_nothing(database: Database) -> None:
    async with database.write() as connection:
        await _three_days(connection)
        before = await _days(connection)
        await connection.execute(sa.update(club_days).values(gained=0, activity_fund_box=0))
        await summaries.rebuild(connection)
        assert await _days(connection) == before
        assert await verify(connection) == []


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE club_days SET gained = gained + 1 WHERE day = '2026-11-20'",
        "UPDATE club_days SET activity_fund_box = 0",
        "UPDATE club_days SET biggest = 1",
        "DELETE FROM club_days WHERE day = '2026-11-10'",
    ],
)
async def test_a_wrong_day_is_named_once(database: Database, tampering: str) -> None:
    async with database.write() as connection:
        club = await _three_days(connection)
        await connection.execute(sa.text(tampering))
        (fault,) = await verify(connection)
    assert (fault.what, fault.club_id) == ("day", club)


async def test_a_wrong_balance_of_a_loan_is_named(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        wrong = sa.text("INSERT INTO loan_balances (loan_id, owed) SELECT id, 5 FROM loans")
        await connection.execute(wrong)
        faults = await verify(connection)
    assert {(fault.what, fault.club_id) for fault in faults} == {("loan", khong.club_id)}
    assert "owing 5" in faults[0].why
