"""Who a notice is for, where that person is reached, and until when an open question is theirs alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.decision import Notice
from storage.people import load_people
from storage.reminder_contacts import load_addresses
from storage.tables.clubs import areas, clubs
from storage.tables.people import desks, roles
from storage.tables.talk import talks

LEFT_IN_PEACE = timedelta(minutes=30)  # design.md: notices wait while a money question is open


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
    ids = [notice.person_id]
    if not notice.person_id:
        ids = await _officers(connection, notice.officers_of_club, today)
    addresses = await load_addresses(connection, ids)
    people = await load_people(connection, ids, today)
    busy = await _busy(connection, ids, now)
    return [
        Recipient(person_id, people[person_id].honorific, *addresses[person_id], busy.get(person_id, now))
        for person_id in ids
        if person_id in addresses and person_id in people
    ]


async def _officers(connection: AsyncConnection, club_id: int, today: date) -> list[int]:
    """Those of the club's commune; where it has none, those of the province above."""
    commune = sa.select(clubs.c.area_code).where(clubs.c.id == club_id)
    province = sa.select(areas.c.parent_code).where(areas.c.code.in_(commune))
    for area in (commune, province):
        query = sa.select(roles.c.person_id).where(
            roles.c.area_code.in_(area),
            roles.c.role == "officer",
            roles.c.since <= today,
            sa.or_(roles.c.until.is_(None), roles.c.until > today),
        )
        found = list((await connection.execute(query)).scalars())
        if found:
            return found
    return []


async def _busy(connection: AsyncConnection, ids: Sequence[int], now: datetime) -> dict[int, datetime]:
    rows = await connection.execute(sa.select(desks).where(desks.c.person_id.in_(ids)))
    at_talk = {row.person_id: row.state.get("talk_id", 0) for row in rows}
    query = sa.select(talks.c.id, talks.c.touched_at).where(
        talks.c.id.in_([talk_id for talk_id in at_talk.values() if talk_id]), talks.c.status == "open"
    )
    touched = {row.id: row.touched_at for row in await connection.execute(query)}
    waits = {person: touched[talk] + LEFT_IN_PEACE for person, talk in at_talk.items() if talk in touched}
    return {person: until for person, until in waits.items() if until > now}
