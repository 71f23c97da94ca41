"""What the assistant notes about itself between two runs: the last backup, and which troubles it has told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import insert_new
from storage.tables.talk import settings

LAST_BACKUP, OPEN_ALARMS = "health/last_backup", "health/open_alarms"
LAST_WATCH = "health/last_watch"


@dataclass(frozen=True, slots=True)
class BackupNote:
    """One finished backup; `copied` is None where no copy elsewhere was asked for."""

    at: datetime
    tested: bool
    copied: bool | None
    size: int


async def note_backup(connection: AsyncConnection, note: BackupNote) -> None:
    """Remember the newest backup."""
    stored = {"at": note.at.isoformat(), "tested": note.tested, "copied": note.copied, "size": note.size}
    await keep(connection, LAST_BACKUP, stored)


async def last_backup(connection: AsyncConnection) -> BackupNote | None:
    """The newest backup; None before the first."""
    stored = await kept(connection, LAST_BACKUP)
    if stored is None:
        return None
    return BackupNote(
        datetime.fromisoformat(stored["at"]), stored["tested"], stored["copied"], stored["size"]
    )


async def note_watch(connection: AsyncConnection, at: datetime) -> None:
    """A database that can only be read is away as well: each look writes, and so finds a full disk."""
    await keep(connection, LAST_WATCH, {"at": at.isoformat()})


async def kept(connection: AsyncConnection, key: str) -> Any:
    """The JSON stored under that key; None where there is none."""
    found = await connection.execute(sa.select(settings.c.value).where(settings.c.key == key))
    return found.scalar_one_or_none()


async def kept_for_me(connection: AsyncConnection, key: str) -> dict[str, Any]:
    """The same, {} where there is none; whoever else asks so waits until our transaction ends."""
    await insert_new(connection, settings, [{"key": key, "value": {}}])
    query = sa.select(settings.c.value).where(settings.c.key == key).with_for_update()
    found: dict[str, Any] = (await connection.execute(query)).scalar_one()
    return found


async def keep(connection: AsyncConnection, key: str, value: Mapping[str, Any]) -> None:
    """Store JSON under a key, over what stood there."""
    if not await insert_new(connection, settings, [{"key": key, "value": value}]):
        await connection.execute(sa.update(settings).where(settings.c.key == key).values(value=value))
