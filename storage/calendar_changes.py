"""A province's calendar as officers and operators change it: only what was changed, with a row of audit."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.settings import CalendarSettings, settings_to_json
from handlers.officer.calendar_changes import CalendarBook, Change, applied
from storage.calendar_store import load_calendars, save_calendar
from storage.effects import Save
from storage.tables.talk import audit


async def load_calendar_books(connection: AsyncConnection, codes: Sequence[str]) -> dict[str, CalendarBook]:
    """The calendar in force in each area."""
    calendars = await load_calendars(connection, codes)
    return {code: CalendarBook(calendars.get(code, CalendarSettings())) for code in codes}


async def save_calendar_changes(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """What officers confirmed."""
    for save in saves:
        effect, person_id = save.effect, save.caller.person.id
        await change_calendar(
            connection, effect.area_code, effect.changes, save.caller.today, save.at, person_id
        )
    return []


async def change_calendar(
    connection: AsyncConnection,
    area_code: str,
    changes: Sequence[Change],
    today: date,
    at: datetime,
    person_id: int | None = None,
) -> CalendarSettings:
    """The calendar with these changes, saved; what somebody else changed meanwhile stays changed."""
    was = (await load_calendars(connection, [area_code]))[area_code]
    now = was
    for change in changes:
        now = applied(now, change, today)
    await save_calendar(connection, area_code, now)
    before, after = settings_to_json(was), settings_to_json(now)
    details = {name: [before[name], value] for name, value in after.items() if before[name] != value}
    row = {"at": at, "person_id": person_id, "act": "calendar", "subject": f"area:{area_code}"}
    await connection.execute(sa.insert(audit).values(**row, details=details))
    return now
