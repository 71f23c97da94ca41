"""Invitations, guesses at them, and the binding of an address to a person."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.club.join import DIGITS, Invite, JoinBook, code_digest
from handlers.dialogue.subject import Subject
from storage.tables.clubs import areas, clubs
from storage.tables.people import identities, invite_guesses, invites, people, roles
from storage.vietnam_days import begin_of

LASTS = timedelta(days=14)
_HOLDER = (
    sa.select(roles.c.person_id)
    .where(roles.c.club_id == invites.c.club_id, roles.c.role == invites.c.role, roles.c.until.is_(None))
    .order_by(roles.c.id.desc())
    .limit(1)
    .correlate(invites)
    .scalar_subquery()
)
WHOSE = sa.func.coalesce(invites.c.person_id, _HOLDER)
"""Whom a code is for: the person it was made for, else who holds that seat of the club by now."""


@dataclass(frozen=True, slots=True)
class NewInvite:
    """The code is given once, here; only its digest is kept."""

    code: str
    expires_at: datetime


async def load_join_books(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, JoinBook]:
    """How many wrong codes came from each stranger since midnight: "mai bác thử lại" is then true."""
    ids = [subject.person_id for subject in subjects]
    query = (
        sa.select(identities.c.person_id, sa.func.count())
        .join(invite_guesses, invite_guesses.c.identity_id == identities.c.id)
        .where(identities.c.person_id.in_(ids), invite_guesses.c.at >= begin_of(today))
        .group_by(identities.c.person_id)
    )
    counted = {row[0]: int(row[1]) for row in await connection.execute(query)}
    return {subject: JoinBook(counted.get(subject.person_id, 0)) for subject in subjects}


async def load_invites(connection: AsyncConnection, digests: Sequence[str], today: date) -> dict[str, Invite]:
    """Invitations that are neither used nor revoked nor expired, by digest of their code."""
    good = sa.and_(
        invites.c.code_hash.in_(digests),
        invites.c.used_at.is_(None),
        invites.c.revoked_at.is_(None),
        invites.c.expires_at > begin_of(today),
    )
    names = (people.c.name, clubs.c.name.label("club"), areas.c.name.label("area"))
    query = (
        sa.select(invites, WHOSE.label("whose"), *names)
        .select_from(invites)
        .outerjoin(people, people.c.id == WHOSE)
        .outerjoin(clubs, clubs.c.id == invites.c.club_id)
        .outerjoin(areas, areas.c.code == sa.func.coalesce(clubs.c.area_code, invites.c.area_code))
        .where(good)
    )
    return {row["code_hash"]: _invite(row) for row in (await connection.execute(query)).mappings()}


def _invite(row: sa.RowMapping) -> Invite:
    place = ", ".join(filter(None, (row["club"], row["area"])))
    return Invite(row["id"], row["role"], row["name"] or "", place, row["whose"] or 0)


async def new_invite(
    connection: AsyncConnection,
    role: str,
    at: datetime,
    *,
    club_id: int | None = None,
    area_code: str | None = None,
    person_id: int | None = None,
    lasts: timedelta = LASTS,
) -> NewInvite:
    """Make a code for a role; codes given out before stay good."""
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    await connection.execute(
        sa.insert(invites).values(
            code_hash=code_digest(code),
            person_id=person_id,
            role=role,
            club_id=club_id,
            area_code=area_code,
            created_at=at,
            expires_at=at + lasts,
        )
    )
    return NewInvite(code, at + lasts)
