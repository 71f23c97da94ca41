"""Whose photos are fetched: those of people who have joined (see bot.kept_media.Joined)."""

import logging
from collections.abc import Callable
from datetime import datetime

from storage.database import Database
from storage.outage import is_outage
from storage.photo_senders import has_joined

log = logging.getLogger(__name__)


class JoinedOn:
    """Asks the books about the addresses of one channel; `now` is local."""

    def __init__(self, database: Database, channel: str, now: Callable[[], datetime]) -> None:
        self._database, self._channel, self._now = database, channel, now

    async def __call__(self, address: str) -> bool:
        """False as well while the books are away: what was missed is looked for later."""
        try:
            async with self._database.read() as connection:
                return await has_joined(connection, self._channel, address, self._now().date())
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("sender_not_known_yet", extra={"channel": self._channel})
            return False
