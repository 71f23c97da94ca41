"""Entering for a club: whether an officer may, who hears of it, and the trace each act leaves."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.on_behalf import StandInAsk, Unreadable, UnreadableAsk
from handlers.dialogue.take_up import StandIn
from handlers.officer.places import club_place
from storage.effects import Save
from storage.officer_where import club_within
from storage.role_days import in_force
from storage.tables.clubs import clubs
from storage.tables.messages import inbox
from storage.tables.people import roles
from storage.tables.talk import audit
from storage.vietnam_days import begin_of

LOOK_BACK = timedelta(days=30)


async def load_stand_ins(
    connection: AsyncConnection, asks: Sequence[StandInAsk], today: date
) -> dict[StandInAsk, StandIn | None]:
    """Each club with who leads it; None where it is closed or outside the areas given."""
    return {ask: await _stand_in(connection, ask, today) for ask in asks}


async def _stand_in(connection: AsyncConnection, ask: StandInAsk, today: date) -> StandIn | None:
    named = await club_within(connection, ask.club_id, ask.codes)
    if named is None:
        return None
    return StandIn(ask.club_id, *named, await _leaders(connection, ask.club_id, today))


async def _leaders(connection: AsyncConnection, club_id: int, today: date) -> tuple[int, ...]:
    """Its leaders; its deputies where it has none."""
    held = sa.and_(roles.c.club_id == club_id, in_force(today))
    for role in ("leader", "deputy"):
        query = sa.select(roles.c.person_id).where(held, roles.c.role == role).order_by(roles.c.person_id)
        found = tuple((await connection.execute(query)).scalars())
        if found:
            return found
    return ()


async def load_unreadable(
    connection: AsyncConnection, asks: Sequence[UnreadableAsk], today: date
) -> dict[UnreadableAsk, Unreadable]:
    """How many messages of each person came in a form we cannot read, in the last weeks."""
    return {ask: await _unreadable(connection, ask, today) for ask in asks}


async def _unreadable(connection: AsyncConnection, ask: UnreadableAsk, today: date) -> Unreadable:
    since = begin_of(today) - LOOK_BACK
    theirs = sa.and_(inbox.c.person_id == ask.person_id, inbox.c.received_at >= since)
    count = sa.select(sa.func.count()).where(theirs, inbox.c.kind == "unsupported").select_from(inbox)
    club = sa.select(clubs.c.name, clubs.c.hamlet).where(clubs.c.id == ask.club_id)
    row = (await connection.execute(club)).one()
    return Unreadable(int((await connection.execute(count)).scalar_one()), club_place(row.name, row.hamlet))


async def save_stand_ins(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """Who began to enter for which club."""
    for save in saves:
        await _note(connection, save, save.effect.club_id, "on_behalf_begun", {})
    return []


async def note_entered(connection: AsyncConnection, save: Save, club_id: int) -> None:
    """What an officer entered for a club: beside the record itself, which names who recorded it."""
    details = {"what": type(save.effect).__name__, "talk": [save.talk_id, save.round, save.line]}
    await _note(connection, save, club_id, "entered_on_behalf", details)


async def _note(
    connection: AsyncConnection, save: Save, club_id: int, act: str, details: dict[str, Any]
) -> None:
    row = {"at": save.at, "person_id": save.caller.person.id, "club_id": club_id, "act": act}
    await connection.execute(sa.insert(audit).values(**row, details=details))
