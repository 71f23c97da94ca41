"""Keeps what people send, a photo of a receipt or a voice message, as files of this machine.

A channel's reference may soon lead nowhere, so it is followed at once; how, each channel knows.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bot.channel import Receive
from bot.whole_file import put_whole
from handlers.messages import Incoming, Kind

MEDIA_LIMIT = 10 * 1024 * 1024  # bytes
RECEIVED = "received"
KEPT_KINDS = frozenset({Kind.PHOTO, Kind.VOICE})
_WORKERS = 4
_TRIES = 5
_WAITING = 1000
_log = logging.getLogger(__name__)


class MediaRefused(Exception):
    """Never to be kept: not allowed, gone, no picture or sound. The text holds no link."""


class MediaTooLarge(MediaRefused):
    """More than MEDIA_LIMIT bytes."""


class MediaUnreachable(Exception):
    """The reference did not answer this time; trying again may help. The text holds no link."""


Download = Callable[[str], Awaitable[bytes]]
"""The bytes behind a reference, at most MEDIA_LIMIT; raises MediaRefused or MediaUnreachable."""
Lost = Callable[[str, bool], Awaitable[bool]]
"""Told of a reference that will never be kept, and whether it was too large; False: tell again later."""
Joined = Callable[[str], Awaitable[bool]]
"""Whether somebody who has joined writes from this address: whoever has not fills neither line nor disk."""


def stem_of(media: str) -> str:
    """The file's name without its ending: none that tells anything about its sender."""
    return hashlib.sha256(media.encode()).hexdigest()


class MediaKeeper:
    """Keeps each reference's picture or sound as one file in `folder`; `pause` is in seconds."""

    def __init__(
        self,
        folder: Path,
        download: Download,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.folder, self._download, self._pause = folder, download, pause
        self._waiting: asyncio.Queue[tuple[str, str]] = asyncio.Queue(_WAITING)  # reference, sender
        self._hopeless: set[str] = set()

    async def fetch(self, media: str) -> Path:
        """The kept file of this reference, downloaded unless it is here already.

        Raises MediaRefused (never will be) or MediaUnreachable (may work later).
        """
        stem = stem_of(media)
        kept = self._kept(stem)
        if kept is not None:
            return kept
        return await asyncio.to_thread(self._keep, stem, await self._download(media))

    def fetch_missing(self, references: Sequence[str]) -> None:
        """Start fetching those of people who have joined that are not here and may still be had."""
        here = {path.stem for path in self.folder.glob("*")} | self._hopeless
        for media in references:
            if stem_of(media) not in here:
                self._enqueue(media)

    def keeping(self, receive: Receive) -> Receive:
        """A `receive` that also starts fetching, after the messages are stored and without waiting for it."""

        async def store_then_fetch(messages: Sequence[Incoming]) -> None:
            await receive(messages)
            for message in messages:
                if message.media and message.kind in KEPT_KINDS:
                    self._enqueue(message.media, message.address)

        return store_then_fetch

    async def run(self, lost: Lost, joined: Joined) -> None:
        """Fetch what was heard of from those who have joined, until cancelled."""
        async with asyncio.TaskGroup() as owner:
            for _ in range(_WORKERS):
                owner.create_task(self._work(lost, joined))

    def _kept(self, stem: str) -> Path | None:
        return next(self.folder.glob(f"{stem}.[a-z]*"), None)

    def _enqueue(self, media: str, sender: str = "") -> None:
        if not self._waiting.full():  # else it is found missing later
            self._waiting.put_nowait((media, sender))

    async def _work(self, lost: Lost, joined: Joined) -> None:
        while True:
            media, sender = await self._waiting.get()
            if sender and not await joined(sender):
                continue
            for attempt in range(_TRIES):
                if await self._fetched_or_hopeless(media, lost):
                    break
                await self._pause(2.0**attempt)

    async def _fetched_or_hopeless(self, media: str, lost: Lost) -> bool:
        try:
            await self.fetch(media)
        except MediaRefused as refused:
            _log.warning("a photo or voice was not kept: %s", refused)
            await self._give_up(media, isinstance(refused, MediaTooLarge), lost)
        except (MediaUnreachable, OSError) as trouble:
            _log.warning("a photo or voice is not here yet (%s)", type(trouble).__name__)
            return False
        return True

    async def _give_up(self, media: str, too_large: bool, lost: Lost) -> None:
        if stem_of(media) not in self._hopeless and await lost(media, too_large):
            self._hopeless.add(stem_of(media))

    def _keep(self, stem: str, content: bytes) -> Path:
        kept = self.folder / f"{stem}{suffix_of(content)}"
        with put_whole(kept) as unfinished:
            unfinished.write_bytes(content)
        return kept


def suffix_of(content: bytes) -> str:
    """The kind by the first bytes, whatever the server called it. Raises MediaRefused for anything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ".webp"
    if len(content) > 7 and content[0] == 0xFF and content[1] & 0xF6 == 0xF0:
        return ".aac"  # ADTS, what Zalo's voice messages are
    if content.startswith(b"OggS"):
        return ".ogg"  # what Telegram's are
    if content[4:8] == b"ftyp":
        return ".m4a"
    raise MediaRefused("neither a picture nor sound")
