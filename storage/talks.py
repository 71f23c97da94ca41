"""Talks and desks: loaded and saved in lists, whatever the number of people in a batch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.state import NEW_TALK, Desk, TalkState
from storage.database import listed
from storage.state_json import desk_from_json, desk_to_json, talk_from_row, talk_to_json
from storage.tables.people import desks
from storage.tables.talk import talks

_DESKS = sa.select(desks).where(desks.c.person_id.in_(listed("ids")))
_CLEARED = sa.delete(desks).where(desks.c.person_id.in_(listed("ids")))
_LAID = sa.insert(desks)


async def load_talks(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, TalkState | None]:
    """Talks by id; None for an id that does not exist."""
    rows = await connection.execute(sa.select(talks).where(talks.c.id.in_(ids)))
    found = {row["id"]: talk_from_row(row) for row in rows.mappings()}
    return {talk_id: found.get(talk_id) for talk_id in ids}


async def load_open_talks(connection: AsyncConnection, names: Sequence[str]) -> dict[str, TalkState | None]:
    """The newest talk that was not dropped for each "<name>@<subject>"; None where there is none."""
    wanted = [tuple(name.split("@", 1)) for name in names]
    query = sa.select(talks).where(
        sa.tuple_(talks.c.name, talks.c.subject).in_(wanted), talks.c.status != "dropped"
    )
    rows = await connection.execute(query.order_by(talks.c.id))
    found = {f"{row['name']}@{row['subject']}": talk_from_row(row) for row in rows.mappings()}
    return {name: found.get(name) for name in names}


async def load_desks(connection: AsyncConnection, person_ids: Sequence[int]) -> dict[int, Desk]:
    """Desks by person; an empty one for who has none yet."""
    rows = await connection.execute(_DESKS, {"ids": person_ids})
    found = {row.person_id: desk_from_json(row.state) for row in rows}
    return {person_id: found.get(person_id, Desk()) for person_id in person_ids}


async def save_talk(connection: AsyncConnection, state: TalkState, at: datetime) -> TalkState:
    """Store a talk; a new one comes back with its id."""
    row = {
        "name": state.name,
        "subject": state.subject,
        "person_id": state.person_id,
        "state": talk_to_json(state),
        "round": state.round,
        "status": state.status,
        "touched_at": at,
    }
    if state.id != NEW_TALK:
        await connection.execute(sa.update(talks).where(talks.c.id == state.id).values(**row))
        return state
    inserted = await connection.execute(sa.insert(talks).values(**row, opened_at=at).returning(talks.c.id))
    return replace(state, id=inserted.scalar_one())


async def save_desks(connection: AsyncConnection, changed: Mapping[int, Desk]) -> None:
    """Store desks whole."""
    if not changed:
        return
    await connection.execute(_CLEARED, {"ids": list(changed)})
    rows: Iterable[dict[str, Any]] = (
        {"person_id": person_id, "state": desk_to_json(desk)} for person_id, desk in changed.items()
    )
    await connection.execute(_LAID, list(rows))
