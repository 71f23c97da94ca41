"""How large an entry of the week is beside the club's average entry of the twelve months before."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.books import chunks
from storage.tables.fund import entries, fund_months, lines


async def biggest_and_usual(
    connection: AsyncConnection, club_ids: Sequence[int], first: date, last: date
) -> dict[int, tuple[int, int]]:
    """By club: largest income or expense of the days, struck-out ones aside; average of the year before."""
    found: dict[int, tuple[int, int]] = {}
    for some in chunks(club_ids):
        biggest = await _biggest(connection, some, first, last)
        usual = await _usual(connection, some, first)
        found |= {club_id: (biggest.get(club_id, 0), usual.get(club_id, 0)) for club_id in some}
    return found


async def _biggest(
    connection: AsyncConnection, club_ids: Sequence[int], first: date, last: date
) -> dict[int, int]:
    striking = entries.alias("striking")
    struck = sa.exists().where(striking.c.reverses_id == entries.c.id)
    query = (
        sa.select(entries.c.club_id, sa.func.max(sa.func.abs(lines.c.amount)))
        .join(lines, lines.c.entry_id == entries.c.id)
        .where(entries.c.club_id.in_(club_ids), entries.c.occurred_on.between(first, last))
        .where(
            lines.c.place.in_(("earned", "spent")), entries.c.kind.not_in(("reversal", "transfer")), ~struck
        )
        .group_by(entries.c.club_id)
    )
    return {row[0]: int(row[1]) for row in await connection.execute(query)}


async def _usual(connection: AsyncConnection, club_ids: Sequence[int], first: date) -> dict[int, int]:
    """Opening balances are written once and say nothing of what is usual: they add nothing in or out."""
    this_month = first.replace(day=1)
    month = fund_months.c
    query = (
        sa.select(
            month.club_id,
            sa.func.sum(month.money_in + month.money_out).label("turned"),
            sa.func.sum(month.entries).label("entries"),
        )
        .where(month.club_id.in_(club_ids), month.month < this_month)
        .where(month.month >= this_month.replace(year=this_month.year - 1))
        .group_by(month.club_id)
    )
    rows = await connection.execute(query)
    return {row.club_id: int(row.turned) // int(row.entries) for row in rows if row.entries}
