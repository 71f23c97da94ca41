"""Where each fund's books stand before writing: the end of its chain and its last receipt numbers.

The statements are built once: building them anew would cost more than running them.
"""

from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.books import chunks
from storage.records import NO_HASH, Fund
from storage.tables.base import BIG
from storage.tables.clubs import clubs
from storage.tables.fund import entries
from storage.tables.fund import fund_months as months

FundKey = tuple[int, str]
PileKey = tuple[int, str, str]  # club, fund, side: receipts are numbered by these
_CLUBS = sa.bindparam("club_ids", expanding=True, type_=BIG)


class Chain(NamedTuple):
    """Where a fund's chain ends."""

    seq: int = 0
    hash: str = NO_HASH
    latest_month: date | None = None


async def chain_ends(connection: AsyncConnection, club_ids: list[int]) -> dict[FundKey, Chain]:
    """The end of every chain these clubs have begun."""
    ends: dict[FundKey, Chain] = {}
    for some in chunks(club_ids):
        for row in await connection.execute(_ENDS, {"club_ids": some}):
            ends[row.club_id, row.fund] = Chain(row.seq, row.hash, row.latest_month)
    return ends


async def last_receipts(connection: AsyncConnection, club_ids: list[int], year: int) -> dict[PileKey, int]:
    """The highest number of each (club, fund, side) in that year."""
    last: dict[PileKey, int] = {}
    for some in chunks(club_ids):
        for row in await connection.execute(_RECEIPTS, {"club_ids": some, "year": year}):
            last[row.club_id, row.fund, row.receipt_side] = row.number
    return last


def _end_of(fund: Fund) -> sa.Select[Any]:
    other = entries.alias("other")
    last = sa.select(sa.func.max(other.c.seq)).where(
        other.c.club_id == clubs.c.id, other.c.fund == fund.value
    )
    month = sa.select(sa.func.max(months.c.month)).where(
        months.c.club_id == clubs.c.id, months.c.fund == fund.value
    )
    at_end = sa.and_(
        entries.c.club_id == clubs.c.id,
        entries.c.fund == fund.value,
        entries.c.seq == last.correlate(clubs).scalar_subquery(),
    )
    wanted = (entries.c.club_id, entries.c.fund, entries.c.seq, entries.c.hash)
    latest = month.correlate(clubs).scalar_subquery().label("latest_month")
    return sa.select(*wanted, latest).select_from(clubs.join(entries, at_end)).where(clubs.c.id.in_(_CLUBS))


_PILE = (entries.c.club_id, entries.c.fund, entries.c.receipt_side)
_ENDS = sa.union_all(*map(_end_of, Fund))
_RECEIPTS = (
    sa.select(*_PILE, sa.func.max(entries.c.receipt_number).label("number"))
    .where(entries.c.club_id.in_(_CLUBS), entries.c.receipt_year == sa.bindparam("year"))
    .group_by(*_PILE)
)
