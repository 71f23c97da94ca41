"""Who sent a photo that could not be kept: they are told, since only they can send it again."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables.messages import inbox
from storage.tables.people import people


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
