"""Photos and voices stored as messages but not yet as files: after a crash or an outage, fetched again.

Zalo's links are soon gone, so this looks at once when the assistant starts, and every ten minutes.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from storage.database import Database
from storage.files_meant import load_media_since
from storage.outage import is_outage

log = logging.getLogger(__name__)
LOOK_SECONDS = 600.0
LINKS_LIVE = timedelta(days=7)  # nobody knows how long; an older link is not worth asking for


async def catch_up(
    database: Database,
    channel: str,
    fetch: Callable[[Sequence[str]], None],
    now: Callable[[], datetime],
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Hand `fetch` every reference of the last days, until cancelled; what is here it leaves alone.

    `now` is local: its day decides who has joined.
    """
    while True:
        try:
            at = now()
            async with database.read() as connection:
                fetch(await load_media_since(connection, channel, at - LINKS_LIVE, at.date()))
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("media_not_looked_for", extra={"channel": channel})
        await pause(LOOK_SECONDS)
