"""More time for single clubs: what officers see of a month, wishes that wait, what was given or taken back.

A wish waits in `time_wishes`; the audit keeps who gave what, and why.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.deadlines import Level, due_on
from handlers.calendar.duties import report_occasion
from handlers.calendar.settings import CalendarSettings
from handlers.officer.figures import digest_period
from handlers.officer.time_book import TimeAsk, TimeBook
from handlers.report.periods import after
from storage.calendar_store import end_extension, extend, load_extensions
from storage.clubs import renew_club
from storage.due_days import load_club_calendars
from storage.effects import Save
from storage.officer_reach import load_reached
from storage.officer_where import club_within
from storage.reminder_letters import drop_arrived
from storage.role_days import in_force
from storage.tables.people import roles
from storage.tables.report import reports
from storage.time_wishes import forget_wish, load_wish, note_time

NOT_FILED = ("", "draft", "sent_back")


async def load_time_books(
    connection: AsyncConnection, asks: Sequence[TimeAsk], today: date
) -> dict[TimeAsk, TimeBook | None]:
    """Each club's month; None where the club is closed or outside the areas given."""
    return {ask: await _book(connection, ask, today) for ask in asks}


async def _book(connection: AsyncConnection, ask: TimeAsk, today: date) -> TimeBook | None:
    named = await club_within(connection, ask.club_id, ask.codes)
    if named is None:
        return None
    calendar = (await load_club_calendars(connection, [ask.club_id]))[ask.club_id]
    period = ask.period or digest_period(today, calendar)
    extended = await load_extensions(connection, [ask.club_id], [period])
    return TimeBook(
        ask.club_id,
        *named,
        period,
        *_days(period, calendar),
        extended.get((ask.club_id, period)),
        await _is_filed(connection, ask.club_id, period),
        await _told(connection, ask.club_id, today),
        await load_wish(connection, ask.club_id, period),
    )


def _days(period: str, calendar: CalendarSettings) -> tuple[date, date]:
    """The usual due day, and the day before the next month's."""
    usual, following = (due_on(each, Level.CLUB, calendar) for each in (period, after(period)))
    return usual, following - timedelta(days=1)


async def _is_filed(connection: AsyncConnection, club_id: int, period: str) -> bool:
    one = sa.and_(reports.c.club_id == club_id, reports.c.period == period)
    status = await connection.scalar(sa.select(reports.c.status).where(one))
    return (status or "") not in NOT_FILED


async def _told(connection: AsyncConnection, club_id: int, today: date) -> tuple[int, ...]:
    """Its leaders whom messages reach, else its deputies."""
    held = sa.and_(roles.c.club_id == club_id, in_force(today))
    for role in ("leader", "deputy"):
        query = sa.select(roles.c.person_id).where(held, roles.c.role == role)
        ids = sorted((await connection.execute(query)).scalars())
        reached = await load_reached(connection, ids) if ids else set()
        if reached:
            return tuple(person_id for person_id in ids if person_id in reached)
    return ()


async def save_given(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """The club's own day from now on; what was to remind of the old one is not sent any more."""
    for save in saves:
        gift, book = save.effect, save.effect.book
        await extend(connection, book.club_id, book.period, gift.due_on)
        await _settle(connection, book)
        await note_time(connection, save, "more_time", {"until": gift.due_on.isoformat(), "why": gift.reason})
    return []


async def save_taken_back(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """The calendar's day holds again."""
    for save in saves:
        book = save.effect.book
        await end_extension(connection, book.club_id, book.period)
        await _settle(connection, book)
        await note_time(connection, save, "more_time_back", {})
    return []


async def save_refused(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """The wish is answered; the day stays."""
    for save in saves:
        await forget_wish(connection, save.effect.book)
        await note_time(connection, save, "more_time_refused", {})
    return []


async def _settle(connection: AsyncConnection, book: TimeBook) -> None:
    """Open talks of the club notice its new version, letters that name the old day are dropped."""
    await forget_wish(connection, book)
    await drop_arrived(connection, [report_occasion(book.club_id, book.period)])
    await renew_club(connection, book.club_id)
