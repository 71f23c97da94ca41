"""How the clubs of an area stand, counted by the database: one row for each part of the area.

A row a club would have to be fetched, made and counted in Python, which takes longer than finding them all.
"""

from datetime import date
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from handlers.officer.club_line import Standing
from handlers.officer.figures import TARGET_FUND
from handlers.officer.flags import OVERDUE_SHARE_BP
from handlers.officer.places import NATION, PROVINCE
from storage.club_now import SHARES, share
from storage.officer_reach import begun, reached
from storage.officer_rhythms import quiet_since, resting, slow_clubs
from storage.officer_sql import in_area
from storage.officer_sums_sql import newest_day
from storage.tables.base import UtcDateTime
from storage.tables.clubs import areas, clubs
from storage.tables.fund import club_days, loan_balances
from storage.tables.loans import loans
from storage.tables.meeting import meetings
from storage.tables.report import club_months, club_now

STATES = tuple(Standing)
"""A club's state is its place here: numbers are compared faster than words."""
_UNREACHABLE, _SENT_BACK, _FILED = map(
    STATES.index, (Standing.UNREACHABLE, Standing.SENT_BACK, Standing.FILED)
)
UNKNOWN_DAY = sa.literal(date(1, 1, 1))
"""Before every other day."""
_UNTIL, _SEEN, _ON = (sa.bindparam(name, type_=sa.Date) for name in ("until", "seen", "on"))
_MOMENT, _MOMENT_THEN = (sa.bindparam(name, type_=UtcDateTime) for name in ("moment", "moment_then"))
_MONTH, _MONTH_THEN = (sa.bindparam(name, type_=sa.Date) for name in ("month_first", "month_then"))
_PERIOD = sa.bindparam("period", type_=sa.Text)


@cache
def clubs_in(kind: str) -> Any:
    """The active clubs of the area `code`, founded by `until`: a table of id, founded_on, area_code.

    Made once for each kind of area, like what is asked of them: building a statement takes milliseconds.
    """
    born = sa.or_(clubs.c.founded_on.is_(None), clubs.c.founded_on <= _UNTIL)
    inside = in_area(sa.bindparam("code", type_=sa.Text), kind, [], [])
    return sa.select(clubs.c.id, clubs.c.founded_on, clubs.c.area_code).where(inside, born).subquery("here")


@lru_cache(maxsize=16)
def counted(
    here: Any, kind: str, changed: tuple[int, ...] = (), *, written_since: bool = True
) -> sa.Select[Any]:
    """Sums over the clubs `here` by part: communes of a province, provinces of the nation (`kind`).

    Days to be given: `until` (closings), `seen` (loans overdue on it), `on` (whom messages reach),
    and those of `officer_rhythms.days_asked`. Moments: reports of `period` in by `moment`, those of the
    month `month_then` in by `moment_then`. Overdue loans of `changed` clubs are left out. Where nothing was
    `written_since` the day, closings and meetings are those that are kept.
    """
    club = (
        standings(here, kind, changed, written_since=written_since).cte("club").prefix_with("MATERIALIZED").c
    )
    counts = {state.value: club.state == number for number, state in enumerate(STATES)} | {
        "sent_then": club.sent_then,
        "quiet": club.quiet,
        "funded": club.income >= TARGET_FUND,
        "risky": club.late * 10_000 > OVERDUE_SHARE_BP * club.lent,
    }
    ones = [sa.func.count().filter(met).label(name) for name, met in counts.items()]
    sums = [sa.func.sum(club[name]).label(name) for name in ("income", "activity", "lent", "late")]
    shown = (club.part, sa.func.count().label("clubs"), *ones, *sums)
    return sa.select(*shown).group_by(club.part)


def standings(
    here: Any, kind: str, changed: tuple[int, ...] = (), *, written_since: bool = True
) -> sa.Select[Any]:
    """The same figures, club by club; `state` is a number in `STATES`."""
    then, slow, own = club_months.alias("months_then"), slow_clubs(), club_now.c
    figures = (
        _state(here, slow).label("state"),
        (then.c.filed_at <= _MOMENT_THEN).label("sent_then"),
        (_last_met(here, written_since) < quiet_since(slow)).label("quiet"),
        *(_closing(name, written_since).label(name) for name in SHARES),
        sa.func.coalesce(_late(here, changed), 0).label("late"),
    )
    source = here.join(areas, areas.c.code == here.c.area_code)
    source = source.outerjoin(slow, slow.c.club_id == here.c.id)
    source = source.outerjoin(club_now, own.club_id == here.c.id)
    if written_since:
        source = source.outerjoin(club_days, newest_day(_wrote_since(here), _UNTIL))
    source = source.outerjoin(club_months, _of_month(here, club_months, _MONTH))
    source = source.outerjoin(then, _of_month(here, then, _MONTH_THEN))
    return sa.select(here.c.id, _part(kind), *figures).select_from(source)


def _state(here: Any, slow: sa.Subquery) -> sa.ColumnElement[int]:
    """The rule of `ClubLine.standing`; only where no report came in is the rest looked at."""
    waiting = (
        (resting(here.c, slow.c.months), Standing.NOT_EXPECTED),
        (begun(here.c.id, _PERIOD), Standing.IN_PROGRESS),
        (reached(here.c.id, _ON), Standing.NOT_STARTED),
    )
    unfiled = sa.case(*((why, STATES.index(state)) for why, state in waiting), else_=_UNREACHABLE)
    sent = sa.case((club_months.c.sent_back == 1, _SENT_BACK), else_=_FILED)
    return sa.case((club_months.c.filed_at <= _MOMENT, sent), else_=unfiled)


def _part(kind: str) -> sa.Label[Any]:
    if kind != NATION:
        return areas.c.code.label("part")
    return sa.case((areas.c.kind == PROVINCE, areas.c.code), else_=areas.c.parent_code).label("part")


def _wrote_since(here: Any) -> sa.ColumnElement[Any]:
    """The club where it has newer entries, else none: only then is the day before them looked for."""
    return sa.case((club_now.c.closed_on > _UNTIL, here.c.id))


def _closing(name: str, written_since: bool) -> sa.ColumnElement[int]:
    kept = club_now.c
    then = sa.case((kept.closed_on <= _UNTIL, kept[name]), else_=share(name)) if written_since else kept[name]
    return sa.func.coalesce(then, 0)


def _last_met(here: Any, met_since: bool) -> sa.ColumnElement[Any]:
    """The club's last meeting, else the day it was founded, else long ago."""
    kept = club_now.c.met_on
    if not met_since:
        return sa.func.coalesce(kept, here.c.founded_on, UNKNOWN_DAY)
    met = sa.select(sa.func.max(meetings.c.held_on))
    met = met.where(meetings.c.club_id == here.c.id, meetings.c.held_on <= _UNTIL)
    looked_for = met.correlate(here).scalar_subquery()
    known = sa.case((sa.or_(kept.is_(None), kept <= _UNTIL), kept), else_=looked_for)
    return sa.func.coalesce(known, here.c.founded_on, UNKNOWN_DAY)


def _of_month(here: Any, months: Any, first: Any) -> sa.ColumnElement[bool]:
    """Joins a club with what is kept of a month."""
    return sa.and_(months.c.club_id == here.c.id, months.c.month == first)


def _late(here: Any, changed: tuple[int, ...]) -> sa.ScalarSelect[Any]:
    """What open loans past their day before `seen` still owe today."""
    owing = loans.join(loan_balances, loan_balances.c.loan_id == loans.c.id)
    mine = sa.and_(loans.c.club_id == here.c.id, loans.c.status == "open", loans.c.due_on < _SEEN)
    query = sa.select(sa.func.sum(loan_balances.c.owed)).select_from(owing).where(mine)
    if changed:
        query = query.where(loans.c.club_id.not_in(changed))
    return query.correlate(here).scalar_subquery()
