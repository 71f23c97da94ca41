"""Entering for a club: whether an officer may, who hears of it, and the trace each act leaves."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.on_behalf import StandInAsk, Unread, UnreadAsk
from handlers.dialogue.take_up import StandIn
from handlers.officer.places import Area, club_place
from storage.effects import Save
from storage.officer_areas import load_areas
from storage.officer_sql import in_area
from storage.tables.clubs import areas, clubs
from storage.tables.messages import inbox
from storage.tables.people import roles
from storage.tables.talk import audit

VIETNAM = timezone(timedelta(hours=7))
LOOK_BACK = timedelta(days=30)


async def load_stand_ins(
    connection: AsyncConnection, asks: Sequence[StandInAsk], today: date
) -> dict[StandInAsk, StandIn | None]:
    """Each club with who leads it; None where it is closed or outside the areas given."""
    return {ask: await _stand_in(connection, ask, today) for ask in asks}


async def _stand_in(connection: AsyncConnection, ask: StandInAsk, today: date) -> StandIn | None:
    led = (await load_areas(connection, ask.codes)).values()
    inside = sa.or_(sa.false(), *(in_area(area.code, area.kind, [], []) for area in led))
    query = (
        sa.select(clubs.c.name, clubs.c.hamlet, areas.c.code, areas.c.name.label("commune"), areas.c.kind)
        .select_from(clubs.join(areas, areas.c.code == clubs.c.area_code))
        .where(clubs.c.id == ask.club_id, inside)
    )
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    place, commune = club_place(row.name, row.hamlet), Area(row.code, row.commune, row.kind).title
    return StandIn(ask.club_id, place, commune, await _leaders(connection, ask.club_id, today))


async def _leaders(connection: AsyncConnection, club_id: int, today: date) -> tuple[int, ...]:
    """Its leaders; its deputies where it has none."""
    held = sa.and_(
        roles.c.club_id == club_id,
        roles.c.since <= today,
        sa.or_(roles.c.until.is_(None), roles.c.until > today),
    )
    for role in ("leader", "deputy"):
        query = sa.select(roles.c.person_id).where(held, roles.c.role == role).order_by(roles.c.person_id)
        found = tuple((await connection.execute(query)).scalars())
        if found:
            return found
    return ()


async def load_unread(
    connection: AsyncConnection, asks: Sequence[UnreadAsk], today: date
) -> dict[UnreadAsk, Unread]:
    """How many messages of each person came in a form we cannot read, in the last weeks."""
    return {ask: await _unread(connection, ask, today) for ask in asks}


async def _unread(connection: AsyncConnection, ask: UnreadAsk, today: date) -> Unread:
    since = datetime.combine(today, datetime.min.time(), VIETNAM) - LOOK_BACK
    theirs = sa.and_(inbox.c.person_id == ask.person_id, inbox.c.received_at >= since)
    count = sa.select(sa.func.count()).where(theirs, inbox.c.kind == "unsupported").select_from(inbox)
    club = sa.select(clubs.c.name, clubs.c.hamlet).where(clubs.c.id == ask.club_id)
    row = (await connection.execute(club)).one()
    return Unread(int((await connection.execute(count)).scalar_one()), club_place(row.name, row.hamlet))


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
