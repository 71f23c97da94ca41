"""Reminders in the outbox: which keys were ever used, new letters, and letters no longer worth sending.

One letter may stand for several keys (two reports in one message): its own key is the first, all of them are
in its body. A letter is never deleted, or its keys would be free again: one not worth sending is dropped.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.duties import Key
from handlers.messages import Outgoing
from storage.books import chunks
from storage.database import insert_new
from storage.messages import outgoing_to_json
from storage.tables.messages import outbox

KIND = "reminder"
REMEMBERED = timedelta(days=400)  # no step is planned longer before or after
_PREFIX = "remind/"
OVERTAKEN = "overtaken"
"""The status of a letter nobody needs any more: what it asks for came before it left."""
_NEVER_TRIED = sa.and_(outbox.c.status == "waiting", outbox.c.kind == KIND, outbox.c.tries == 0)


@dataclass(frozen=True, slots=True)
class ReminderLetter:
    """One message to one person and every key it stands for."""

    keys: tuple[Key, ...]
    channel: str
    address: str
    outgoing: Outgoing

    @property
    def person_id(self) -> int:
        return self.keys[0][1]

    @property
    def text_key(self) -> str:
        return key_text(self.keys[0])


def key_text(key: Key) -> str:
    """ "remind/report/3/2026-11/17/-3": occasion, person, step."""
    return f"{_PREFIX}{key[0]}/{key[1]}/{key[2]}"


def _read_key(text: str) -> Key:
    occasion, person_id, step = text.removeprefix(_PREFIX).rsplit("/", 2)
    return occasion, int(person_id), step


async def load_told(
    connection: AsyncConnection, person_ids: Sequence[int], now: datetime
) -> dict[Key, datetime]:
    """Every key already used for these people, with the moment it was written (in the zone of `now`)."""
    told: dict[Key, datetime] = {}
    for some in chunks(person_ids):
        query = sa.select(outbox.c.key, outbox.c.body, outbox.c.created_at).where(
            outbox.c.kind == KIND,
            outbox.c.person_id.in_(some),
            outbox.c.created_at > now - REMEMBERED,
        )
        for row in await connection.execute(query):
            at = row.created_at.astimezone(now.tzinfo)
            told.update(dict.fromkeys(_keys_of(row), at))
    return told


async def load_last_told(connection: AsyncConnection, person_id: int, since: datetime) -> tuple[str, ...]:
    """What the newest reminder of this person spoke of; nothing where there was none since then."""
    query = (
        sa.select(outbox.c.key, outbox.c.body)
        .where(outbox.c.kind == KIND, outbox.c.person_id == person_id, outbox.c.created_at >= since)
        .order_by(outbox.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(query)).first()
    return () if row is None else tuple(sorted(_occasions(_keys_of(row))))


def _keys_of(row: Any) -> list[Key]:
    return [_read_key(text) for text in row.body.get("keys", [row.key])]


async def add_reminders(
    connection: AsyncConnection, letters: Sequence[ReminderLetter], at: datetime
) -> list[ReminderLetter]:
    """Write letters; returns those that were new. The caller holds the locks of the people they go to.

    A letter that is still unsent and speaks of the same thing is overtaken: it is dropped.
    """
    await _drop_overtaken(connection, letters)
    rows: list[Mapping[str, object]] = [_row(letter, at) for letter in letters]
    new_ids = await insert_new(connection, outbox, rows)
    found: set[str] = set()
    for some in chunks(new_ids):
        found |= set(
            (await connection.execute(sa.select(outbox.c.key).where(outbox.c.id.in_(some)))).scalars()
        )
    return [letter for letter in letters if letter.text_key in found]


def _row(letter: ReminderLetter, at: datetime) -> dict[str, object]:
    keys = [key_text(key) for key in letter.keys]
    return {
        "key": letter.text_key,
        "person_id": letter.person_id,
        "channel": letter.channel,
        "address": letter.address,
        "kind": KIND,
        "body": {**outgoing_to_json(letter.outgoing), "keys": keys},
        "not_before": at,
        "created_at": at,
    }


async def _drop_overtaken(connection: AsyncConnection, letters: Sequence[ReminderLetter]) -> None:
    spoken_of: dict[int, set[str]] = defaultdict(set)
    for letter in letters:
        spoken_of[letter.person_id] |= _occasions(letter.keys)
    for some in chunks(list(spoken_of)):
        older = await _unsent(connection, outbox.c.person_id.in_(some))
        ids = [row.id for row in older if _occasions(_keys_of(row)) <= spoken_of[row.person_id]]
        await _drop(connection, ids)


async def drop_arrived(connection: AsyncConnection, occasions: Iterable[str]) -> int:
    """Drop unsent reminders that speak only of these occasions, which have arrived; how many were dropped."""
    arrived = set(occasions)
    unsent = await _unsent(connection, sa.true())
    return await _drop(connection, [row.id for row in unsent if _occasions(_keys_of(row)) <= arrived])


async def unsent_occasions(connection: AsyncConnection) -> set[str]:
    """What the unsent reminders speak of."""
    return {
        occasion for row in await _unsent(connection, sa.true()) for occasion in _occasions(_keys_of(row))
    }


def _occasions(keys: Iterable[Key]) -> set[str]:
    return {occasion for occasion, _, _ in keys}


async def _unsent(connection: AsyncConnection, among: sa.ColumnElement[bool]) -> Sequence[Any]:
    query = sa.select(outbox.c.id, outbox.c.person_id, outbox.c.key, outbox.c.body)
    return (await connection.execute(query.where(_NEVER_TRIED, among))).all()


async def _drop(connection: AsyncConnection, ids: Sequence[int]) -> int:
    """How many could still be dropped: the sender may have claimed one in between."""
    dropped = 0
    for some in chunks(ids):
        query = sa.update(outbox).where(outbox.c.id.in_(some), _NEVER_TRIED).values(status=OVERTAKEN)
        dropped += len((await connection.execute(query.returning(outbox.c.id))).all())
    return dropped
