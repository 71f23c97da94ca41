"""The maintained sums digests are made of: money in `fund_months` and `club_days`, life in `club_months`.

What a club has come to stands in `club_now`. `post` keeps the money itself; whoever saves a meeting, an
activity, a member or a report calls `refresh` for the months touched, in the same transaction.
`rebuild` makes all of it anew.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import club_days, club_now, fund_months
from storage.books import chunks, last_day
from storage.clubs import lock_clubs
from storage.fund_months import first_of_month
from storage.tables.base import UtcDateTime
from storage.tables.clubs import members
from storage.tables.meeting import activities, meetings
from storage.tables.report import club_months, report_versions, reports

COUNTS = (
    "meetings",
    "present",
    "guests",
    "measured",
    "activities",
    "areas_done",
    "joined",
    "left",
    "died",
    "sent_back",
)
COLUMNS = (*COUNTS, "filed_at")
_KEY = ("club_id", "month")
_NOTHING = dict.fromkeys(COUNTS, sa.literal(0)) | {"filed_at": sa.cast(sa.null(), UtcDateTime)}
Source = sa.Table | sa.Subquery


class Part(Protocol):
    """SQL: one source's share of the counts, by club and month of `day`."""

    def __call__(self, source: Source, day: Any, **counts: sa.ColumnElement[Any]) -> sa.Select[Any]: ...


async def refresh(connection: AsyncConnection, months: Iterable[tuple[int, date]]) -> None:
    """Count again the (club, any day of the month) named; set-based by month."""
    by_month: dict[date, set[int]] = {}
    for club_id, day in months:
        by_month.setdefault(day.replace(day=1), set()).add(club_id)
    touched = sorted(set().union(*by_month.values()))
    if connection.dialect.name != "sqlite":  # two workers would each miss what the other has just written
        await lock_clubs(connection, touched)
    for first, club_ids in sorted(by_month.items()):
        for some in chunks(sorted(club_ids)):
            await _refresh_month(connection, first, some)
    await club_now.keep_life(connection, touched)


async def rebuild(connection: AsyncConnection) -> None:
    """Make every maintained sum of every club anew: money from the books, club life from its records."""
    await fund_months.rebuild(connection)
    await club_days.rebuild(connection)
    await rebuild_life(connection)


async def rebuild_life(connection: AsyncConnection) -> None:
    """What is counted from meetings, activities, members and reports; then what clubs have come to."""
    await club_now.rebuild(connection)
    await connection.execute(sa.delete(club_months))
    counted = club_life(connection.dialect.name)
    await connection.execute(sa.insert(club_months).from_select([*_KEY, *COLUMNS], counted))


async def _refresh_month(connection: AsyncConnection, first: date, club_ids: Sequence[int]) -> None:
    named = sa.and_(club_months.c.club_id.in_(club_ids), club_months.c.month == first)
    await connection.execute(sa.delete(club_months).where(named))
    counted = club_life(connection.dialect.name, first, club_ids)
    await connection.execute(sa.insert(club_months).from_select([*_KEY, *COLUMNS], counted))


def club_life(
    dialect: str, first: date | None = None, club_ids: Sequence[int] | None = None
) -> sa.Select[Any]:
    """SQL: the rows `club_months` should have (of one month and some clubs, or all)."""

    def part(source: Source, day: Any, **counts: sa.ColumnElement[Any]) -> sa.Select[Any]:
        month = first_of_month(dialect, day).label("month")
        shown = [counts.get(name, _NOTHING[name]).label(name) for name in COLUMNS]
        rows = sa.select(source.c.club_id.label("club_id"), month, *shown).where(day.is_not(None))
        if first is not None:
            rows = rows.where(day.between(first, last_day(first)))
        if club_ids is not None:
            rows = rows.where(source.c.club_id.in_(club_ids))
        return rows

    parts = (*_meetings(part), *_activities(part), *_members(part), *_reports(part, dialect))
    every = sa.union_all(*parts).subquery()
    sums = [sa.func.sum(every.c[name]).label(name) for name in COUNTS]
    shown = (*sums, sa.func.min(every.c.filed_at).label("filed_at"))
    return sa.select(every.c.club_id, every.c.month, *shown).group_by(every.c.club_id, every.c.month)


def _meetings(part: Part) -> list[sa.Select[Any]]:
    held = meetings.c
    counts = {
        "meetings": sa.literal(1),
        "present": sa.func.coalesce(held.present_count, 0),
        "guests": held.guests,
        "measured": sa.func.coalesce(held.measured_count, 0),
    }
    return [part(meetings, held.held_on, **counts)]


def _activities(part: Part) -> list[sa.Select[Any]]:
    """Each activity, then each area of a club's month once (UNION drops what is the same)."""
    day, area = activities.c.done_on, activities.c.area_number
    each = part(activities, day, activities=sa.literal(1))
    areas = part(activities, day, areas_done=sa.literal(1)).add_columns(area.label("area")).distinct()
    once = areas.subquery()
    return [each, sa.select(*(once.c[name] for name in (*_KEY, *COLUMNS)))]


def _members(part: Part) -> list[sa.Select[Any]]:
    died = sa.case((members.c.left_reason == "died", 1), else_=0)
    return [
        part(members, members.c.joined_on, joined=sa.literal(1)),
        part(members, members.c.left_on, left=1 - died, died=died),
    ]


def _reports(part: Part, dialect: str) -> list[sa.Select[Any]]:
    """When each month's report first came in, and whether it waits for the club again."""
    period = reports.c.period
    monthly = sa.and_(period.like("____-__"), sa.func.substr(period, 6, 1).in_(("0", "1")))
    first = sa.case((monthly, period + "-01"))  # nothing else may reach the cast
    day = sa.cast(first, sa.Date) if dialect == "postgresql" else sa.type_coerce(first, sa.Date)
    first_version = sa.and_(report_versions.c.report_id == reports.c.id, report_versions.c.number == 1)
    sent_back = sa.case((reports.c.status == "sent_back", 1), else_=0).label("sent_back")
    filed = sa.select(reports.c.club_id, day.label("day"), sent_back, report_versions.c.submitted_at)
    found = filed.select_from(reports.join(report_versions, first_version)).subquery()
    return [part(found, found.c.day, sent_back=found.c.sent_back, filed_at=found.c.submitted_at)]
