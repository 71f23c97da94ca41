"""What is forgotten by itself, table by table: words go after a while, keys stay so that nothing comes twice.

The books, reports, roles, consents and the audit are kept; erasing a person is another matter (`clb erase`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.tables.messages import broadcasts, inbox, outbox
from storage.tables.people import invite_guesses
from storage.tables.talk import promises, talks

ROWS_AT_A_TIME = 500  # one short transaction: people who write to us go in between
NO_INCOMING: dict[str, Any] = {"text": "", "tap": "", "media": "", "private": True, "at": ""}
NO_OUTGOING: dict[str, Any] = {"text": "", "choices": [], "files": []}


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many days words are kept."""

    messages: int = 90  # of the inbox and the outbox
    guesses: int = 30  # attempts at a code
    dropped_talks: int = 90
    promises: int = 365
    broadcasts: int = 365


async def forget(database: Database, now: datetime, keeping: Keeping = Keeping()) -> dict[str, int]:
    """Drop what is older than `keeping` says at `now`; returns how many rows of each table were changed."""

    def before(days: int) -> datetime:
        return now - timedelta(days=days)

    handled = sa.and_(inbox.c.status != "new", inbox.c.received_at < before(keeping.messages))
    gone = outbox.c.status.in_(("sent", "unknown", "failed", "overtaken"))
    left = sa.and_(gone, outbox.c.created_at < before(keeping.messages))
    dropped = sa.and_(talks.c.status == "dropped", talks.c.touched_at < before(keeping.dropped_talks))
    said = sa.and_(broadcasts.c.asked_at < before(keeping.broadcasts), broadcasts.c.status != "waiting")
    over = sa.and_(promises.c.at < before(keeping.promises), promises.c.status != "waiting")
    guessed = invite_guesses.c.at < before(keeping.guesses)
    return {
        "inbox": await _blank(database, inbox, handled, {"body": NO_INCOMING}),
        "outbox": await _blank(database, outbox, left, {"body": NO_OUTGOING}),
        "talks": await _blank(database, talks, dropped, {"state": {}}),
        "broadcasts": await _blank(database, broadcasts, said, {"words": ""}),
        "promises": await _delete(database, promises, over),
        "invite_guesses": await _delete(database, invite_guesses, guessed),
    }


async def _blank(
    database: Database, table: sa.Table, old: sa.ColumnElement[bool], empty: Mapping[str, Any]
) -> int:
    """Empty one column of the old rows, some at a time, each once."""
    [(name, value)] = empty.items()
    told = sa.and_(old, _differs(table.c[name], value))

    async def some(connection: AsyncConnection, ids: list[int]) -> None:
        await connection.execute(sa.update(table).where(table.c.id.in_(ids)).values({name: value}))

    return await _in_portions(database, table, told, some)


def _differs(column: sa.Column[Any], value: Any) -> sa.ColumnElement[bool]:
    """JSON has no equality on PostgreSQL, so its text is compared: ours is written without spaces."""
    if isinstance(value, str):
        return column != value
    return sa.cast(column, sa.Text) != json.dumps(value, separators=(",", ":"))


async def _delete(database: Database, table: sa.Table, old: sa.ColumnElement[bool]) -> int:
    async def some(connection: AsyncConnection, ids: list[int]) -> None:
        await connection.execute(sa.delete(table).where(table.c.id.in_(ids)))

    return await _in_portions(database, table, old, some)


async def _in_portions(database: Database, table: sa.Table, where: sa.ColumnElement[bool], some: Any) -> int:
    changed = last = 0
    while True:
        async with database.write() as connection:
            query = sa.select(table.c.id).where(where, table.c.id > last).order_by(table.c.id)
            ids = list((await connection.execute(query.limit(ROWS_AT_A_TIME))).scalars())
            if not ids:
                return changed
            await some(connection, ids)
        changed, last = changed + len(ids), ids[-1]
