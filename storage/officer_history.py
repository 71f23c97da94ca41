"""Both funds of an area at the end of each of the last months: today's total less what was written since."""

from datetime import date, timedelta
from functools import cache
from itertools import dropwhile
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.figures import AreaFigures
from storage.books import last_day
from storage.officer_sums_sql import given, here
from storage.records import Fund
from storage.tables.fund import club_days, fund_months

MONTHS = 12
_FIRST, _LAST = sa.bindparam("first", type_=sa.Date), sa.bindparam("last", type_=sa.Date)


async def fund_history(
    connection: AsyncConnection, figures: AreaFigures, months: int = MONTHS
) -> tuple[tuple[date, int], ...]:
    """(first day of the month, both funds at its end), oldest first; the last is the day of the figures.

    It begins with the first month that has anything: before the books begin nothing is known, which is no 0.
    """
    dialect, this_month = connection.dialect.name, figures.until.replace(day=1)
    club_ids = given(dialect, [club.club_id for club in figures.clubs])
    asked = {"here": club_ids, "first": _back(this_month, months - 1), "last": this_month}
    gains = {row[0]: int(row[1]) for row in await connection.execute(_gains(dialect), asked)}
    later = {"here": club_ids, "first": figures.until + timedelta(days=1), "last": last_day(this_month)}
    written_later = int(await connection.scalar(_gained(dialect), later) or 0)
    total, found = figures.total, []
    for back in range(months):
        first = _back(this_month, back)
        found.append((first, total))
        total -= gains.get(first, 0) - (written_later if back == 0 else 0)
    return (*dropwhile(lambda month: month[1] == 0, reversed(found[1:])), found[0])


@cache
def _gains(dialect: str) -> sa.Select[Any]:
    """By month: what both funds gained. Both funds are named so that each club is found by its key."""
    clubs_here, month = here(dialect), fund_months.c
    gained = month.money_in - month.money_out + month.moved_in - month.moved_out + month.opened
    own = sa.and_(month.club_id == clubs_here.c.id, month.fund.in_([fund.value for fund in Fund]))
    return (
        sa.select(month.month, sa.func.sum(gained))
        .select_from(clubs_here.join(fund_months, own & month.month.between(_FIRST, _LAST)))
        .group_by(month.month)
    )


@cache
def _gained(dialect: str) -> sa.Select[Any]:
    """What days after the figures' last, still in its month, gained."""
    clubs_here, day = here(dialect), club_days.c
    own = sa.and_(day.club_id == clubs_here.c.id, day.day.between(_FIRST, _LAST))
    return sa.select(sa.func.sum(day.gained)).select_from(clubs_here.join(club_days, own))


def _back(first: date, months: int) -> date:
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first
