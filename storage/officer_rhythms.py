"""Whose report of a month is not expected: clubs between two meetings of theirs, clubs founded later.

The rule is `is_expected`; sums over a large area ask the database the same, and a test holds both together.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.rhythm import EVERY_MONTH, RHYTHMS, rhythm_in
from handlers.calendar.spans import Span, span_of
from handlers.calendar.standing import is_expected
from handlers.loan.schedule import months_after
from handlers.officer.flags import quiet_before
from storage.books import chunks
from storage.meeting_rhythms import load_rhythms
from storage.tables.clubs import meeting_rhythms
from storage.tables.meeting import meetings

_FIRST, _LAST, _ON = (sa.bindparam(name, type_=sa.Date) for name in ("month_first", "month_last", "on"))
_SLOW = [months for months in RHYTHMS if months > EVERY_MONTH]


class Turn(NamedTuple):
    """How often a club meets in a month's rule, and whether its report of that month is expected."""

    rhythm: int = EVERY_MONTH
    expected: bool = True


EVERY_TIME = Turn()


async def load_turns(
    connection: AsyncConnection, rows: Sequence[Any], period: str, on: date
) -> dict[int, Turn]:
    """The clubs (rows with id and founded_on) that are not like most: monthly, and expected to report."""
    span = span_of(period)
    rules = await load_rhythms(connection, [row.id for row in rows])
    slow = {club: months for club, told in rules.items() if (months := rhythm_in(told, period)) > EVERY_MONTH}
    met = await _met(connection, sorted(slow), span, on)
    found = {}
    for row in rows:
        if row.id in slow or (row.founded_on is not None and row.founded_on > span.last):
            rhythm, days = slow.get(row.id, EVERY_MONTH), met.get(row.id, ())
            earlier = max((day for day in days if day < span.first), default=None)
            here = any(day >= span.first for day in days)
            known = {"founded_on": row.founded_on, "rhythm": rhythm, "last_met": earlier, "met": here}
            found[row.id] = Turn(rhythm, is_expected(period, **known))
    return found


async def _met(
    connection: AsyncConnection, ids: Sequence[int], span: Span, on: date
) -> Mapping[int, tuple[date, ...]]:
    """Days these clubs met, from the longest rhythm before the month to its end."""
    first, last = months_after(span.first, -max(RHYTHMS)), min(span.last, on)
    found: dict[int, tuple[date, ...]] = {}
    for some in chunks(ids):
        here = sa.and_(meetings.c.club_id.in_(some), meetings.c.held_on.between(first, last))
        for row in await connection.execute(sa.select(meetings.c.club_id, meetings.c.held_on).where(here)):
            found[row.club_id] = (*found.get(row.club_id, ()), row.held_on)
    return found


# -- the same for sums, in SQL --------------------------------------------------------------------------


def days_asked(period: str, seen: date) -> dict[str, date]:
    """The days the statements below ask for; `quiet_since` is of clubs that meet every month."""
    span = span_of(period)
    known = {"month_first": span.first, "month_last": span.last}
    known["quiet_since"] = quiet_before(seen, EVERY_MONTH)
    for months in _SLOW:
        known[f"turn_{months}"] = months_after(span.first, 1 - months)
        known[f"quiet_since_{months}"] = quiet_before(seen, months)
    return known


def slow_clubs() -> sa.Subquery:
    """Clubs that by the rule of the month meet less than monthly: club_id, months."""
    told, rules = meeting_rhythms.alias("told"), meeting_rhythms.c
    newest = sa.select(told.c.id).where(told.c.club_id == rules.club_id, told.c.since <= _LAST)
    newest = newest.order_by(told.c.since.desc(), told.c.id.desc()).limit(1).correlate(meeting_rhythms)
    slow = sa.select(rules.club_id, rules.months)
    return slow.where(rules.id == newest.scalar_subquery(), rules.months > EVERY_MONTH).subquery("slow")


def resting(club: Any, months: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """Whether no report is expected of a club: its columns id and founded_on, its rhythm where it is slow."""
    between = sa.and_(
        _held(club.id, meetings.c.held_on >= _by(months, "turn"), meetings.c.held_on < _FIRST),
        ~_held(club.id, meetings.c.held_on.between(_FIRST, _LAST), meetings.c.held_on <= _ON),
    )
    young = sa.func.coalesce(club.founded_on > _LAST, sa.false())
    return sa.or_(young, sa.case((months.is_not(None), between), else_=sa.false()))


def quiet_since(slow: sa.Subquery) -> sa.ColumnElement[date]:
    """A club without a meeting since that day is flagged."""
    monthly = sa.bindparam("quiet_since", type_=sa.Date)
    return sa.case((slow.c.months.is_(None), monthly), else_=_by(slow.c.months, "quiet_since"))


def _by(rhythm: sa.ColumnElement[int], name: str) -> sa.ColumnElement[date]:
    """The day of that name for a club's rhythm."""
    days = {months: sa.bindparam(f"{name}_{months}", type_=sa.Date) for months in _SLOW}
    return sa.case(days, value=rhythm)


def _held(club_id: Any, *when: sa.ColumnElement[bool]) -> sa.Exists:
    here = sa.select(meetings.c.id).where(meetings.c.club_id == club_id, *when)
    return here.correlate_except(meetings).exists()
