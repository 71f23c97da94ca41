"""Asks each platform once what our bot is called there: a card must say which bot a person joins."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from storage.bot_names import remember_bot_name
from storage.database import Database
from storage.outage import is_outage

log = logging.getLogger(__name__)
AGAIN_SECONDS = 60.0
Ask = Callable[[], Awaitable[str]]
"""The bot's name on its platform; "" while the platform does not answer. Never raises for the network."""


async def remember_names(
    database: Database, asking: Mapping[str, Ask], pause: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Ask until every channel has answered once."""
    unnamed = dict(asking)
    while unnamed:
        for channel, ask in list(unnamed.items()):
            if await _remembered(database, channel, await ask()):
                del unnamed[channel]
        if unnamed:
            await pause(AGAIN_SECONDS)


async def _remembered(database: Database, channel: str, name: str) -> bool:
    if not name:
        return False
    try:
        async with database.write() as connection:
            await remember_bot_name(connection, channel, name)
    except Exception as error:
        if not is_outage(error):
            raise
        log.warning("bot_name_not_kept", extra={"channel": channel})
        return False
    return True
