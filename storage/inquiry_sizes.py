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
    AreaTurnout,
    ClubDaysKnown,
    ClubHomes,
    ClubNames,
    DaysAsk,
    HomesAsk,
    NamesAsk,
    ShownClub,
    SizesAsk,
    Turnout,
    TurnoutAsk,
)
from handlers.officer.places import Area
from storage import officer_life_sql as life
from storage.books import chunks
from storage.club_moves import homes_on, moves_after
from storage.club_now import share
from storage.officer_areas import load_areas
from storage.officer_overdue import load_overdue
from storage.officer_sums_sql import newest_day
from storage.officer_where import where_on
from storage.tables.clubs import areas, clubs, members
from storage.tables.fund import club_days
from storage.tables.meeting import meetings

_HELD = {
    "wealth": ("income", "activity"),
    "income_fund": ("income",),
    "activity_fund": ("activity",),
    "most_lent": ("lent",),
}
"""Shares of a closing, as `club_now` has them."""


async def load_area_sizes(connection: AsyncConnection, asks: Sequence[SizesAsk]) -> dict[SizesAsk, AreaSizes]:
    """Counted by the database, club by club."""
    return {ask: AreaSizes(await _sizes(connection, ask)) for ask in asks}


async def _sizes(connection: AsyncConnection, ask: SizesAsk) -> dict[int, int]:
    where = await _born_in(connection, ask.code, ask.on)
    if ask.what == "most_overdue":
        club_ids = list((await connection.execute(sa.select(clubs.c.id).where(where))).scalars())
        late = await load_overdue(connection, club_ids, ask.on)
        return {club_id: late[club_id].amount if club_id in late else 0 for club_id in club_ids}
    statement = {"crowd": _crowd, "joined": _joined}.get(ask.what, _money)
    rows = await connection.execute(statement(ask, where))
    return {row[0]: int(row[1]) for row in rows}  # PostgreSQL sums to Decimal


def _crowd(ask: SizesAsk, where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    here = life.lately(sa.select(clubs.c.id).where(where).subquery("here"))
    return sa.select(here.c.id, life.members_on(here.c, ask.on))


def _joined(ask: SizesAsk, where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    new = sa.and_(members.c.club_id == clubs.c.id, members.c.joined_on.between(ask.since, ask.on))
    query = sa.select(clubs.c.id, sa.func.count(members.c.id)).select_from(clubs.outerjoin(members, new))
    return query.where(where).group_by(clubs.c.id)


def _money(ask: SizesAsk, where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    held = sum((share(name) for name in _HELD[ask.what]), start=sa.literal(0))
    source = clubs.outerjoin(club_days, newest_day(clubs.c.id, ask.on))
    return sa.select(clubs.c.id, sa.func.coalesce(held, 0)).select_from(source).where(where)


async def load_known_days(
    connection: AsyncConnection, asks: Sequence[DaysAsk]
) -> dict[DaysAsk, ClubDaysKnown]:
    """The newest meeting of each club by that day, or the day it was founded."""
    found = {}
    for ask in asks:
        met = sa.select(sa.func.max(meetings.c.held_on))
        met = met.where(meetings.c.club_id == clubs.c.id, meetings.c.held_on <= ask.on)
        day: Any = met.scalar_subquery() if ask.what == "met" else clubs.c.founded_on
        where = await _born_in(connection, ask.code, ask.on)
        rows: Any = await connection.execute(sa.select(clubs.c.id, day).where(where))
        found[ask] = ClubDaysKnown({row[0]: row[1] for row in rows})
    return found


async def load_area_turnout(
    connection: AsyncConnection, asks: Sequence[TurnoutAsk]
) -> dict[TurnoutAsk, AreaTurnout]:
    """Meetings with those present among the members of that day, as the digest counts them."""
    return {ask: AreaTurnout(await _turnout(connection, ask)) for ask in asks}


async def _turnout(connection: AsyncConnection, ask: TurnoutAsk) -> dict[int, Turnout]:
    where = await _born_in(connection, ask.code, ask.last)
    here = life.lately(sa.select(clubs.c.id).where(where).subquery("here"))
    held = life.gatherings(here, ask.first, ask.last).order_by(None).subquery("held").c
    called = sa.case((held.present_count.is_not(None), held.members), else_=0)
    sums = (sa.func.count(), sa.func.coalesce(sa.func.sum(held.present_count), 0), sa.func.sum(called))
    rows: Any = await connection.execute(sa.select(held.id, *sums).group_by(held.id))
    return {row[0]: Turnout(*map(int, row[1:])) for row in rows}


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


async def _names(connection: AsyncConnection, ask: NamesAsk) -> dict[int, ShownClub]:
    moved = homes_on(await moves_after(connection, ask.on))
    stood = await load_areas(connection, sorted({moved[each] for each in ask.club_ids if each in moved}))
    found = {}
    for some in chunks(sorted(ask.club_ids)):
        for row in await connection.execute(_named(some)):
            commune = stood.get(moved.get(row.id, "")) or Area(
                row.code, row.commune, row.kind, row.parent_code or ""
            )
            found[row.id] = ShownClub(row.id, row.name, row.hamlet, commune)
    return found


def _named(club_ids: Sequence[int]) -> sa.Select[Any]:
    commune = (areas.c.code, areas.c.name.label("commune"), areas.c.kind, areas.c.parent_code)
    query = sa.select(clubs.c.id, clubs.c.name, clubs.c.hamlet, *commune)
    return query.join(areas, areas.c.code == clubs.c.area_code).where(clubs.c.id.in_(club_ids))
