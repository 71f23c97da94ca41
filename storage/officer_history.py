"""Both funds of an area at the end of each of the last months: today's total less what was written since."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.figures import AreaFigures
from storage.officer_sql import moved_later
from storage.officer_where import where_on
from storage.tables.clubs import clubs
from storage.tables.fund import fund_months

MONTHS = 12


async def fund_history(
    connection: AsyncConnection, figures: AreaFigures, months: int = MONTHS
) -> tuple[tuple[date, int], ...]:
    """(first day of the month, both funds at its end), oldest first; the last is the day of the figures."""
    where = await where_on(connection, figures.area.code, figures.until)
    this_month = figures.until.replace(day=1)
    month = fund_months.c
    gained = month.money_in - month.money_out + month.moved_in - month.moved_out + month.opened
    query = (
        sa.select(month.month, sa.func.sum(gained))
        .select_from(clubs.join(fund_months, month.club_id == clubs.c.id))
        .where(where, month.month.between(_back(this_month, months - 1), this_month))
        .group_by(month.month)
    )
    gains = {row[0]: int(row[1]) for row in await connection.execute(query)}
    total, found = figures.total, []
    for back in range(months):
        first = _back(this_month, back)
        found.append((first, total))
        total -= gains.get(first, 0) - (await _later(connection, where, figures) if back == 0 else 0)
    return tuple(reversed(found))


async def _later(connection: AsyncConnection, where: sa.ColumnElement[bool], figures: AreaFigures) -> int:
    """What was written for days after the figures' last, still in its month."""
    here = sa.select(clubs.c.id).where(where).subquery("here")
    return sum(int(row.amount) for row in await connection.execute(moved_later(here, figures.until)))


def _back(first: date, months: int) -> date:
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first
