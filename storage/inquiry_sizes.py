"""One number a club for questions in free words, and the names of the few clubs that are shown.

What the numbers mean is written in handlers/officer; a test holds them against the lines of the clubs.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.inquiry.sizes import (
    AreaSizes,
    ClubHomes,
    ClubName,
    ClubNames,
    HomesAsk,
    LastMeetings,
    MetAsk,
    NamesAsk,
    SizesAsk,
)
from handlers.officer.places import Area
from storage.books import chunks
from storage.club_days import CLOSINGS
from storage.club_moves import homes_on, moves_after
from storage.officer_areas import load_areas
from storage.officer_overdue import load_overdue
from storage.officer_people import belongs_to_club
from storage.officer_sums_sql import newest_day
from storage.officer_where import where_on
from storage.records import Fund
from storage.tables.clubs import areas, clubs, members
from storage.tables.fund import club_days
from storage.tables.meeting import meetings

_HELD = {
    "wealth": CLOSINGS,
    "most_lent": [name for name in CLOSINGS if name.endswith("_lent")],
    **{fund.value: [name for name in CLOSINGS if name.startswith(fund.value)] for fund in Fund},
}


async def load_area_sizes(connection: AsyncConnection, asks: Sequence[SizesAsk]) -> dict[SizesAsk, AreaSizes]:
    """Counted by the database, club by club."""
    return {ask: AreaSizes(await _sizes(connection, ask)) for ask in asks}


async def _sizes(connection: AsyncConnection, ask: SizesAsk) -> dict[int, int]:
    where = await _born_in(connection, ask.code, ask.on)
    if ask.what == "most_overdue":
        club_ids = list((await connection.execute(sa.select(clubs.c.id).where(where))).scalars())
        late = await load_overdue(connection, club_ids, ask.on)
        return {club_id: late[club_id].amount if club_id in late else 0 for club_id in club_ids}
    rows = await connection.execute(_members(ask.on, where) if ask.what == "crowd" else _money(ask, where))
    return {row[0]: int(row[1]) for row in rows}  # PostgreSQL sums to Decimal


def _members(on: date, where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    on_roll = clubs.outerjoin(members, belongs_to_club(on))
    return (
        sa.select(clubs.c.id, sa.func.count(members.c.id))
        .select_from(on_roll)
        .where(where)
        .group_by(clubs.c.id)
    )


def _money(ask: SizesAsk, where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    held = sum((club_days.c[name] for name in _HELD[ask.what]), start=sa.literal(0))
    source = clubs.outerjoin(club_days, newest_day(clubs.c.id, ask.on))
    return sa.select(clubs.c.id, sa.func.coalesce(held, 0)).select_from(source).where(where)


async def load_last_meetings(
    connection: AsyncConnection, asks: Sequence[MetAsk]
) -> dict[MetAsk, LastMeetings]:
    """The newest meeting of each club by that day."""
    found = {}
    for ask in asks:
        met = sa.select(sa.func.max(meetings.c.held_on))
        met = met.where(meetings.c.club_id == clubs.c.id, meetings.c.held_on <= ask.on)
        where = await _born_in(connection, ask.code, ask.on)
        rows: Any = await connection.execute(sa.select(clubs.c.id, met.scalar_subquery()).where(where))
        found[ask] = LastMeetings({row[0]: row[1] for row in rows})
    return found


async def load_club_homes(connection: AsyncConnection, asks: Sequence[HomesAsk]) -> dict[HomesAsk, ClubHomes]:
    """The commune of each club on that day, moves since undone."""
    found = {}
    for ask in asks:
        where = await _born_in(connection, ask.code, ask.on)
        rows: Any = await connection.execute(sa.select(clubs.c.id, clubs.c.area_code).where(where))
        here = {row[0]: row[1] for row in rows}
        moved = homes_on(await moves_after(connection, ask.on))
        found[ask] = ClubHomes(here | {club: code for club, code in moved.items() if club in here})
    return found


async def _born_in(connection: AsyncConnection, code: str, on: date) -> sa.ColumnElement[bool]:
    """The clubs of an area that were founded by that day."""
    born = sa.or_(clubs.c.founded_on.is_(None), clubs.c.founded_on <= on)
    return sa.and_(await where_on(connection, code, on), born)


async def load_club_names(connection: AsyncConnection, asks: Sequence[NamesAsk]) -> dict[NamesAsk, ClubNames]:
    """Name, hamlet and the commune of that day."""
    return {ask: ClubNames(await _names(connection, ask)) for ask in asks}


async def _names(connection: AsyncConnection, ask: NamesAsk) -> dict[int, ClubName]:
    moved = homes_on(await moves_after(connection, ask.on))
    stood = await load_areas(connection, sorted({moved[each] for each in ask.club_ids if each in moved}))
    found = {}
    for some in chunks(sorted(ask.club_ids)):
        for row in await connection.execute(_named(some)):
            commune = stood.get(moved.get(row.id, "")) or Area(
                row.code, row.commune, row.kind, row.parent_code or ""
            )
            found[row.id] = ClubName(row.id, row.name, row.hamlet, commune)
    return found


def _named(club_ids: Sequence[int]) -> sa.Select[Any]:
    commune = (areas.c.code, areas.c.name.label("commune"), areas.c.kind, areas.c.parent_code)
    query = sa.select(clubs.c.id, clubs.c.name, clubs.c.hamlet, *commune)
    return query.join(areas, areas.c.code == clubs.c.area_code).where(clubs.c.id.in_(club_ids))
