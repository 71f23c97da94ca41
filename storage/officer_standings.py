"""How the clubs of an area stand, counted by the database: one row for each part of the area.

A row a club would have to be fetched, made and counted in Python, which takes longer than finding them all.
"""

from datetime import date
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from handlers.officer.figures import TARGET_FUND
from handlers.officer.flags import OVERDUE_SHARE_BP
from handlers.officer.places import NATION, PROVINCE
from storage.club_days import CLOSINGS
from storage.officer_reach import begun, reached
from storage.officer_rhythms import quiet_since, resting, slow_clubs
from storage.officer_sql import in_area
from storage.officer_sums_sql import newest_day
from storage.tables.base import UtcDateTime
from storage.tables.clubs import areas, clubs
from storage.tables.fund import club_days, loan_balances
from storage.tables.loans import loans
from storage.tables.meeting import meetings
from storage.tables.report import report_versions, reports

UNKNOWN_DAY = sa.literal(date(1, 1, 1))
"""Before every other day."""
_UNTIL, _SEEN, _ON = (sa.bindparam(name, type_=sa.Date) for name in ("until", "seen", "on"))
_MOMENT, _MOMENT_THEN = (sa.bindparam(name, type_=UtcDateTime) for name in ("moment", "moment_then"))
_PERIOD, _PERIOD_THEN = (sa.bindparam(name, type_=sa.Text) for name in ("period", "period_then"))


@cache
def clubs_in(kind: str) -> Any:
    """The active clubs of the area `code`, founded by `until`, as a table with one column `id`.

    Made once for each kind of area, like what is asked of them: building a statement takes milliseconds.
    """
    born = sa.or_(clubs.c.founded_on.is_(None), clubs.c.founded_on <= _UNTIL)
    inside = in_area(sa.bindparam("code", type_=sa.Text), kind, [], [])
    return sa.select(clubs.c.id).where(inside, born).subquery("here")


@lru_cache(maxsize=16)
def counted(here: Any, kind: str, changed: tuple[int, ...] = ()) -> sa.Select[Any]:
    """Sums over the clubs `here` by part: communes of a province, provinces of the nation (`kind`).

    Days to be given: `until` (closings), `seen` (loans overdue on it), `on` (whom messages reach),
    and those of `officer_rhythms.days_asked`. Moments: reports of `period` in by `moment`,
    those of `period_then` in by `moment_then`. Overdue loans of `changed` clubs are left out.
    """
    club = standings(here, kind, changed).cte("club").prefix_with("MATERIALIZED").c
    expected = sa.and_(club.filed.is_(None), ~club.resting)
    counts = {
        "filed": club.filed,
        "sent_back": ~club.filed,
        "not_expected": sa.and_(club.filed.is_(None), club.resting),
        "in_progress": sa.and_(expected, club.begun),
        "not_started": sa.and_(expected, ~club.begun, club.reached),
        "sent_then": club.sent_then,
        "quiet": club.quiet,
        "funded": club.income >= TARGET_FUND,
        "risky": club.late * 10_000 > OVERDUE_SHARE_BP * club.lent,
    }
    ones = [sa.func.sum(sa.case((met, 1), else_=0)).label(name) for name, met in counts.items()]
    sums = [sa.func.sum(club[name]).label(name) for name in ("income", "activity", "lent", "late")]
    shown = (club.part, sa.func.count().label("clubs"), *ones, *sums)
    return sa.select(*shown).group_by(club.part)


def standings(here: Any, kind: str, changed: tuple[int, ...] = ()) -> sa.Select[Any]:
    """The same figures, club by club; `filed` is None before the report came in, False of one sent back.

    `begun` and `reached` are looked at only where no report came in.
    """
    known = _known(here, kind, changed).cte("known").prefix_with("MATERIALIZED").c
    missing = known.filed.is_(None)
    looked_at = {
        "resting": resting(known),
        "begun": begun(known.id, _PERIOD),
        "reached": reached(known.id, _ON),
    }
    looked_at_why = [sa.case((missing, why), else_=sa.false()).label(name) for name, why in looked_at.items()]
    return sa.select(*known, *looked_at_why)


def _known(here: Any, kind: str, changed: tuple[int, ...]) -> sa.Select[Any]:
    """Found once: whether a report came in would else be asked again by everything that hangs on it."""
    then, slow = reports.alias("reports_then"), slow_clubs()
    figures = (
        clubs.c.founded_on,
        slow.c.months,
        *_closings(),
        (_last_met() < quiet_since(slow)).label("quiet"),
        sa.case((_is_in(reports, _MOMENT), reports.c.status != "sent_back")).label("filed"),
        _is_in(then, _MOMENT_THEN).label("sent_then"),
        sa.func.coalesce(_late(changed), 0).label("late"),
    )
    source = here.join(clubs, clubs.c.id == here.c.id).join(areas, areas.c.code == clubs.c.area_code)
    source = source.outerjoin(slow, slow.c.club_id == clubs.c.id)
    source = source.outerjoin(club_days, newest_day(clubs.c.id, _UNTIL))
    source = source.outerjoin(reports, _of_period(reports, _PERIOD))
    source = source.outerjoin(then, _of_period(then, _PERIOD_THEN))
    return sa.select(clubs.c.id, _part(kind), *figures).select_from(source)


def _part(kind: str) -> sa.Label[Any]:
    if kind != NATION:
        return areas.c.code.label("part")
    return sa.case((areas.c.kind == PROVINCE, areas.c.code), else_=areas.c.parent_code).label("part")


def _closings() -> list[sa.Label[int]]:
    """What each fund holds in all places, and what of both is lent."""
    shares = {
        "income": [name for name in CLOSINGS if name.startswith("income_fund")],
        "activity": [name for name in CLOSINGS if name.startswith("activity_fund")],
        "lent": [name for name in CLOSINGS if name.endswith("_lent")],
    }
    return [
        sa.func.coalesce(sum((club_days.c[name] for name in names), start=sa.literal(0)), 0).label(share)
        for share, names in shares.items()
    ]


def _last_met() -> sa.ColumnElement[Any]:
    """The club's last meeting, else the day it was founded, else long ago."""
    met = sa.select(sa.func.max(meetings.c.held_on))
    met = met.where(meetings.c.club_id == clubs.c.id, meetings.c.held_on <= _UNTIL)
    return sa.func.coalesce(met.correlate(clubs).scalar_subquery(), clubs.c.founded_on, UNKNOWN_DAY)


def _of_period(report: Any, period: Any) -> sa.ColumnElement[bool]:
    """Joins a club with its report of the period."""
    return sa.and_(report.c.club_id == clubs.c.id, report.c.period == period, report.c.status != "draft")


def _is_in(report: Any, moment: Any) -> sa.Exists:
    """Whether a version of the report came in by `moment`."""
    versions = report_versions.c
    in_time = sa.select(versions.number)
    in_time = in_time.where(versions.report_id == report.c.id, versions.submitted_at <= moment)
    return in_time.correlate_except(report_versions).exists()


def _late(changed: tuple[int, ...]) -> sa.ScalarSelect[Any]:
    """What open loans past their day before `seen` still owe today."""
    owing = loans.join(loan_balances, loan_balances.c.loan_id == loans.c.id)
    mine = sa.and_(loans.c.club_id == clubs.c.id, loans.c.status == "open", loans.c.due_on < _SEEN)
    query = sa.select(sa.func.sum(loan_balances.c.owed)).select_from(owing).where(mine)
    if changed:
        query = query.where(loans.c.club_id.not_in(changed))
    return query.correlate(clubs).scalar_subquery()
