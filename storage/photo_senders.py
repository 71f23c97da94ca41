"""Who sends photos: those who have joined; and who is told that one could not be kept."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.role_days import in_force
from storage.tables.messages import inbox
from storage.tables.people import identities, people, roles


@dataclass(frozen=True, slots=True)
class PhotoSender:
    """One message with that photo: its id, whose it is, and where the answer goes."""

    inbox_id: int
    person_id: int
    honorific: str
    address: str
    received_at: datetime


async def load_photo_senders(connection: AsyncConnection, channel: str, media: str) -> list[PhotoSender]:
    """The messages of that channel which brought this reference as a photo, oldest first."""
    query = (
        sa.select(inbox.c.id, people.c.id, people.c.honorific, inbox.c.address, inbox.c.received_at)
        .join(people, people.c.id == inbox.c.person_id)
        .where(inbox.c.channel == channel, inbox.c.kind == "photo")
        .where(inbox.c.body["media"].as_string() == media)
        .order_by(inbox.c.id)
    )
    return [PhotoSender(*row) for row in await connection.execute(query)]


async def has_joined(connection: AsyncConnection, channel: str, address: str, today: date) -> bool:
    """Whether somebody who has joined writes from there."""
    of_address = sa.and_(identities.c.channel == channel, identities.c.address == address)
    query = sa.select(identities.c.id).where(of_address, holds_a_role(identities.c.person_id, today))
    return (await connection.execute(query.limit(1))).first() is not None


def holds_a_role(person_id: sa.ColumnElement[int], today: date) -> sa.ColumnElement[bool]:
    """SQL: who has joined and not left; what a stranger sends belongs to no book."""
    return sa.exists().where(roles.c.person_id == person_id, in_force(today))
