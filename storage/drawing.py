"""Letters whose files are drawn after the commit that promised them, outside every transaction.

While a file is being drawn its letter belongs to one worker until `not_before`; after a crash that moment
passes and it is drawn again, the letter itself has not left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.messages import Outgoing
from storage.messages import WANTED, outgoing_from_json, outgoing_to_json
from storage.tables.messages import inbox, outbox

LEASE = timedelta(minutes=1)
"""A country of ten thousand clubs is drawn in seconds; one that takes longer is drawn twice and sent once."""


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A letter that waits for its files; `tries` counts this one."""

    id: int
    person_id: int
    outgoing: Outgoing
    wanted: Mapping[str, Any]
    tries: int
    trace: str = ""


async def is_any_undrawn(connection: AsyncConnection, now: datetime, only: str = "") -> bool:
    """Whether some file is to be drawn now (of one address `only`, if given)."""
    return (await connection.execute(_due(only, now).with_only_columns(outbox.c.id))).first() is not None


async def claim_undrawn(connection: AsyncConnection, now: datetime, only: str = "") -> Undrawn | None:
    """The oldest such letter, held for LEASE by whoever asks."""
    row = (await connection.execute(_due(only, now).with_for_update(skip_locked=True))).mappings().first()
    if row is None:
        return None
    held = {"tries": row["tries"] + 1, "not_before": now + LEASE}
    await connection.execute(sa.update(outbox).where(outbox.c.id == row["id"]).values(**held))
    trace = await connection.scalar(sa.select(inbox.c.trace).where(inbox.c.id == row["answers_inbox_id"]))
    body = row["body"]
    message = outgoing_from_json(body)
    return Undrawn(row["id"], row["person_id"], message, body[WANTED], row["tries"] + 1, trace or "")


def _due(only: str, now: datetime) -> sa.Select[Any]:
    ripe = sa.and_(outbox.c.status == "drawing", outbox.c.not_before <= now)
    query = sa.select(outbox).where(ripe).order_by(outbox.c.id).limit(1)
    return query.where(outbox.c.address == only) if only else query


async def may_leave(connection: AsyncConnection, letter: Undrawn, outgoing: Outgoing, now: datetime) -> None:
    """The letter with its files waits to be sent; nothing happens where another worker took it over."""
    mine = sa.and_(outbox.c.id == letter.id, outbox.c.status == "drawing", outbox.c.tries == letter.tries)
    ready = {"status": "waiting", "body": outgoing_to_json(outgoing), "tries": 0, "not_before": now}
    await connection.execute(sa.update(outbox).where(mine).values(**ready))
