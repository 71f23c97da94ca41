"""When the reports of clubs are due and their months close: by calendar and extension.

Every part of the assistant that says or uses a due day asks here, so that no two of them differ.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.closing import Closing
from handlers.calendar.deadlines import Level, due_on
from handlers.calendar.settings import CalendarSettings
from storage.books import chunks
from storage.calendar_store import load_calendars, load_extensions
from storage.tables.clubs import clubs
from storage.tables.report import reports

CLOSED_BY = ("approved", "accepted")


async def due_days_with(
    connection: AsyncConnection,
    club_ids: Sequence[int],
    periods: Sequence[str],
    extended: Mapping[tuple[int, str], date],
) -> dict[tuple[int, str], date]:
    """The due day of each of these months, by (club, period), `extended` being the days given to clubs.

    Clubs that do not exist are left out.
    """
    areas = await _areas_of(connection, club_ids)
    calendars = await load_calendars(connection, set(areas.values()))
    usual = {
        (code, period): due_on(period, Level.CLUB, calendar)
        for code, calendar in calendars.items()
        for period in periods
    }
    return {
        (club_id, period): extended.get((club_id, period), usual[code, period])
        for club_id, code in areas.items()
        for period in periods
    }


async def load_closings(connection: AsyncConnection, club_ids: Sequence[int]) -> dict[int, Closing]:
    """What decides which months of each club's books are closed."""
    calendars = await load_club_calendars(connection, club_ids)
    approved = await _approved_periods(connection, club_ids)
    extended: dict[int, dict[str, date]] = {}
    for (club_id, period), due in (await load_extensions(connection, club_ids)).items():
        extended.setdefault(club_id, {})[period] = due
    return {
        club_id: Closing(approved.get(club_id, frozenset()), calendar, extended.get(club_id, {}))
        for club_id, calendar in calendars.items()
    }


async def load_club_calendars(
    connection: AsyncConnection, club_ids: Sequence[int]
) -> dict[int, CalendarSettings]:
    """The calendar in force for each club."""
    areas = await _areas_of(connection, club_ids)
    calendars = await load_calendars(connection, set(areas.values()))
    return {club_id: calendars[code] for club_id, code in areas.items()}


async def _areas_of(connection: AsyncConnection, club_ids: Sequence[int]) -> dict[int, str]:
    areas: dict[int, str] = {}
    for some in chunks(list(club_ids)):
        query = sa.select(clubs.c.id, clubs.c.area_code).where(clubs.c.id.in_(some))
        areas |= {row.id: row.area_code for row in await connection.execute(query)}
    return areas


async def _approved_periods(
    connection: AsyncConnection, club_ids: Sequence[int]
) -> dict[int, frozenset[str]]:
    query = sa.select(reports.c.club_id, reports.c.period).where(
        reports.c.club_id.in_(club_ids), reports.c.status.in_(CLOSED_BY)
    )
    found: dict[int, set[str]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.club_id, set()).add(row.period)
    return {club_id: frozenset(periods) for club_id, periods in found.items()}
