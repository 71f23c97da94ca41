"""Notices to many: whom one would reach, and the keeping of those that were confirmed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.broadcast_book import (
    Addressee,
    Audience,
    AudienceAsk,
    BroadcastSaved,
    SendBroadcast,
    to_everybody,
)
from handlers.officer.broadcast_words import LEADERS
from handlers.officer.places import club_place
from storage.books import chunks
from storage.effects import Save
from storage.officer_areas import load_areas
from storage.officer_reach import load_reached
from storage.officer_sql import Where, in_area
from storage.people_records import COMMITTEE
from storage.role_days import in_force
from storage.tables.clubs import clubs
from storage.tables.messages import broadcast_people, broadcasts
from storage.tables.people import people, roles
from storage.tables.talk import audit

_RANK = {role.value: number for number, role in enumerate(COMMITTEE)}


async def load_audiences(
    connection: AsyncConnection, asks: Sequence[AudienceAsk]
) -> dict[AudienceAsk, Audience]:
    """Everybody each notice would be for, club by club; nobody stands in it twice."""
    return {ask: await _audience(connection, ask) for ask in asks}


async def _audience(connection: AsyncConnection, ask: AudienceAsk) -> Audience:
    rows: list[Any] = []
    for where in await _clubs(connection, ask):
        rows += list(await connection.execute(_held(where, ask.on)))
    first: dict[int, Any] = {}
    for row in _meant(rows, ask.whom):
        first.setdefault(row.person_id, row)
    reached = await load_reached(connection, sorted(first))
    found = tuple(_addressee(row, row.person_id in reached) for row in first.values())
    return Audience(found, len({person.club_id for person in found}))


async def _clubs(connection: AsyncConnection, ask: AudienceAsk) -> list[Where]:
    areas = (await load_areas(connection, ask.codes)).values()
    single = [clubs.c.id.in_(some) & (clubs.c.status == "active") for some in chunks(ask.club_ids)]
    return [*(in_area(area.code, area.kind, [], []) for area in areas), *single]


def _held(where: Where, on: date) -> sa.Select[Any]:
    """Committee roles in force, by club."""
    return (
        sa.select(
            *(clubs.c.id, clubs.c.name, clubs.c.hamlet, roles.c.role),
            *(people.c.id.label("person_id"), people.c.name.label("person"), people.c.phone),
        )
        .select_from(
            clubs.join(roles, roles.c.club_id == clubs.c.id).join(people, people.c.id == roles.c.person_id)
        )
        .where(where, roles.c.role.in_(list(_RANK)), people.c.erased_at.is_(None), in_force(on))
        .order_by(clubs.c.id, people.c.id)
    )


def _meant(rows: Iterable[Any], whom: str) -> list[Any]:
    """Everybody, leaders first; or of each club its leaders, its deputies where it has none."""
    ranked = sorted(rows, key=lambda row: (row.id, _RANK[row.role], row.person_id))
    if whom != LEADERS:
        return ranked
    best: dict[int, str] = {}
    for row in ranked:
        if _RANK[row.role] < 2:
            best.setdefault(row.id, row.role)
    return [row for row in ranked if best.get(row.id) == row.role]


def _addressee(row: Any, reached: bool) -> Addressee:
    place = club_place(row.name, row.hamlet)
    return Addressee(row.person_id, row.person, row.id, place, row.phone or "", reached)


async def save_broadcasts(connection: AsyncConnection, saves: Sequence[Save]) -> list[BroadcastSaved]:
    """Keep confirmed notices with everybody they are for; the letters are what is given back."""
    return [await _save(connection, save) for save in saves if save.effect.audience.reached]


async def _save(connection: AsyncConnection, save: Save) -> BroadcastSaved:
    sent: SendBroadcast = save.effect
    row = {
        "asked_by": save.caller.person.id,
        "area_code": sent.area_code,
        "words": sent.words,
        "asked_at": save.at,
        "recipients": len(sent.audience.people),
        "status": "sent",
    }
    new = await connection.execute(sa.insert(broadcasts).values(**row).returning(broadcasts.c.id))
    broadcast_id = int(new.scalar_one())
    rows = [
        {
            "broadcast_id": broadcast_id,
            "person_id": person.person_id,
            "club_id": person.club_id,
            "reached": person.reached,
        }
        for person in sent.audience.people
    ]
    await connection.execute(sa.insert(broadcast_people), rows)
    details = {"reached": len(sent.audience.reached), "unreached": len(sent.audience.unreached)}
    await note_act(connection, save, "broadcast", broadcast_id, details)
    return BroadcastSaved(broadcast_id, (to_everybody(sent, broadcast_id),))


async def note_act(
    connection: AsyncConnection, save: Save, act: str, broadcast_id: int, details: dict[str, Any]
) -> None:
    """Who sent, or sent again, to how many."""
    row = {"at": save.at, "person_id": save.caller.person.id, "act": act}
    await connection.execute(
        sa.insert(audit).values(**row, subject=f"broadcast:{broadcast_id}", details=details)
    )
