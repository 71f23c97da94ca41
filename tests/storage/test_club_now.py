"""What a club has come to is kept by everything that changes it, also by two workers at once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.posting import income_posting, reversal_of
from storage import club_now, summaries
from storage.books import load_entries
from storage.database import Database, open_database
from storage.ledger import post
from storage.migrate import downgrade, upgrade
from storage.records import Fund
from storage.scale import seed_scale
from storage.tables.clubs import members
from storage.tables.fund import entries
from storage.tables.meeting import meetings
from storage.tables.messages import outbox
from storage.tables.report import club_months, report_versions, reports
from storage.tables.report import club_now as kept
from storage.verify import verify
from tests.storage.club_of_khong import Khong, november, settle

HELD = date(2026, 11, 25)


async def _give(connection: AsyncConnection, club: int, amount: int, day: int) -> None:
    gift = income_posting(club, Fund.ACTIVITY_FUND, amount, "gift", date(2026, 11, day))
    await post(connection, [gift], november(26))


async def _meet(connection: AsyncConnection, club: int, held_on: date = HELD) -> None:
    row = {"club_id": club, "held_on": held_on, "recorded_at": november(26)}
    await connection.execute(sa.insert(meetings), [row])
    await summaries.refresh(connection, [(club, held_on)])


async def _leave(connection: AsyncConnection, khong: Khong, member_id: int) -> None:
    gone = sa.update(members).where(members.c.id == member_id)
    await connection.execute(gone.values(left_on=HELD, left_reason="moved"))
    await summaries.refresh(connection, [(khong.club_id, HELD)])


async def _months(connection: AsyncConnection) -> set[tuple[object, ...]]:
    return {tuple(row) for row in await connection.execute(sa.select(club_months))}


async def _odd_reports(connection: AsyncConnection) -> None:
    """A report that was sent back, and one of a month of which nothing else is known."""
    first = sa.select(sa.func.min(reports.c.id)).scalar_subquery()
    await connection.execute(sa.update(reports).where(reports.c.id == first).values(status="sent_back"))
    new = sa.insert(reports).values(club_id=1, period="2020-05", status="submitted", version=1)
    report = await connection.scalar(new.returning(reports.c.id))
    version = {"report_id": report, "number": 1, "figures": {}, "changes": [], "submitted_at": november(26)}
    await connection.execute(sa.insert(report_versions).values(**version))


async def _promise(connection: AsyncConnection) -> None:
    """A letter whose files are still to be drawn."""
    named = {"key": "turn/1", "channel": "web", "address": "leader", "kind": "reply", "body": {}}
    letter = named | {"status": "drawing", "not_before": november(26), "created_at": november(26)}
    await connection.execute(sa.insert(outbox), [letter])


async def _rows(connection: AsyncConnection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in await connection.execute(sa.select(kept).order_by(kept.c.club_id))]


async def test_entries_meetings_and_members_are_kept_at_once(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        club = khong.club_id
        await _give(connection, club, 50_000, 20)
        await _give(connection, club, 7_000, 10)  # written later, of an earlier day
        await _meet(connection, club)
        await _leave(connection, khong, khong.lan)
        assert await _rows(connection) == [(club, date(2026, 11, 20), 0, 57_000, 0, HELD, 1, None, HELD)]
        [first, *_] = await load_entries(connection, entries.c.club_id == club)
        await post(connection, [reversal_of(first, date(2026, 11, 26))], november(26))
        assert (await _rows(connection))[0][1:5] == (date(2026, 11, 26), 0, 50_000, 0)
        assert await verify(connection) == []


async def test_rebuilding_and_migrating_change_nothing(database_url: str) -> None:
    database = open_database(database_url)
    await seed_scale(database, clubs=45, months=3, seed=5, until=date(2026, 11, 30))
    async with database.write() as connection:
        before = await _rows(connection)
        await _odd_reports(connection)
        await _promise(connection)
        await connection.execute(sa.update(kept).values(income=0, met_on=None, members=3))
        await summaries.rebuild(connection)
        assert await _rows(connection) == before
        months = await _months(connection)
    await database.dispose()
    await downgrade(database_url, "waiting_people")
    await upgrade(database_url)
    async with database.read() as connection:
        assert await _rows(connection) == before
        assert await _months(connection) == months
        assert await connection.scalar(sa.select(outbox.c.status)) == "waiting"
    await database.dispose()
    assert len(before) == 45
    assert (1, date(2020, 5, 1)) in {row[:2] for row in months}
    assert all(all(value is not None for value in row[:6]) for row in before)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE club_now SET activity = activity + 1",
        "UPDATE club_now SET met_on = NULL",
        "UPDATE club_now SET members = 3",
        "UPDATE club_now SET closed_on = '2026-11-19'",
        "DELETE FROM club_now",
    ],
)
async def test_a_wrong_row_is_named(database: Database, tampering: str) -> None:
    async with database.write() as connection:
        club = (await settle(connection)).club_id
        await _give(connection, club, 50_000, 20)
        await _meet(connection, club)
        assert await verify(connection) == []
        await connection.execute(sa.text(tampering))
        (fault,) = await verify(connection)
    assert (fault.what, fault.club_id) == ("club_now", club)


async def test_two_workers_at_once_lose_nothing(postgresql_database: Database) -> None:
    async with postgresql_database.write() as connection:
        khong = await settle(connection)
    club, both = khong.club_id, asyncio.Barrier(5)

    async def at_once(change: Callable[[AsyncConnection], Awaitable[None]]) -> None:
        async with postgresql_database.write() as connection:
            await connection.execute(sa.select(sa.literal(1)))
            await both.wait()
            await change(connection)

    await asyncio.gather(
        at_once(lambda connection: _give(connection, club, 50_000, 20)),
        at_once(lambda connection: _meet(connection, club)),
        at_once(lambda connection: _meet(connection, club, date(2026, 11, 3))),
        at_once(lambda connection: _leave(connection, khong, khong.lan)),
        at_once(lambda connection: _leave(connection, khong, khong.tu)),
    )
    async with postgresql_database.read() as connection:
        assert await _rows(connection) == [(club, date(2026, 11, 20), 0, 50_000, 0, HELD, 0, None, HELD)]
        assert await verify(connection) == []


async def test_workers_do_not_wait_for_each_other_in_a_ring(
    postgresql_database: Database,
) -> None:
    """A row that points at a club holds it a little; money and counts come after, in either order."""
    async with postgresql_database.write() as connection:
        club = (await settle(connection)).club_id
    both = asyncio.Barrier(3)

    async def at_once(day: int, *, counts_first: bool) -> None:
        held_on = HELD.replace(day=day)
        async with postgresql_database.write() as connection:
            row = {"club_id": club, "held_on": held_on, "recorded_at": november(26)}
            await connection.execute(sa.insert(meetings), [row])
            await both.wait()
            if counts_first:
                await summaries.refresh(connection, [(club, held_on)])
            await _give(connection, club, 1_000 * day, day)
            if not counts_first:
                await summaries.refresh(connection, [(club, held_on)])

    some = ((3, True), (20, False), (25, True))
    await asyncio.gather(*(at_once(day, counts_first=first) for day, first in some))
    async with postgresql_database.read() as connection:
        assert await _rows(connection) == [(club, HELD, 0, 48_000, 0, HELD, 2, None, None)]
        assert await verify(connection) == []


def test_every_column_is_kept() -> None:
    assert {"club_id", *club_now.COLUMNS} == set(kept.c.keys())
