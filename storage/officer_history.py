"""Both funds of an area at the end of each of the last months: today's total less what was written since."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.figures import AreaFigures
from storage.books import last_day
from storage.officer_where import where_on
from storage.tables.clubs import clubs
from storage.tables.fund import club_days, fund_months

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
    month = last_day(figures.until.replace(day=1))
    query = (
        sa.select(sa.func.coalesce(sa.func.sum(club_days.c.gained), 0))
        .select_from(clubs.join(club_days, club_days.c.club_id == clubs.c.id))
        .where(where, club_days.c.day > figures.until, club_days.c.day <= month)
    )
    return int(await connection.scalar(query) or 0)


def _back(first: date, months: int) -> date:
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first
