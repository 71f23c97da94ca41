"""Whom to remind for each club: its leaders, who stands in for them, the officers of its commune.

Somebody with a question of ours before them is left in peace for a while. Who can be reached is decided where
officers read it, so that a call list and a digest never differ.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.duties import Contact
from handlers.calendar.settings import CalendarSettings
from handlers.report.reminder import NAME
from storage.books import chunks
from storage.officer_reach import load_reached
from storage.role_days import in_force
from storage.tables.people import desks, identities, people, roles
from storage.tables.talk import talks

COMMITTEE = ("leader", "deputy", "secretary", "treasurer")
OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Circle:
    """The people around one club's report."""

    leaders: tuple[Contact, ...] = ()
    deputies: tuple[Contact, ...] = ()
    officers: tuple[Contact, ...] = ()
    treasurers: tuple[Contact, ...] = ()


async def load_circles(
    connection: AsyncConnection,
    area_of_club: Mapping[int, str],
    calendars: Mapping[str, CalendarSettings],
    now: datetime,
) -> dict[int, Circle]:
    """The circle of each club, with the roles held on the day of `now`."""
    held = await _roles(connection, area_of_club, now)
    contacts = await _contacts(connection, sorted({role.person_id for role in held}), calendars, now)
    by_club: dict[tuple[int, str], list[Contact]] = defaultdict(list)
    by_area: dict[str, list[Contact]] = defaultdict(list)
    for role in held:
        contact = contacts.get(role.person_id)
        if contact is not None and role.club_id is not None:
            mine = Contact(*_with_since(contact, role.since))
            by_club[role.club_id, role.role].append(mine)
        elif contact is not None:
            by_area[role.area_code].append(contact)
    return {club_id: _circle(club_id, by_club, by_area[area]) for club_id, area in area_of_club.items()}


def _with_since(contact: Contact, since: Any) -> tuple[Any, ...]:
    return contact.person_id, contact.name, contact.phone, contact.reachable, since, contact.quiet_until


def _circle(
    club_id: int, by_club: Mapping[tuple[int, str], list[Contact]], officers: Sequence[Contact]
) -> Circle:
    held = (tuple(by_club.get((club_id, role), ())) for role in COMMITTEE)
    leaders, deputies, secretaries, treasurers = held
    return Circle(leaders, deputies or secretaries, tuple(officers), treasurers)


async def load_area_officers(
    connection: AsyncConnection,
    codes: Sequence[str],
    calendars: Mapping[str, CalendarSettings],
    now: datetime,
) -> dict[str, list[Contact]]:
    """Those who look after each of these areas on the day of `now`."""
    held: list[Any] = []
    for some in chunks(codes):
        among = sa.and_(roles.c.area_code.in_(some), roles.c.role == OFFICER)
        held += await connection.execute(_in_force(now).where(among))
    contacts = await _contacts(connection, sorted({role.person_id for role in held}), calendars, now)
    found: dict[str, list[Contact]] = defaultdict(list)
    for role in held:
        if role.person_id in contacts:
            found[role.area_code].append(contacts[role.person_id])
    return found


def _in_force(now: datetime) -> sa.Select[Any]:
    wanted = (roles.c.person_id, roles.c.role, roles.c.club_id, roles.c.area_code, roles.c.since)
    return sa.select(*wanted).where(in_force(now.date())).order_by(roles.c.id)


async def _roles(connection: AsyncConnection, area_of_club: Mapping[int, str], now: datetime) -> list[Any]:
    query = _in_force(now)
    found: list[Any] = []
    for some in chunks(list(area_of_club)):
        among = sa.and_(roles.c.club_id.in_(some), roles.c.role.in_(COMMITTEE))
        found += await connection.execute(query.where(among))
    areas = sorted(set(area_of_club.values()))
    among = sa.and_(roles.c.area_code.in_(areas), roles.c.role == OFFICER)
    found += await connection.execute(query.where(among))
    return found


async def _contacts(
    connection: AsyncConnection,
    ids: Sequence[int],
    calendars: Mapping[str, CalendarSettings],
    now: datetime,
) -> dict[int, Contact]:
    reachable = await load_reached(connection, ids)
    wait = max((each.question_wait_minutes for each in calendars.values()), default=30)
    quiet = await _quiet_until(connection, ids, timedelta(minutes=wait), now)
    found = {}
    for some in chunks(ids):
        query = sa.select(people.c.id, people.c.name, people.c.phone)
        for row in await connection.execute(query.where(people.c.id.in_(some), people.c.erased_at.is_(None))):
            reach = row.id in reachable
            found[row.id] = Contact(row.id, row.name, row.phone or "", reach, None, quiet.get(row.id))
    return found


async def load_addresses(
    connection: AsyncConnection, person_ids: Sequence[int]
) -> dict[int, tuple[str, str]]:
    """Where each person was last heard: (channel, address); who has none that takes letters is left out."""
    found: dict[int, tuple[str, str]] = {}
    for some in chunks(person_ids):
        query = (
            sa.select(identities.c.person_id, identities.c.channel, identities.c.address)
            .where(identities.c.person_id.in_(some), identities.c.blocked_at.is_(None))
            .order_by(identities.c.last_heard_at.is_not(None), identities.c.last_heard_at, identities.c.id)
        )
        for row in await connection.execute(query):
            found[row.person_id] = (row.channel, row.address)
    return found


async def _quiet_until(
    connection: AsyncConnection, ids: Sequence[int], wait: timedelta, now: datetime
) -> dict[int, datetime]:
    """Until when an open question is the person's alone; an unanswered reminder is no such question."""
    lying: dict[int, int] = {}
    for some in chunks(ids):
        rows = await connection.execute(sa.select(desks).where(desks.c.person_id.in_(some)))
        lying |= {row.person_id: row.state.get("talk_id", 0) for row in rows}
    touched: dict[int, datetime] = {}
    for some in chunks(sorted({talk_id for talk_id in lying.values() if talk_id})):
        query = sa.select(talks.c.id, talks.c.touched_at).where(
            talks.c.id.in_(some), talks.c.status == "open", talks.c.name != NAME, talks.c.touched_at <= now
        )
        touched |= {row.id: row.touched_at for row in await connection.execute(query)}
    answering = ((person, touched[talk]) for person, talk in lying.items() if talk in touched)
    return {person: at.astimezone(now.tzinfo) + wait for person, at in answering}
