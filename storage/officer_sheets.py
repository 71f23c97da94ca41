"""One club as an officer asks for it: the same line as in the figures of its area."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.deadlines import Level, due_on
from handlers.calendar.settings import CalendarSettings
from handlers.officer.asks import ClubAsk, ClubSheet
from handlers.officer.figures import AreaFigures, digest_period
from handlers.officer.places import NATION, Area
from handlers.report.periods import before
from storage.due_days import load_club_calendars
from storage.officer_lines import club_lines
from storage.tables.clubs import clubs

_NOWHERE = Area("", "", NATION)


async def load_club_sheets(connection: AsyncConnection, asks: Sequence[ClubAsk]) -> dict[ClubAsk, ClubSheet]:
    """One club as it stands at the end of a day; a club that does not exist (any more) is left out."""
    calendars = await load_club_calendars(connection, sorted({ask.club_id for ask in asks}))
    alike: dict[tuple[date, CalendarSettings], list[int]] = {}
    for ask in asks:
        if ask.club_id in calendars:
            alike.setdefault((ask.on, calendars[ask.club_id]), []).append(ask.club_id)
    found = {}
    for (on, calendar), ids in alike.items():
        standing = _standing(on, calendar)
        where = clubs.c.id.in_(ids) & (clubs.c.status == "active")
        for line in await club_lines(connection, where, standing, {}):
            found[ClubAsk(line.club_id, on)] = ClubSheet(line, on, standing.period)
    return found


def _standing(on: date, calendar: CalendarSettings) -> AreaFigures:
    period = digest_period(on, calendar)
    due, due_before = (due_on(each, Level.CLUB, calendar) for each in (period, before(period)))
    return AreaFigures(_NOWHERE, on, on, period, due, due_before)
