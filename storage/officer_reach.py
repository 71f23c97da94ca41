"""Whom a club can be reached through, and who has begun its report: what stands behind "chưa nộp".

A club is reached when at least one address of one committee member takes messages.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.club_line import Contact, Draft, Reach
from handlers.officer.contacts import Contacts, ContactsAsk
from storage.books import chunks
from storage.officer_sql import Here
from storage.officer_sums_sql import given, here
from storage.people_records import COMMITTEE
from storage.role_days import in_force
from storage.tables.clubs import clubs
from storage.tables.people import identities, people, roles
from storage.tables.talk import talks
from storage.vietnam_days import VIETNAM

REPORT_TALK = "report.monthly"
_PULLED = ("web", "terminal")  # seen when somebody looks, never ringing in a pocket
_ORDER = {role.value: number for number, role in enumerate(COMMITTEE)}


@cache
def _drafts(dialect: str) -> sa.Select[Any]:
    clubs_here = here(dialect)
    written = _report_talk(clubs_here.c.id, sa.bindparam("period"))
    return sa.select(clubs_here.c.id, talks.c.touched_at).select_from(clubs_here.join(talks, written))


def _report_talk(club_id: Any, period: Any) -> sa.ColumnElement[bool]:
    subject = sa.literal("club:") + sa.cast(club_id, sa.Text) + "/period:" + sa.cast(period, sa.Text)
    unfinished = talks.c.status.in_(("open", "parked"))
    return sa.and_(talks.c.name == REPORT_TALK, talks.c.subject == subject, unfinished)


async def load_drafts(connection: AsyncConnection, club_ids: Sequence[int], period: str) -> dict[int, Draft]:
    """Report talks that are open or set aside, by club."""
    dialect = connection.dialect.name
    asked = {"here": given(dialect, club_ids), "period": period}
    rows = await connection.execute(_drafts(dialect), asked)
    return {row.id: Draft(row.touched_at.astimezone(VIETNAM).date()) for row in rows}


@cache
def _reach(dialect: str) -> sa.Select[Any]:
    clubs_here = here(dialect)
    committee = _committee(clubs_here, sa.bindparam("on", type_=sa.Date))
    return (
        sa.select(clubs_here.c.id, *_addresses())
        .select_from(committee.join(identities, identities.c.person_id == roles.c.person_id))
        .group_by(clubs_here.c.id)
    )


async def load_reach(connection: AsyncConnection, club_ids: Sequence[int], on: date) -> dict[int, Contact]:
    """How each club can be reached; names are not looked up here."""
    dialect = connection.dialect.name
    rows = await connection.execute(_reach(dialect), {"here": given(dialect, club_ids), "on": on})
    return {row.id: _reached(row) for row in rows}


def reached(club_id: Any, on: Any) -> sa.ColumnElement[bool]:
    """SQL: whether a message reaches anyone of the club's committee on a day; the rule of `_reached`.

    The first telephone that takes messages settles it; a window opened once counts where nothing refuses.
    """
    addresses = roles.join(identities, identities.c.person_id == roles.c.person_id)

    def asked(what: Any, *which: sa.ColumnElement[bool]) -> sa.Select[Any]:
        query = sa.select(what).select_from(addresses).where(_of_committee(club_id, on), *which)
        return query.correlate_except(roles, identities)

    takes = identities.c.blocked_at.is_(None)
    rung = asked(roles.c.id, takes, identities.c.channel.not_in(_PULLED)).limit(1)  # EXISTS would be hashed
    nothing_refuses = asked(sa.func.min(sa.case((takes, 1), else_=0)))
    return sa.or_(rung.scalar_subquery().is_not(None), nothing_refuses.scalar_subquery() == 1)


def begun(club_id: Any, period: Any) -> sa.Exists:
    """SQL: whether the club's report of the period is being written."""
    return sa.select(talks.c.id).where(_report_talk(club_id, period)).correlate_except(talks).exists()


def _committee(here: Here, on: Any) -> sa.FromClause:
    """Clubs with the roles of their committees on a day."""
    committee: sa.FromClause = here.join(roles, _of_committee(here.c.id, on))
    return committee


def _of_committee(club_id: Any, on: Any) -> sa.ColumnElement[bool]:
    return sa.and_(
        roles.c.club_id == club_id,
        roles.c.role.in_(list(_ORDER)),
        in_force(on),
    )


def _addresses() -> tuple[sa.ColumnElement[Any], ...]:
    """SQL over addresses: whether a telephone takes messages, whether anything does, and what refuses."""
    takes = sa.and_(identities.c.id.is_not(None), identities.c.blocked_at.is_(None))
    pushed = sa.and_(takes, identities.c.channel.not_in(_PULLED))
    shut = sa.case((identities.c.blocked_at.is_not(None), identities.c.channel), else_="")
    return (
        sa.func.max(sa.case((pushed, 1), else_=0)).label("pushed"),
        sa.func.max(sa.case((takes, 1), else_=0)).label("takes"),
        sa.func.max(shut).label("shut"),
    )


def _reached(row: Any, person_id: int = 0, name: str = "", phone: str = "") -> Contact:
    """Who has a telephone that refuses us is not reached through a browser window opened once."""
    if row.pushed or (row.takes and not row.shut):
        return Contact(person_id, name, Reach.REACHED, phone=phone)
    return Contact(person_id, name, Reach.BLOCKED if row.shut else Reach.NOT_JOINED, row.shut, phone)


async def load_reached(connection: AsyncConnection, person_ids: Sequence[int]) -> set[int]:
    """Those of these people whom our messages reach."""
    found: set[int] = set()
    for some in chunks(person_ids):
        query = sa.select(identities.c.person_id, *_addresses()).where(identities.c.person_id.in_(some))
        rows = await connection.execute(query.group_by(identities.c.person_id))
        found |= {row.person_id for row in rows if _reached(row).reach is Reach.REACHED}
    return found


async def load_contacts(
    connection: AsyncConnection, asks: Sequence[ContactsAsk]
) -> dict[ContactsAsk, Contacts]:
    """The person to write to or ring in each club: one who is reached before one who is not, leader first."""
    found = {}
    for ask in asks:
        best: dict[int, tuple[tuple[bool, int, int], Contact]] = {}
        for row in await connection.execute(_named(ask.club_ids, ask.on)):
            contact = _reached(row, row.person_id, row.name, row.phone or "")
            rank = (contact.reach is not Reach.REACHED, _ORDER[row.role], row.person_id)
            if row.id not in best or rank < best[row.id][0]:
                best[row.id] = (rank, contact)
        found[ask] = Contacts({club_id: contact for club_id, (_, contact) in best.items()})
    return found


def _named(club_ids: Sequence[int], on: date) -> sa.Select[Any]:
    key = (clubs.c.id, people.c.id.label("person_id"), people.c.name, people.c.phone, roles.c.role)
    return (
        sa.select(*key, *_addresses())
        .select_from(
            _committee(clubs, on)
            .join(people, people.c.id == roles.c.person_id)
            .outerjoin(identities, identities.c.person_id == people.c.id)
        )
        .where(clubs.c.id.in_(club_ids))
        .group_by(*key)
    )
