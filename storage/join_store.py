"""Invitations, guesses at them, and the binding of an address to a person."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.club.join import CONSENT_VERSION, DIGITS, Invite, JoinBook, code_digest
from handlers.dialogue.subject import Subject
from storage.chain import VIETNAM
from storage.effects import Save
from storage.tables.clubs import areas, clubs
from storage.tables.messages import inbox
from storage.tables.people import consents, identities, invite_guesses, invites, people, roles
from storage.tables.talk import audit

GUESSES_COUNT_FOR = timedelta(days=1)
LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class NewInvite:
    """The code is given once, here; only its digest is kept."""

    code: str
    expires_at: datetime


def _begin_of(today: date) -> datetime:
    return datetime.combine(today, time(), VIETNAM)


async def load_join_books(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, JoinBook]:
    """How many wrong codes came from each stranger within a day of the last one."""
    ids = [subject.person_id for subject in subjects]
    since = _begin_of(today) - GUESSES_COUNT_FOR
    query = (
        sa.select(identities.c.person_id, sa.func.count())
        .join(invite_guesses, invite_guesses.c.identity_id == identities.c.id)
        .where(identities.c.person_id.in_(ids), invite_guesses.c.at > since)
        .group_by(identities.c.person_id)
    )
    counted = {row[0]: int(row[1]) for row in await connection.execute(query)}
    return {subject: JoinBook(counted.get(subject.person_id, 0)) for subject in subjects}


async def load_invites(connection: AsyncConnection, digests: Sequence[str], today: date) -> dict[str, Invite]:
    """Invitations that are neither used nor revoked nor expired, by digest of their code."""
    query = (
        sa.select(invites, people.c.name, clubs.c.name.label("club"), areas.c.name.label("area"))
        .outerjoin(people, people.c.id == invites.c.person_id)
        .outerjoin(clubs, clubs.c.id == invites.c.club_id)
        .outerjoin(areas, areas.c.code == sa.func.coalesce(clubs.c.area_code, invites.c.area_code))
        .where(
            invites.c.code_hash.in_(digests),
            invites.c.used_at.is_(None),
            invites.c.revoked_at.is_(None),
            invites.c.expires_at > _begin_of(today),
        )
    )
    rows = (await connection.execute(query)).mappings()
    return {
        row["code_hash"]: Invite(
            row["id"], row["role"], row["name"] or "", ", ".join(filter(None, (row["club"], row["area"])))
        )
        for row in rows
    }


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
    """Make a code for a role; earlier codes for the same role that nobody used are revoked."""
    same = sa.and_(
        invites.c.role == role,
        invites.c.club_id == club_id if club_id else invites.c.area_code == area_code,
        invites.c.used_at.is_(None),
    )
    await connection.execute(sa.update(invites).where(same).values(revoked_at=at))
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


async def holder_of(connection: AsyncConnection, club_id: int, role: str) -> int | None:
    """The person who has that role in the club now."""
    query = (
        sa.select(roles.c.person_id)
        .where(roles.c.club_id == club_id, roles.c.role == role, roles.c.until.is_(None))
        .order_by(roles.c.id.desc())
    )
    return (await connection.execute(query)).scalars().first()


async def save_wrong_codes(connection: AsyncConnection, saves: Sequence[Save]) -> list[str]:
    """Count guesses."""
    for save in saves:
        channel, address = await _address(connection, save)
        where = sa.and_(identities.c.channel == channel, identities.c.address == address)
        identity = sa.select(identities.c.id).where(where).scalar_subquery()
        await connection.execute(sa.insert(invite_guesses).values(identity_id=identity, at=save.at))
    return ["wrong"] * len(saves)


async def save_joins(connection: AsyncConnection, saves: Sequence[Save]) -> list[str]:
    """Bind each address to its invited person; the invitation is used up in the same transaction."""
    return [await _join(connection, save) for save in saves]


async def _join(connection: AsyncConnection, save: Save) -> str:
    good = sa.and_(
        invites.c.id == save.effect.invite_id,
        invites.c.used_at.is_(None),
        invites.c.revoked_at.is_(None),
        invites.c.expires_at > save.at,
    )
    used = await connection.execute(
        sa.update(invites).where(good).values(used_at=save.at).returning(*invites.c)
    )
    row = used.mappings().one_or_none()
    if row is None:
        return "wrong"
    person_id = row["person_id"] or await _new_person(connection, save, row)
    channel, address = await _address(connection, save)
    await connection.execute(
        sa.update(identities)
        .where(identities.c.channel == channel, identities.c.address == address)
        .values(person_id=person_id)
    )
    await _consented(connection, save, person_id, channel)
    return "joined"


async def _new_person(connection: AsyncConnection, save: Save, row: sa.RowMapping) -> int:
    new = sa.insert(people).values(name=save.effect.name).returning(people.c.id)
    person_id = int((await connection.execute(new)).scalar_one())
    held = {name: row[name] for name in ("role", "club_id", "area_code")}
    await connection.execute(sa.insert(roles).values(person_id=person_id, since=save.caller.today, **held))
    return person_id


async def _consented(connection: AsyncConnection, save: Save, person_id: int, channel: str) -> None:
    await connection.execute(
        sa.insert(consents).values(
            person_id=person_id,
            purpose="club",
            text_version=save.effect.consent_version,
            channel=channel,
            message_id=str(save.caller.inbox_id),
            at=save.at,
        )
    )
    agreed = {"consented_at": save.at, "consent_text_version": CONSENT_VERSION}
    raised = {"version": people.c.version + 1}
    await connection.execute(sa.update(people).where(people.c.id == person_id).values(**agreed, **raised))
    await connection.execute(
        sa.insert(audit).values(at=save.at, person_id=person_id, act="joined", details={})
    )


async def _address(connection: AsyncConnection, save: Save) -> tuple[str, str]:
    query = sa.select(inbox.c.channel, inbox.c.address).where(inbox.c.id == save.caller.inbox_id)
    row = (await connection.execute(query)).one()
    return row.channel, row.address


async def revoke(connection: AsyncConnection, club_id: int, role: str, at: datetime) -> int:
    """Lost phone: every address of the role's holder is unbound at once, open codes die; how many."""
    person_id = await holder_of(connection, club_id, role)
    open_codes = sa.and_(invites.c.club_id == club_id, invites.c.role == role, invites.c.used_at.is_(None))
    await connection.execute(sa.update(invites).where(open_codes).values(revoked_at=at))
    if person_id is None:
        return 0
    freed = await connection.execute(
        sa.delete(identities).where(identities.c.person_id == person_id).returning(identities.c.id)
    )
    raised = sa.update(people).where(people.c.id == person_id).values(version=people.c.version + 1)
    await connection.execute(raised)
    await connection.execute(sa.insert(audit).values(at=at, person_id=person_id, act="revoked", details={}))
    return len(freed.all())
