"""SQL of the digest's sums: made once for each database, then only given clubs and days.

Building a statement takes longer than most of these take to run. `here` is the list of clubs, found once.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from storage import officer_life_sql as life
from storage.club_days import CLOSINGS
from storage.tables.base import UtcDateTime
from storage.tables.clubs import clubs
from storage.tables.fund import club_days, loan_balances
from storage.tables.loans import loans
from storage.tables.meeting import meetings
from storage.tables.report import report_versions, reports

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
def held(dialect: str) -> Statement:
    """By club at the end of `until`: both funds in all places, what of it is lent, whether it meets no more.

    It does not when it held no meeting since `quiet_since`, nor was founded since; likewise, a week before,
    since `quiet_before`.
    """
    clubs_here = here(dialect)
    total: Any = sum((club_days.c[name] for name in CLOSINGS), start=sa.literal(0))
    lent: Any = sum((club_days.c[name] for name in CLOSINGS if name.endswith("lent")), start=sa.literal(0))
    met = sa.select(sa.func.max(meetings.c.held_on)).where(
        meetings.c.club_id == clubs.c.id, meetings.c.held_on <= _UNTIL
    )
    last = sa.func.coalesce(met.correlate(clubs).scalar_subquery(), clubs.c.founded_on)
    quiet, quiet_before = (
        sa.or_(last.is_(None), last < sa.bindparam(name, type_=sa.Date))
        for name in ("quiet_since", "quiet_before")
    )
    source = clubs_here.join(clubs, clubs.c.id == clubs_here.c.id)
    source = source.outerjoin(club_days, newest_day(clubs_here.c.id, _UNTIL))
    shown = (sa.func.coalesce(total, 0), sa.func.coalesce(lent, 0), quiet, quiet_before)
    return sa.select(clubs_here.c.id, *shown).select_from(source)


@cache
def week(dialect: str) -> Statement:
    """One row: gain, entries and largest entry of `first` to `until`, and the newest day of all."""
    clubs_here, day = here(dialect), club_days.c
    in_week = day.day <= _UNTIL

    def within(name: str) -> Any:
        return sa.case((in_week, day[name]), else_=0)

    return sa.select(
        sa.func.coalesce(sa.func.sum(within("gained")), 0).label("gained"),
        sa.func.coalesce(sa.func.sum(within("entries")), 0).label("entries"),
        sa.func.coalesce(sa.func.max(within("biggest")), 0).label("biggest"),
        sa.func.max(day.day).label("newest"),
    ).select_from(_days(clubs_here, day.day >= _FIRST))


@cache
def large(dialect: str) -> Statement:
    """Clubs with an entry of those days that reaches `large` đồng."""
    clubs_here = here(dialect)
    reached = club_days.c.biggest >= sa.bindparam("large", type_=sa.BigInteger)
    days = _days(clubs_here, club_days.c.day.between(_FIRST, _UNTIL))
    return sa.select(clubs_here.c.id).select_from(days).where(reached).distinct()


def _days(clubs_here: Any, when: sa.ColumnElement[bool]) -> sa.FromClause:
    joined: sa.FromClause = clubs_here.join(club_days, (club_days.c.club_id == clubs_here.c.id) & when)
    return joined


@cache
def sent(dialect: str) -> Statement:
    """Reports of `period` in by `moment`: club, whether sent back, whether the newest came since `since`."""
    clubs_here = here(dialect)
    newest = sa.func.max(report_versions.c.submitted_at)
    return (
        sa.select(
            clubs_here.c.id,
            (reports.c.status == "sent_back").label("sent_back"),
            (newest >= sa.bindparam("since", type_=UtcDateTime)).label("in_week"),
        )
        .select_from(_in_by_moment(clubs_here))
        .group_by(clubs_here.c.id, reports.c.status)
    )


@cache
def sent_then(dialect: str) -> Statement:
    """Clubs whose report of `period` had come in by `moment`; one that came in twice is named twice."""
    clubs_here = here(dialect)
    return sa.select(clubs_here.c.id).select_from(_in_by_moment(clubs_here))


def _in_by_moment(clubs_here: Any) -> sa.FromClause:
    named = sa.and_(
        reports.c.club_id == clubs_here.c.id,
        reports.c.period == sa.bindparam("period"),
        reports.c.status != "draft",
    )
    in_time = report_versions.c.submitted_at <= sa.bindparam("moment", type_=UtcDateTime)
    versions = sa.and_(report_versions.c.report_id == reports.c.id, in_time)
    joined: sa.FromClause = clubs_here.join(reports, named).join(report_versions, versions)
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


@cache
def gatherings(dialect: str) -> Statement:
    """Meetings from `first` to `until`, with the members of each one's day."""
    return life.gatherings(here(dialect), _FIRST, _UNTIL)


@cache
def gaps(dialect: str) -> Statement:
    """Clubs whose last cash count is not older than `counted_since`, differs and is not settled."""
    return life.gaps(here(dialect), sa.bindparam("counted_since", type_=sa.Date), _UNTIL)
