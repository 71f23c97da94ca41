"""Tells a person kindly that a photo of theirs could not be kept: too large, gone, or no picture at all."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.wording import Wording
from handlers.decision import Say
from storage.database import Database
from storage.messages import Letter, add_letters
from storage.outage import is_outage
from storage.photo_senders import PhotoSender, load_photo_senders

PAGE = "dialogue/files"
log = logging.getLogger(__name__)


class LostPhotos:
    """Writes the letters for one channel; a photo is told of once, however often it is found lost."""

    def __init__(self, database: Database, channel: str, words: Wording, now: Callable[[], datetime]) -> None:
        self._database, self._channel, self._words, self._now = database, channel, words, now

    async def tell(self, media: str, too_large: bool) -> bool:
        """True once the letter is in the outbox, or nobody is to be told; see bot.kept_media.Lost."""
        now = self._now()
        try:
            async with self._database.write() as connection:
                senders = await load_photo_senders(connection, self._channel, media)
                await add_letters(connection, [self._letter(one, too_large, now) for one in senders], now)
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("lost_photo_not_told", extra={"channel": self._channel})
            return False
        return True

    def _letter(self, sender: PhotoSender, too_large: bool, now: datetime) -> Letter:
        said = Say(PAGE, "photo_lost", {"too_large": too_large, "at": sender.received_at})
        message = self._words.compose([said], {}, sender.honorific)
        key = f"photo-lost/{sender.inbox_id}"
        # a notice and no reply: it must not come between a money question and its answer
        return Letter(key, sender.person_id, self._channel, sender.address, "notice", message, now)
