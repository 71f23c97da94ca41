"""What our bots are called on each channel, remembered while they run: cards and links are made from it."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import insert_new
from storage.tables.talk import settings

KEYS = {"telegram": "telegram_username", "zalo_bot": "zalo_bot_name"}


async def bot_names(connection: AsyncConnection) -> dict[str, str]:
    """By channel, those that ever ran over this database."""
    query = sa.select(settings.c.key, settings.c.value).where(settings.c.key.in_(KEYS.values()))
    found = {row.key: str(row.value) for row in await connection.execute(query)}
    return {channel: found[key] for channel, key in KEYS.items() if found.get(key)}


async def remember_bot_name(connection: AsyncConnection, channel: str, name: str) -> None:
    """Keep the name of the bot that runs on this channel now."""
    key = KEYS[channel]
    if not await insert_new(connection, settings, [{"key": key, "value": name}]):
        await connection.execute(sa.update(settings).where(settings.c.key == key).values(value=name))
