"""The bot's Telegram name, remembered when the channel started: links on cards are made from it."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import insert_new
from storage.tables.talk import settings

KEY = "telegram_username"


async def telegram_name(connection: AsyncConnection) -> str:
    """ "" as long as no Telegram channel ever ran over this database."""
    found = await connection.execute(sa.select(settings.c.value).where(settings.c.key == KEY))
    return str(found.scalar_one_or_none() or "")


async def remember_telegram_name(connection: AsyncConnection, username: str) -> None:
    """Called at the start of the channel."""
    if not await insert_new(connection, settings, [{"key": KEY, "value": username}]):
        await connection.execute(sa.update(settings).where(settings.c.key == KEY).values(value=username))
