"""Which files on the disk somebody still speaks of: photos people sent, papers and charts we wrote.

The rows are forgotten first (retention.py); what then no row names any more is forgotten on the disk as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.fund_openings import RECEIPT_PHOTO
from storage.photo_senders import holds_a_role
from storage.tables.fund import entries
from storage.tables.meeting import meetings
from storage.tables.messages import inbox, outbox
from storage.tables.talk import audit, talks

FETCHED = ("photo", "voice")
WITH_MEDIA = (*FETCHED, "file")
UNFINISHED = ("open", "parked")


@dataclass(frozen=True, slots=True)
class Meant:
    """`media` are the channels' references to what people sent, `files` the names of what we wrote."""

    media: frozenset[str]
    files: frozenset[str]


async def load_meant(database: Database) -> Meant:
    """One moment's view of every reference; receipts' photos stay as long as their entries."""
    async with database.read() as connection:
        columns = [
            sa.select(inbox.c.body["media"].as_string()).where(inbox.c.kind.in_(WITH_MEDIA)),
            sa.select(audit.c.details["media"].as_string()).where(audit.c.act == RECEIPT_PHOTO),
            sa.select(meetings.c.details["photo"].as_string()),
            sa.select(entries.c.photo),
        ]
        media = {one for column in columns for one in await connection.scalars(column) if one}
        states = await connection.scalars(sa.select(talks.c.state).where(talks.c.status.in_(UNFINISHED)))
        media.update(word for state in states for word in _words(state))
        return Meant(frozenset(media), frozenset(await _files(connection)))


async def load_media_since(
    connection: AsyncConnection, channel: str, since: datetime, today: date
) -> list[str]:
    """References to photos and voices that people who have joined sent since then, oldest first."""
    sent = (inbox.c.channel == channel, inbox.c.kind.in_(FETCHED), inbox.c.received_at >= since)
    by_joined = sa.select(inbox.c.body["media"].as_string()).where(
        *sent, holds_a_role(inbox.c.person_id, today)
    )
    query = by_joined.order_by(inbox.c.id)
    return [media for media in await connection.scalars(query) if media]


async def _files(connection: AsyncConnection) -> set[str]:
    listed = await connection.stream_scalars(sa.select(outbox.c.body["files"]))
    return {PurePath(str(file)).name async for files in listed for file in files or ()}


def _words(value: Any) -> Iterator[str]:
    """Every text inside a talk's state: a photo waits there until the talk is saved."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
