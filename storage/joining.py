"""Joining: guesses are counted, an address is bound to its invited person, a lost phone is unbound."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.club.join import CONSENT_VERSION
from storage.effects import Save
from storage.join_store import WHOSE
from storage.seats import Seat, left_since, new_person, open_codes, rights_changed, take_seat
from storage.tables.clubs import clubs
from storage.tables.messages import inbox
from storage.tables.people import consents, identities, invite_guesses, invites, people
from storage.tables.talk import audit

ABOVE_CLUBS = ("officer", "reader", "operator")
"""They are welcomed with what they may ask, not with a club's four words."""


async def save_wrong_codes(connection: AsyncConnection, saves: Sequence[Save]) -> list[str]:
    """Count guesses; one that was refused unseen is not counted, so that the lock ends."""
    for save in saves:
        if save.effect.locked:
            continue
        channel, address = await _address(connection, save)
        where = sa.and_(identities.c.channel == channel, identities.c.address == address)
        identity = sa.select(identities.c.id).where(where).scalar_subquery()
        await connection.execute(sa.insert(invite_guesses).values(identity_id=identity, at=save.at))
    return ["locked" if save.effect.locked else "wrong" for save in saves]


async def save_joins(connection: AsyncConnection, saves: Sequence[Save]) -> list[str]:
    """Bind each address to its invited person; the invitation is used up in the same transaction."""
    return [await _join(connection, save) for save in saves]


async def _join(connection: AsyncConnection, save: Save) -> str:
    row = await _used_up(connection, save)
    if row is None:
        return "wrong"
    person_id = row["whose"] or await new_person(connection, save.effect.name)
    await _take_seat(connection, save, row, person_id)
    channel, address = await _address(connection, save)
    await connection.execute(
        sa.update(identities)
        .where(identities.c.channel == channel, identities.c.address == address)
        .values(person_id=person_id)
    )
    await _consented(connection, save, person_id, channel)
    return f"joined_{row['role']}" if row["role"] in ABOVE_CLUBS else "joined"


async def _used_up(connection: AsyncConnection, save: Save) -> sa.RowMapping | None:
    """The invitation, used from now on; None if it is no longer good, or no longer for whom was asked about.

    The club is locked first: two codes of one empty seat must not make two people at the same moment.
    """
    club = sa.select(invites.c.club_id).where(invites.c.id == save.effect.invite_id).scalar_subquery()
    locked = sa.select(clubs.c.id).where(clubs.c.id == club).with_for_update(key_share=True)
    await connection.execute(locked)
    good = sa.and_(
        invites.c.id == save.effect.invite_id,
        invites.c.used_at.is_(None),
        invites.c.revoked_at.is_(None),
        invites.c.expires_at > save.at,
        sa.func.coalesce(WHOSE, 0) == save.effect.person_id,
    )
    found = await connection.execute(sa.select(invites, WHOSE.label("whose")).where(good).with_for_update())
    row = found.mappings().one_or_none()
    if row is not None:
        await connection.execute(sa.update(invites).where(invites.c.id == row["id"]).values(used_at=save.at))
    return row


async def _take_seat(connection: AsyncConnection, save: Save, row: sa.RowMapping, person_id: int) -> None:
    """The role comes with the consent; an old code does not bring back who has given the seat up since."""
    seat = Seat(row["role"], row["club_id"], row["area_code"])
    if not await left_since(connection, seat, person_id, row["created_at"].date()):
        await take_seat(connection, seat, person_id, save.caller.today)


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
    await connection.execute(sa.update(people).where(people.c.id == person_id).values(**agreed))
    await rights_changed(connection, person_id)
    await connection.execute(
        sa.insert(audit).values(at=save.at, person_id=person_id, act="joined", details={})
    )


async def _address(connection: AsyncConnection, save: Save) -> tuple[str, str]:
    query = sa.select(inbox.c.channel, inbox.c.address).where(inbox.c.id == save.caller.inbox_id)
    row = (await connection.execute(query)).one()
    return row.channel, row.address


async def cancel_codes(connection: AsyncConnection, seat: Seat, person_id: int | None, at: datetime) -> int:
    """Lost cards: the open codes of the person, or of the seat while nobody sits there; how many."""
    cancelled = sa.update(invites).where(open_codes(seat, person_id, at)).values(revoked_at=at)
    return len((await connection.execute(cancelled.returning(invites.c.id))).all())


async def unbind(connection: AsyncConnection, person_id: int, at: datetime) -> int:
    """Lost phone: every address of the person is unbound at once; how many."""
    freed = await connection.execute(
        sa.delete(identities).where(identities.c.person_id == person_id).returning(identities.c.id)
    )
    await rights_changed(connection, person_id)
    await connection.execute(sa.insert(audit).values(at=at, person_id=person_id, act="revoked", details={}))
    return len(freed.all())
