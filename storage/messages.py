"""The durable inbox and outbox: nothing is acknowledged before it is a row here, nothing is sent
that is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.messages import Choice, Incoming, Kind, Outgoing
from storage.database import insert_new, listed, lock_free
from storage.people import people_at
from storage.tables.messages import inbox, outbox
from storage.tables.people import people

LONGEST_STORED = 5000  # characters of one message that are kept; nothing people dictate is longer


@dataclass(frozen=True, slots=True)
class Waiting:
    """One stored message whose turn has come."""

    id: int
    person_id: int
    incoming: Incoming
    received_at: datetime
    tries: int
    trace: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One outbox row to be: the unique key says occasion, person and step."""

    key: str
    person_id: int
    channel: str
    address: str
    kind: str
    outgoing: Outgoing
    not_before: datetime
    answers_inbox_id: int | None = None
    wanted: Mapping[str, Any] | None = None  # what its files are drawn from before it leaves, as JSON


async def add_incoming(connection: AsyncConnection, messages: Sequence[Incoming], at: datetime) -> None:
    """Store messages; one that is known already changes nothing."""
    if not messages:
        return
    known = await people_at(connection, [(m.channel, m.address) for m in messages], at)
    rows = [
        {
            "channel": m.channel,
            "address": m.address,
            "message_id": storable(m.message_id),
            "person_id": known[m.channel, m.address],
            "kind": str(m.kind),
            "body": _body(m),
            "received_at": at,
            "trace": uuid4().hex[:12],
        }
        for m in messages
    ]
    await insert_new(connection, inbox, rows)


def _body(message: Incoming) -> dict[str, Any]:
    return {
        "text": storable(message.text[:LONGEST_STORED]),
        "tap": storable(message.tap),
        "media": storable(message.media),
        "private": message.private,
        "at": message.at.isoformat(),
    }


def storable(text: str) -> str:
    """Without what no database takes: NUL, and halves of emoji that some phones send."""
    return text.replace("\0", "").encode(errors="ignore").decode()


_UNHANDLED = inbox.c.status == sa.literal_column("'new'")
"""Written out, not given as a value: only so does SQLite find the partial index of what is new."""

_OLDEST = sa.select(sa.func.min(inbox.c.id)).where(_UNHANDLED).group_by(inbox.c.person_id)
_NEXT = sa.select(inbox).where(inbox.c.id.in_(_OLDEST)).order_by(inbox.c.id).limit(sa.bindparam("most"))
_HANDLED = sa.update(inbox).where(inbox.c.id.in_(listed("ids")))
_HANDLED = _HANDLED.values(status=sa.bindparam("ended"), handled_at=sa.bindparam("at"))
_DELIVERED = sa.select(outbox.c.key, outbox.c.sent_at).where(outbox.c.key.in_(listed("keys")))


async def claim_turns(connection: AsyncConnection, limit: int) -> list[Waiting]:
    """The next turns of people nobody else is serving, each person locked until the transaction ends.

    Read once more under the locks: another worker may just have handled what was seen before.
    """
    waiting = await next_turns(connection, limit)
    if not waiting or connection.dialect.name == "sqlite":
        return waiting
    free = await lock_free(connection, people, {each.person_id for each in waiting})
    return [each for each in await next_turns(connection, limit) if each.person_id in free]


async def next_turns(connection: AsyncConnection, limit: int) -> list[Waiting]:
    """The oldest unhandled message of each person, oldest first: a person's messages keep their order."""
    return [_waiting(row) for row in (await connection.execute(_NEXT, {"most": limit})).mappings()]


def _waiting(row: Mapping[Any, Any]) -> Waiting:
    body = row["body"]
    incoming = Incoming(
        row["channel"],
        row["address"],
        row["message_id"],
        datetime.fromisoformat(body["at"]),
        Kind(row["kind"]),
        body["text"],
        body["tap"],
        body["media"],
        body["private"],
    )
    return Waiting(
        row["id"], row["person_id"], incoming, row["received_at"], row["tries"], row["trace"] or ""
    )


async def mark_handled(
    connection: AsyncConnection, ids: Sequence[int], at: datetime, status: str = "done"
) -> None:
    """These messages have had their turn."""
    await connection.execute(_HANDLED, {"ids": ids, "ended": status, "at": at})


async def count_try(connection: AsyncConnection, inbox_id: int) -> None:
    """A turn failed once more."""
    await connection.execute(sa.update(inbox).where(inbox.c.id == inbox_id).values(tries=inbox.c.tries + 1))


async def add_letters(connection: AsyncConnection, letters: Sequence[Letter], at: datetime) -> int:
    """Put letters into the outbox; returns how many were new (the key makes each one unique)."""
    rows = [
        {
            "key": letter.key,
            "person_id": letter.person_id,
            "channel": letter.channel,
            "address": letter.address,
            "kind": letter.kind,
            "body": outgoing_to_json(letter.outgoing) | ({WANTED: letter.wanted} if letter.wanted else {}),
            "status": "drawing" if letter.wanted else "waiting",
            "not_before": letter.not_before,
            "answers_inbox_id": letter.answers_inbox_id,
            "created_at": at,
        }
        for letter in letters
    ]
    return len(await insert_new(connection, outbox, rows))


WANTED = "wanted"
"""Beside the message in the body of a letter that is "drawing"."""


def outgoing_to_json(message: Outgoing) -> dict[str, Any]:
    """The outbox body of a message."""
    return {
        "text": message.text,
        "choices": [[choice.label, choice.tap] for choice in message.choices],
        "files": list(message.files),
    }


def outgoing_from_json(body: Mapping[str, Any]) -> Outgoing:
    """The inverse of `outgoing_to_json`."""
    choices = tuple(Choice(label, tap) for label, tap in body["choices"])
    return Outgoing(body["text"], choices, tuple(body["files"]))


async def delivered_at(connection: AsyncConnection, keys: Sequence[str]) -> dict[str, datetime | None]:
    """When each of these letters reached its person; None while it has not."""
    if not keys:
        return {}
    return {row.key: row.sent_at for row in await connection.execute(_DELIVERED, {"keys": keys})}
