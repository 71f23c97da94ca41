"""Posting: numbered without gaps, written once, refused when unsound, whoever else writes meanwhile."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.posting import (
    income_posting,
    lend_posting,
    opening_posting,
)
from storage.database import Database, open_database
from storage.ledger import balances, post
from storage.records import (
    AMOUNT_LIMIT,
    EntryKind,
    Fund,
    FundTotals,
    Line,
    Place,
    Posting,
    PostingRefused,
    ReceiptSide,
)
from storage.tables.fund import entries
from storage.verify import verify
from tests.storage.club_of_khong import new_club, november, settle

DAY = date(2026, 11, 21)
INCOME, ACTIVITY = Fund.INCOME_FUND, Fund.ACTIVITY_FUND


def _dues(club_id: int, amount: int = 500_000, day: date = DAY) -> Posting:
    return income_posting(club_id, ACTIVITY, amount, "dues", day)


def _raw(*amounts: tuple[Place, int]) -> Posting:
    lines = tuple(Line(place, amount) for place, amount in amounts)
    return Posting(1, ACTIVITY, EntryKind.INCOME, lines, "dues", DAY)


async def _count(connection: AsyncConnection) -> int:
    return int(await connection.scalar(sa.select(sa.func.count()).select_from(entries)) or 0)


async def test_written_twice_is_written_once(database: Database) -> None:
    async with database.write() as connection:
        club = (await settle(connection)).club_id
        asked = [replace(_dues(club), talk_id=9, round=1, line=n) for n in range(2)]
        first = await post(connection, asked, november(21))
    async with database.write() as connection:
        later = replace(_dues(club, 7_000), talk_id=9, round=1, line=2)
        again = await post(connection, [*asked, later], november(25))
        assert [replace(posted, first=True) for posted in again[:2]] == first
        assert [posted.first for posted in again] == [False, False, True]
        assert [posted.seq for posted in again] == [1, 2, 3]
        assert await _count(connection) == 3
        with pytest.raises(PostingRefused, match="another entry"):
            await post(connection, [replace(asked[0], category="gift")], november(25))
        with pytest.raises(PostingRefused, match="same talk"):
            await post(connection, [replace(later, line=5), replace(later, line=5)], november(25))


async def test_a_list_over_many_clubs_is_numbered_by_club_and_fund(database: Database) -> None:
    async with database.write() as connection:
        clubs = [await new_club(connection, f"thôn {n}") for n in range(3)]
        asked = [_dues(club, 1_000 + n) for n in range(4) for club in clubs]
        openings = [opening_posting(club, INCOME, DAY, box=9) for club in clubs]
        posted = await post(connection, [*asked, *openings], november(21))
        assert [p.seq for p in posted] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 1, 1, 1]
        assert [p.receipt_number for p in posted[-3:]] == [None] * 3
        assert await verify(connection) == []
        found = await balances(connection, [*clubs, 404])
        assert found[clubs[0]].activity_fund.box == 4_006
        assert found[404].activity_fund == FundTotals()


async def test_receipts_begin_anew_with_the_year_in_vietnam(database: Database) -> None:
    async with database.write() as connection:
        club = (await settle(connection)).club_id
        moments = [
            datetime(2026, 12, 31, 16, 59, tzinfo=UTC),
            datetime(2026, 12, 31, 17, 0, tzinfo=UTC),  # New Year in Vietnam
            datetime(2027, 1, 1, 8, 0, tzinfo=UTC),
        ]
        numbers = [(await post(connection, [_dues(club)], at))[0].receipt_number for at in moments]
        assert numbers == [1, 1, 2]
        assert await verify(connection) == []


async def test_back_dated_entries_carry_into_later_months(database: Database) -> None:
    async with database.write() as connection:
        club = (await settle(connection)).club_id
        days = [date(2026, 11, 5), date(2026, 9, 5), date(2026, 10, 5), date(2026, 8, 1), date(2026, 10, 6)]
        for n, day in enumerate(days):
            await post(connection, [_dues(club, 10**n, day)], november(21))
        await post(connection, [_dues(club, 10**5, days[0]), _dues(club, 10**6, days[1])], november(22))
        ends = [date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)]
        found = [(await balances(connection, [club], end))[club].activity_fund.box for end in ends]
        assert found == [1_000, 1_001_010, 1_011_110, 1_111_111]
        assert await verify(connection) == []


@pytest.mark.parametrize(
    "posting,reason",
    [
        (_raw((Place.BOX, 5), (Place.EARNED, -4)), "sum to zero"),
        (_raw((Place.BOX, 0), (Place.EARNED, 0)), "0 đồng"),
        (_raw((Place.BOX, AMOUNT_LIMIT), (Place.EARNED, -AMOUNT_LIMIT)), "beyond"),
        (_raw((Place.BOX, 5.0), (Place.EARNED, -5.0)), "whole đồng"),  # type: ignore[arg-type]  # the point
        (_raw((Place.BOX, True), (Place.EARNED, -1)), "whole đồng"),
        (_raw((Place.BOX, -5), (Place.EARNED, 5)), "cannot put"),
        (_raw((Place.BOX, 5), (Place.SPENT, -5)), "cannot put"),
        (_raw((Place.LENT, 5), (Place.EARNED, -5)), "cannot put"),
        (_raw((Place.BOX, 2), (Place.BOX, 3), (Place.EARNED, -5)), "twice"),
        (_raw((Place.BOX, 5)), "two lines"),
        (replace(_dues(1), receipt_side=ReceiptSide.OUT), "does not fit"),
        (replace(_dues(1), reverses_id=1), "reversal names"),
        (replace(lend_posting(1, 1, 5, DAY), loan_id=None), "name their loan"),
        (replace(_dues(1), talk_id=3), "talk, round and line"),
        (_dues(404), "no such club"),
    ],
)
async def test_unsound_postings_are_refused(sqlite_database: Database, posting: Posting, reason: str) -> None:
    async with sqlite_database.write() as connection:
        await settle(connection)
        with pytest.raises(PostingRefused, match=reason):
            await post(connection, [_dues(1), posting], november(21))
        assert await _count(connection) == 0


async def test_two_writers_of_one_club_leave_no_gap(database_url: str) -> None:
    """Two connections that know nothing of each other, as two processes have them."""
    writers = [open_database(database_url) for _ in range(2)]
    async with writers[0].write() as connection:
        club = (await settle(connection)).club_id

    async def write(database: Database) -> None:
        for _ in range(6):
            async with database.write() as connection:
                await post(connection, [_dues(club)], november(21))
                await asyncio.sleep(0.001)  # a chance for the other to come between

    await asyncio.gather(*map(write, writers))
    async with writers[0].read() as connection:
        assert await verify(connection) == []
        seqs = await connection.scalars(sa.select(entries.c.seq).order_by(entries.c.seq))
        assert list(seqs) == list(range(1, 13))
    for database in writers:
        await database.dispose()
