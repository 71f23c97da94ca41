"""What each club has come to: funds after its newest entry, its last meeting, how many belong to it.

One row a club, made again in the transaction that changes it. A figure of a day on which nothing newer is
known stands here; of an earlier day it is looked up.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.books import chunks
from storage.club_days import CLOSINGS
from storage.database import insert_of, listed
from storage.tables.clubs import clubs, members
from storage.tables.fund import club_days
from storage.tables.meeting import meetings
from storage.tables.report import club_now

SHARES = {
    "income": [name for name in CLOSINGS if name.startswith("income_fund")],
    "activity": [name for name in CLOSINGS if name.startswith("activity_fund")],
    "lent": [name for name in CLOSINGS if name.endswith("_lent")],
}
"""What each fund holds in all places, and what of both is lent: the columns of `club_days` they sum."""
MONEY = ("closed_on", *SHARES)
LIFE = ("met_on", "members", "last_joined", "last_left")
COLUMNS = (*MONEY, *LIFE)


async def keep_money(connection: AsyncConnection, club_ids: Iterable[int]) -> None:
    """After entries of these clubs."""
    await _keep(connection, MONEY, club_ids)


async def keep_life(connection: AsyncConnection, club_ids: Iterable[int]) -> None:
    """After a meeting of these clubs, or a change of who belongs to them."""
    await _keep(connection, LIFE, club_ids)


async def rebuild(connection: AsyncConnection) -> None:
    """Throw the rows away and make them anew."""
    await connection.execute(sa.delete(club_now))
    await connection.execute(sa.insert(club_now).from_select(["club_id", *COLUMNS], counted(COLUMNS)))


def share(name: str) -> sa.ColumnElement[int]:
    """SQL: a share of the closing of one row of `club_days`."""
    return sum((club_days.c[column] for column in SHARES[name]), start=sa.literal(0))


def counted(columns: Sequence[str]) -> sa.Select[Any]:
    """SQL: the rows as they should be, of every club; nothing is 0 or no day."""
    known = _counts()
    newest = _newest(club_days.c.day, club_days.c.club_id)
    own = sa.and_(club_days.c.club_id == clubs.c.id, club_days.c.day == newest)
    shown = [known[name].label(name) for name in columns]
    return sa.select(clubs.c.id.label("club_id"), *shown).select_from(clubs.outerjoin(club_days, own))


def stored(columns: Sequence[str]) -> sa.Select[Any]:
    """SQL: the rows as they are; a club without one has nothing."""
    kept = club_now.c
    shown = [
        kept[name] if isinstance(kept[name].type, sa.Date) else sa.func.coalesce(kept[name], 0)
        for name in columns
    ]
    return sa.select(clubs.c.id, *shown).select_from(clubs.outerjoin(club_now, kept.club_id == clubs.c.id))


def _counts() -> dict[str, sa.ColumnElement[Any]]:
    belong = sa.select(sa.func.count()).select_from(members)
    belong = belong.where(members.c.club_id == clubs.c.id, members.c.left_on.is_(None))
    return {
        "closed_on": club_days.c.day,
        **{name: sa.func.coalesce(share(name), 0) for name in SHARES},
        "met_on": _newest(meetings.c.held_on, meetings.c.club_id),
        "members": belong.correlate(clubs).scalar_subquery(),
        "last_joined": _newest(members.c.joined_on, members.c.club_id),
        "last_left": _newest(members.c.left_on, members.c.club_id),
    }


def _newest(day: sa.Column[Any], club_id: sa.Column[int]) -> sa.ScalarSelect[Any]:
    own = day.table.alias("of_club")
    newest = sa.select(sa.func.max(own.c[day.name])).where(own.c[club_id.name] == clubs.c.id)
    return newest.correlate(clubs).scalar_subquery()


async def _keep(connection: AsyncConnection, columns: tuple[str, ...], club_ids: Iterable[int]) -> None:
    for some in chunks(sorted(set(club_ids))):
        await connection.execute(_keeping(connection.dialect.name, columns), {"club_ids": some})


@cache
def _keeping(dialect: str, columns: tuple[str, ...]) -> Any:
    """Only the columns given are touched: the others may be another worker's at that moment."""
    chosen = counted(columns).where(clubs.c.id.in_(listed("club_ids")))
    new = insert_of(dialect)(club_now).from_select(["club_id", *columns], chosen)
    return new.on_conflict_do_update(
        index_elements=["club_id"], set_={name: new.excluded[name] for name in columns}
    )
