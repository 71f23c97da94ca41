"""Every club's months as the calendar sees them: due day, meeting day, what was handed in, what is expected.

Asked in lists: a round looks at all clubs of the country in the same few queries as at one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.deadlines import Level, due_on
from handlers.calendar.rhythm import RHYTHMS, rhythm_in
from handlers.calendar.settings import CalendarSettings
from handlers.calendar.spans import span_of
from handlers.calendar.standing import FILED, Standing, is_expected, status_on
from handlers.report.periods import last_day
from storage.books import chunks
from storage.calendar_store import load_calendars, load_extensions
from storage.clubs import of_clubs
from storage.meeting_rhythms import load_rhythms
from storage.people_records import MeetingRhythm
from storage.tables.clubs import clubs
from storage.tables.meeting import meetings
from storage.tables.report import report_versions, reports


@dataclass(frozen=True, slots=True)
class ClubMonth:
    """One club's report of one month, as far as storage knows it."""

    period: str
    due_on: date
    stored: str
    expected: bool
    met_on: date | None
    extended: bool = False


async def active_clubs(connection: AsyncConnection, ids: Sequence[int] | None) -> list[Any]:
    """Rows of the active clubs among these, or of all: id, area_code, name, founded_on, settings."""
    wanted = (clubs.c.id, clubs.c.area_code, clubs.c.name, clubs.c.founded_on, clubs.c.settings)
    query = sa.select(*wanted).where(clubs.c.status == "active").order_by(clubs.c.id)
    if ids is None:
        return list(await connection.execute(query))
    found: list[Any] = []
    for some in chunks(ids):
        found += await connection.execute(query.where(clubs.c.id.in_(some)))
    return found


async def load_months(
    connection: AsyncConnection,
    rows: Sequence[Any],
    calendars: Mapping[str, CalendarSettings],
    periods: Sequence[str],
    today: date,
) -> dict[int, list[ClubMonth]]:
    """These months of each club (rows of `active_clubs`), in the order of `periods`."""
    ids = [row.id for row in rows]
    stored = await _stored_statuses(connection, periods, ids)
    extended = await load_extensions(connection, ids, periods)
    rhythms = await load_rhythms(connection, ids)
    met = await _meetings(connection, rows, sorted(rhythms), periods)
    found: dict[int, list[ClubMonth]] = {row.id: [] for row in rows}
    for row in rows:
        for period in periods:
            key = (row.id, period)
            due = due_on(period, Level.CLUB, calendars[row.area_code], extended.get(key))
            days = [day for day in met[row.id] if day <= today]
            expected = _expected(row, period, rhythms.get(row.id, ()), days)
            held = _met_on(row, period, days)
            found[row.id].append(ClubMonth(period, due, stored.get(key, ""), expected, held, key in extended))
    return found


async def _stored_statuses(
    connection: AsyncConnection, periods: Sequence[str], ids: Sequence[int]
) -> dict[tuple[int, str], str]:
    query = sa.select(reports.c.club_id, reports.c.period, reports.c.status).where(
        reports.c.period.in_(periods), of_clubs(reports.c.club_id, ids)
    )
    return {(row.club_id, row.period): row.status for row in await connection.execute(query)}


async def _meetings(
    connection: AsyncConnection, rows: Sequence[Any], slow: Sequence[int], periods: Sequence[str]
) -> dict[int, list[date]]:
    """Days each club met: in these months, and long enough before for those that do not meet every month."""
    first, last = span_of(periods[0]).first, last_day(periods[-1])
    found: dict[int, list[date]] = defaultdict(list)
    days = sa.select(meetings.c.club_id, meetings.c.held_on)
    here = of_clubs(meetings.c.club_id, [row.id for row in rows])
    queries = [days.where(meetings.c.held_on.between(first, last), here)]
    earlier = first - timedelta(days=31 * max(RHYTHMS))
    queries += [
        days.where(meetings.c.club_id.in_(some), meetings.c.held_on >= earlier, meetings.c.held_on < first)
        for some in chunks(slow)
    ]
    for query in queries:
        for row in await connection.execute(query):
            found[row.club_id].append(row.held_on)
    return found


def _expected(row: Any, period: str, rules: Sequence[MeetingRhythm], met: Sequence[date]) -> bool:
    span = span_of(period)
    last_met = max((day for day in met if day < span.first), default=None)
    here = any(span.first <= day <= span.last for day in met)
    rhythm = rhythm_in(rules, period)
    return is_expected(period, founded_on=row.founded_on, rhythm=rhythm, last_met=last_met, met=here)


def _met_on(row: Any, period: str, met: Sequence[date]) -> date | None:
    """The last meeting of the month, else the club's fixed day of the month."""
    span = span_of(period)
    held = [day for day in met if span.first <= day <= span.last]
    usual = (row.settings or {}).get("meeting_day")
    if held or not usual:
        return max(held, default=None)
    return span.first.replace(day=min(int(usual), span.last.day))


async def load_expected_due(
    connection: AsyncConnection, club_ids: Sequence[int], period: str, today: date
) -> dict[int, date | None]:
    """The due day of one month of each active club; None where no report is expected."""
    rows = await active_clubs(connection, club_ids)
    calendars = await load_calendars(connection, {row.area_code for row in rows})
    months = await load_months(connection, rows, calendars, [period], today)
    return {row.id: month.due_on if month.expected else None for row in rows for month in months[row.id]}


# -- the calendar as officers see it -----------------------------------------------------------------


async def load_standings(
    connection: AsyncConnection, club_ids: Sequence[int], period: str, now: datetime
) -> list[Standing]:
    """How each active club stands with one month's report at `now` (local, aware), in order of clubs."""
    rows = await active_clubs(connection, club_ids)
    calendars = await load_calendars(connection, {row.area_code for row in rows})
    months = await load_months(connection, rows, calendars, [period], now.date())
    filed = await _first_filed(connection, period, now)
    return [
        _standing(row.id, month, filed.get(row.id), now.date()) for row in rows for month in months[row.id]
    ]


def _standing(club_id: int, month: ClubMonth, filed_at: datetime | None, today: date) -> Standing:
    status = status_on(today, month.due_on, stored=month.stored, expected=month.expected)
    return Standing(club_id, month.period, status, month.due_on, filed_at if status in FILED else None)


async def _first_filed(connection: AsyncConnection, period: str, now: datetime) -> dict[int, datetime]:
    first = sa.and_(report_versions.c.report_id == reports.c.id, report_versions.c.number == 1)
    query = sa.select(reports.c.club_id, report_versions.c.submitted_at).join(report_versions, first)
    rows = await connection.execute(query.where(reports.c.period == period))
    return {row.club_id: row.submitted_at.astimezone(now.tzinfo) for row in rows}
