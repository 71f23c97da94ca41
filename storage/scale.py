"""A made-up country of any size, for benchmarks and trying things out: valid chains, kept sums.

Rows are inserted in bulk, a few dozen clubs at a time, each batch a transaction of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import count, islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import club_days
from storage.database import Database, insert_new
from storage.scale_club import MadeClub
from storage.scale_places import area_rows, homes
from storage.scale_rows import ClubRows, Numbers
from storage.summaries import rebuild_life
from storage.tables.every import metadata

CLUBS_AT_A_TIME = 40
_NUMBERED = ("clubs", "members", "people", "loans", "entries", "reports")


@dataclass(frozen=True, slots=True)
class Scale:
    """What was made."""

    clubs: int
    members: int
    entries: int


async def seed_scale(database: Database, clubs: int, months: int, seed: int, until: date) -> Scale:
    """Make `clubs` clubs with `months` months of history that ends with `until`.

    Raises ValueError where the made-up country is there already: it is made once.
    """
    starts = [_month_before(until, back) for back in reversed(range(months))]
    async with database.write() as connection:
        places = [{"aliases": [], **row} for row in area_rows(clubs)]
        await _refuse_second(connection, places[1]["code"])
        await insert_new(connection, metadata.tables["areas"], places)
        numbers = await _free_numbers(connection)
    made, members, entries = 0, 0, 0
    codes = homes(clubs)
    while some := list(islice(codes, CLUBS_AT_A_TIME)):
        rows = ClubRows()
        for number, code in enumerate(some, made):
            MadeClub(rows, numbers, code, f"{seed}/{number}", starts).live(until)
        async with database.write() as connection:
            await _insert(connection, rows)
        made += len(some)
        members += len(rows.members)
        entries += len(rows.entries)
    async with database.write() as connection:
        await _finish(connection)
    return Scale(made, members, entries)


def _month_before(day: date, back: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(year, month + 1, 1)


async def _refuse_second(connection: AsyncConnection, code: str) -> None:
    areas = metadata.tables["areas"]
    if await connection.scalar(sa.select(areas.c.code).where(areas.c.code == code)):
        raise ValueError("the made-up country is in this database already")


async def _free_numbers(connection: AsyncConnection) -> Numbers:
    free = []
    for name in _NUMBERED:
        highest = await connection.scalar(sa.select(sa.func.max(metadata.tables[name].c.id)))
        free.append(count((highest or 0) + 1))
    return Numbers(*free)


async def _insert(connection: AsyncConnection, rows: ClubRows) -> None:
    for table in fields(ClubRows):
        batch: Sequence[dict[str, Any]] = getattr(rows, table.name)
        if batch:
            await connection.execute(sa.insert(metadata.tables[table.name]), batch)


async def _finish(connection: AsyncConnection) -> None:
    """The sums of days, the counts of club life, on PostgreSQL the next free numbers, fresh statistics."""
    await club_days.rebuild(connection)
    await rebuild_life(connection)
    if connection.dialect.name == "postgresql":
        for name in _NUMBERED:
            highest = sa.select(sa.func.max(metadata.tables[name].c.id)).scalar_subquery()
            sequence = sa.func.pg_get_serial_sequence(name, "id")
            await connection.execute(sa.select(sa.func.setval(sequence, highest)))
    await connection.exec_driver_sql("ANALYZE")
