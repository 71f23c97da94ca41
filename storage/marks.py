"""Pieces of work that are done once for all: a mark is set in the transaction that finished them."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import insert_new
from storage.tables.talk import settings


async def was_done(connection: AsyncConnection, mark: str) -> bool:
    """Whether the mark is set."""
    found = await connection.execute(sa.select(settings.c.key).where(settings.c.key == mark))
    return found.first() is not None


async def mark_done(connection: AsyncConnection, mark: str) -> None:
    """Set the mark; setting it again changes nothing."""
    await insert_new(connection, settings, [{"key": mark, "value": True}])
