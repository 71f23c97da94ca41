"""Who a notice is for, where that person is reached, and until when an open question is theirs alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.decision import Notice
from storage.books import chunks
from storage.people import load_people
from storage.reminder_contacts import load_addresses
from storage.role_days import in_force
from storage.tables.clubs import areas, clubs
from storage.tables.messages import outbox
from storage.tables.people import desks, roles
from storage.tables.talk import talks

LEFT_IN_PEACE = timedelta(minutes=30)  # design.md: notices wait while a money question is open

_DUE = sa.and_(
    outbox.c.status == "waiting", outbox.c.kind == "notice", outbox.c.not_before <= sa.bindparam("now")
)
_FOLLOWING = sa.select(outbox.c.person_id).where(_DUE).order_by(outbox.c.id).limit(sa.bindparam("most"))
_HELD = sa.update(outbox).where(_DUE, outbox.c.person_id == sa.bindparam("person"))
_HELD = _HELD.values(not_before=sa.bindparam("until"))


@dataclass(frozen=True, slots=True)
class Recipient:
    """One reachable person; `not_before` is later than now while a question of ours is being answered."""

    person_id: int
    honorific: str
    channel: str
    address: str
    not_before: datetime


async def load_recipients(
    connection: AsyncConnection, notice: Notice, now: datetime, today: date
) -> list[Recipient]:
    """The people a notice goes to; whoever cannot be reached is left out (the call list has them)."""
    ids = list(notice.people) or [notice.person_id]
    if ids == [0]:
        ids = await _officers(connection, notice.officers_of_club, today)
    found = [await _recipients(connection, some, now, today) for some in chunks(ids)]
    return [recipient for some in found for recipient in some]


async def _recipients(
    connection: AsyncConnection, ids: Sequence[int], now: datetime, today: date
) -> list[Recipient]:
    addresses = await load_addresses(connection, ids)
    people = await load_people(connection, ids, today)
    busy = await busy_until(connection, ids, now)
    return [
        Recipient(person_id, people[person_id].honorific, *addresses[person_id], busy.get(person_id, now))
        for person_id in ids
        if person_id in addresses and person_id in people
    ]


async def hold_for_talks(connection: AsyncConnection, now: datetime, limit: int) -> None:
    """Notices whose moment has come wait on while their person is in the middle of a talk.

    Looks at the next `limit`, and again until none of them had to wait: no more than those can leave now.
    """
    busy = {0: now}
    while busy:
        ids = set((await connection.execute(_FOLLOWING, {"now": now, "most": limit})).scalars())
        busy = await busy_until(connection, sorted(ids), now) if ids else {}
        for person_id, until in busy.items():
            theirs = {"now": now, "person": person_id, "until": until}
            await connection.execute(_HELD, theirs)


async def _officers(connection: AsyncConnection, club_id: int, today: date) -> list[int]:
    """Those of the club's commune; where it has none, those of the province above."""
    commune = sa.select(clubs.c.area_code).where(clubs.c.id == club_id)
    province = sa.select(areas.c.parent_code).where(areas.c.code.in_(commune))
    for area in (commune, province):
        query = sa.select(roles.c.person_id).where(
            roles.c.area_code.in_(area),
            roles.c.role == "officer",
            in_force(today),
        )
        found = list((await connection.execute(query)).scalars())
        if found:
            return found
    return []


async def busy_until(connection: AsyncConnection, ids: Sequence[int], now: datetime) -> dict[int, datetime]:
    """Until when each person who is in the middle of a talk is left in peace."""
    rows = await connection.execute(sa.select(desks).where(desks.c.person_id.in_(ids)))
    at_talk = {row.person_id: row.state.get("talk_id", 0) for row in rows}
    query = sa.select(talks.c.id, talks.c.touched_at).where(
        talks.c.id.in_([talk_id for talk_id in at_talk.values() if talk_id]), talks.c.status == "open"
    )
    touched = {row.id: row.touched_at for row in await connection.execute(query)}
    waits = {person: touched[talk] + LEFT_IN_PEACE for person, talk in at_talk.items() if talk in touched}
    return {person: until for person, until in waits.items() if until > now}
