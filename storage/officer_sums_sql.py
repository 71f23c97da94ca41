"""SQL of sums over clubs: those of a whole area take it as a table `clubs_here` with one column, `id`.

Those over a list of clubs are made once for each database and then only given `here`, the list: building a
statement takes longer than most of them take to run.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from storage import officer_life_sql as life
from storage.tables.fund import club_days, loan_balances
from storage.tables.loans import loans

Statement = sa.Select[Any]
_UNTIL = sa.bindparam("until", type_=sa.Date)
_FIRST = sa.bindparam("first", type_=sa.Date)


def given(dialect: str, club_ids: Sequence[int]) -> Any:
    """The clubs as the value of `here`."""
    return list(club_ids) if dialect == "postgresql" else json.dumps(list(club_ids))


@cache
def here(dialect: str) -> Any:
    """The clubs given, as a table with one column `id`."""
    if dialect == "postgresql":
        ids = sa.bindparam("here", type_=postgresql.ARRAY(sa.BigInteger))
        return sa.select(sa.func.unnest(ids).column_valued("id")).subquery("here")
    each = sa.func.json_each(sa.bindparam("here", type_=sa.Text))
    value = each.table_valued(sa.column("value", sa.Integer)).c.value
    return sa.select(value.label("id")).subquery("here")


def newest_day(club_id: sa.ColumnElement[int], until: Any) -> sa.ColumnElement[bool]:
    """Joins a club with the last of its days that is not after `until`."""
    earlier = club_days.alias("earlier")
    newest = sa.select(sa.func.max(earlier.c.day)).where(earlier.c.club_id == club_id, earlier.c.day <= until)
    own = newest.correlate_except(earlier).scalar_subquery()
    return sa.and_(club_days.c.club_id == club_id, club_days.c.day == own)


@cache
def week(clubs_here: Any) -> Statement:
    """One row of `first` to `until`: what was gained and written, who met, whose cash count differs.

    `newest` and `newest_met` are the newest days of all; `invited` counts members where the roll was called;
    `gaps` clubs whose last count, not older than `counted_since`, is not settled.
    """
    here = sa.select(life.lately(clubs_here)).cte("lately").prefix_with("MATERIALIZED")
    found, met, gaps = _written(here).subquery(), _met(here).subquery(), _gaps(clubs_here).subquery()
    return sa.select(found, met, gaps).select_from(found.join(met, sa.true()).join(gaps, sa.true()))


def _written(here: Any) -> Statement:
    day = club_days.c
    wrote = sa.case((here.c.closed_on >= _FIRST, here.c.id))  # only their week is looked through
    in_week = sa.and_(day.club_id == wrote, day.day.between(_FIRST, _UNTIL))
    return sa.select(
        sa.func.coalesce(sa.func.sum(day.gained), 0).label("gained"),
        sa.func.coalesce(sa.func.sum(day.entries), 0).label("entries"),
        sa.func.coalesce(sa.func.max(day.biggest), 0).label("biggest"),
        sa.func.max(here.c.closed_on).label("newest"),
        sa.func.max(here.c.met_on).label("newest_met"),
    ).select_from(here.outerjoin(club_days, in_week))


def _met(here: Any) -> Statement:
    """Joined outwards: for an inner join of clubs it cannot count SQLite would first read all meetings."""
    held = life.gatherings(here, _FIRST, _UNTIL, all_clubs=True).order_by(None).subquery().c
    called = sa.case((held.present_count.is_not(None), held.members), else_=0)
    met = sa.case((held.held_on.is_not(None), held.id))
    return sa.select(
        sa.func.count(sa.distinct(met)).label("clubs_met"),
        sa.func.coalesce(sa.func.sum(held.present_count), 0).label("present"),
        sa.func.coalesce(sa.func.sum(called), 0).label("invited"),
    )


def _gaps(here: Any) -> Statement:
    found = life.gaps(here, sa.bindparam("counted_since", type_=sa.Date), _UNTIL).subquery()
    return sa.select(sa.func.count().label("gaps")).select_from(found)


def large(clubs_here: Any, least: int) -> Statement:
    """Clubs with an entry of `first` to `until` that reaches `least` đồng."""
    days = _days(clubs_here, club_days.c.day.between(_FIRST, _UNTIL))
    return sa.select(clubs_here.c.id).select_from(days).where(club_days.c.biggest >= least).distinct()


def _days(clubs_here: Any, when: sa.ColumnElement[bool]) -> sa.FromClause:
    joined: sa.FromClause = clubs_here.join(club_days, (club_days.c.club_id == clubs_here.c.id) & when)
    return joined


@cache
def overdue(dialect: str) -> Statement:
    """Open loans past their day before `until`, by club: how many, what they owe today, the oldest day."""
    clubs_here = here(dialect)
    late = sa.and_(loans.c.club_id == clubs_here.c.id, loans.c.status == "open", loans.c.due_on < _UNTIL)
    owing = sa.and_(loan_balances.c.loan_id == loans.c.id, loan_balances.c.owed > 0)
    return (
        sa.select(
            clubs_here.c.id,
            sa.func.count().label("count"),
            sa.func.sum(loan_balances.c.owed).label("amount"),
            sa.func.min(loans.c.due_on).label("since"),
        )
        .select_from(clubs_here.join(loans, late).join(loan_balances, owing))
        .group_by(clubs_here.c.id)
    )


@cache
def written_after(dialect: str) -> Statement:
    """Clubs with entries of days after `until`: what their loans owe today is not what they owed then."""
    clubs_here = here(dialect)
    later = sa.select(club_days.c.day).where(club_days.c.club_id == clubs_here.c.id, club_days.c.day > _UNTIL)
    return sa.select(clubs_here.c.id).where(later.correlate(clubs_here).exists())


@cache
def borrowers(dialect: str) -> Statement:
    """By club: members who owe principal on an open loan today."""
    clubs_here = here(dialect)
    mine = sa.and_(loans.c.club_id == clubs_here.c.id, loans.c.status == "open")
    owing = sa.and_(loan_balances.c.loan_id == loans.c.id, loan_balances.c.owed > 0)
    return (
        sa.select(clubs_here.c.id, sa.func.count(sa.distinct(loans.c.member_id)))
        .select_from(clubs_here.join(loans, mine).join(loan_balances, owing))
        .group_by(clubs_here.c.id)
    )
