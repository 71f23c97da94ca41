"""Wishes for more time: kept until an officer answers, found by area; each act leaves its trace.

A wish is a row of `settings`, one for a club and month.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.hearing.folding import fold
from handlers.officer.places import short_name
from handlers.officer.time_book import TimeBook, TimeWish, WaitingWishes, WaitingWishesAsk
from storage.effects import Save
from storage.officer_where import within_areas
from storage.tables.clubs import clubs
from storage.tables.people import people
from storage.tables.talk import audit, settings

_WISHES = "time_wish/"


def _wish_key(club_id: int, period: str) -> str:
    return f"{_WISHES}{club_id}/{period}"


async def load_wish(connection: AsyncConnection, club_id: int, period: str) -> TimeWish | None:
    """What the club asked for, as long as nobody has answered."""
    one = settings.c.key == _wish_key(club_id, period)
    found: Any = await connection.scalar(sa.select(settings.c.value).where(one))
    if not found:
        return None
    name = await connection.scalar(sa.select(people.c.name).where(people.c.id == found["by"]))
    days = (date.fromisoformat(found[part]) for part in ("until", "asked_on"))
    until, asked_on = days
    return TimeWish(until, found["reason"], found["by"], name or "", asked_on)


async def load_waiting_wishes(
    connection: AsyncConnection, asks: Sequence[WaitingWishesAsk]
) -> dict[WaitingWishesAsk, WaitingWishes]:
    """Wishes within some areas, oldest first."""
    query = sa.select(settings.c.key, settings.c.value).where(settings.c.key.like(f"{_WISHES}%"))
    rows: list[Any] = sorted(await connection.execute(query), key=lambda row: (row.value["at"], row.key))
    keys = [(int(row.key.split("/")[1]), row.key.split("/")[2]) for row in rows]
    return {ask: WaitingWishes(await _inside(connection, keys, ask.codes)) for ask in asks}


async def _inside(
    connection: AsyncConnection, keys: Sequence[tuple[int, str]], codes: Sequence[str]
) -> tuple[tuple[int, str, str], ...]:
    query = sa.select(clubs.c.id, clubs.c.name, clubs.c.hamlet).where(
        clubs.c.id.in_([club_id for club_id, _ in keys]), await within_areas(connection, codes)
    )
    names = {
        row.id: fold(short_name(row.name, row.hamlet).lower()) for row in await connection.execute(query)
    }
    return tuple((club_id, period, names[club_id]) for club_id, period in keys if club_id in names)


async def save_wishes(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """A wish that waits; a later one of the same club and month takes its place."""
    for save in saves:
        ask = save.effect
        value = {"until": ask.due_on.isoformat(), "reason": ask.reason, "by": save.caller.person.id}
        value |= {"asked_on": save.caller.today.isoformat(), "at": save.at.isoformat()}
        await forget_wish(connection, ask.book)
        key = _wish_key(ask.book.club_id, ask.book.period)
        await connection.execute(sa.insert(settings).values(key=key, value=value))
        details = {"until": ask.due_on.isoformat(), "why": ask.reason}
        await note_time(connection, save, "more_time_asked", details)
    return []


async def forget_wish(connection: AsyncConnection, book: TimeBook) -> None:
    """It is answered, or another takes its place."""
    one = settings.c.key == _wish_key(book.club_id, book.period)
    await connection.execute(sa.delete(settings).where(one))


async def note_time(connection: AsyncConnection, save: Save, act: str, details: dict[str, Any]) -> None:
    """Who did what to which month."""
    book: TimeBook = save.effect.book
    row = {"at": save.at, "person_id": save.caller.person.id, "club_id": book.club_id, "act": act}
    told = {"was": book.due_on.isoformat(), **details}
    await connection.execute(
        sa.insert(audit).values(**row, subject=f"report:{book.club_id}/{book.period}", details=told)
    )
