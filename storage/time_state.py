"""Loads what the reminder rules look at: every club's expected reports with the people concerned, in lists.

Three months are looked at: the one running (its meeting day), the one just ended, and the one before it for
those with an extension.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.duties import Contact, Duty, TimeState, report_occasion
from handlers.calendar.settings import CalendarSettings
from handlers.report.periods import before, month_of
from storage.books import chunks
from storage.calendar_store import load_calendars, load_promises, load_silent
from storage.club_months import ClubMonth, active_clubs, load_months
from storage.reminder_contacts import Circle, load_circles
from storage.reminder_letters import load_told

NOBODY = Circle()
CLUBS_AT_ONCE = 250  # some ten milliseconds of reckoning


async def load_time_state(
    connection: AsyncConnection, now: datetime, club_ids: Sequence[int] | None = None
) -> TimeState:
    """The state at `now` (local, aware) of these clubs, or of all; what is missing is not looked up."""
    rows = await active_clubs(connection, club_ids)
    calendars = await load_calendars(connection, {row.area_code for row in rows})
    duties: list[Duty] = []
    for some in chunks(rows, CLUBS_AT_ONCE):
        duties += await _duties(connection, some, calendars, now)
    people = sorted({contact.person_id for duty in duties for contact in _everyone(duty)})
    local = (replace(p, at=p.at.astimezone(now.tzinfo)) for p in await load_promises(connection))
    told = await load_told(connection, people, now)
    return TimeState(tuple(duties), tuple(local), told, await load_silent(connection))


async def _duties(
    connection: AsyncConnection, rows: Sequence[Any], calendars: Mapping[str, CalendarSettings], now: datetime
) -> list[Duty]:
    """Some clubs at a time: between two such sets whoever writes to us is answered."""
    months = await load_months(connection, rows, calendars, _periods(now.date()), now.date())
    circles = await load_circles(connection, {row.id: row.area_code for row in rows}, calendars, now)
    return [
        _duty(row, month, circles.get(row.id, NOBODY), calendars[row.area_code])
        for row in rows
        for month in months[row.id]
    ]


def _periods(today: date) -> list[str]:
    running = month_of(today)
    return [before(before(running)), before(running), running]


def _everyone(duty: Duty) -> Iterable[Contact]:
    return (*duty.leaders, *duty.deputies, *duty.officers)


def _duty(row: Any, month: ClubMonth, circle: Circle, settings: CalendarSettings) -> Duty:
    filed = month.stored not in ("", "draft")
    return Duty(
        report_occasion(row.id, month.period),
        row.id,
        row.name,
        month.period,
        month.due_on,
        month.met_on,
        done=filed or not month.expected,
        started=month.stored == "draft",
        leaders=circle.leaders,
        deputies=circle.deputies,
        officers=circle.officers,
        settings=settings,
        area=row.area_code,
        extended=month.extended,
    )
