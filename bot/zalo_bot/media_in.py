"""Keeps people's photos and voice messages: Zalo's links are public and soon gone, so fetched at once.

The link comes from outside, so it is trusted with nothing: only Zalo's media hosts, only https, no private
address behind the name, no wandering to another host, ten megabytes at most, and only true pictures or sound.
"""

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import DefaultResolver
from yarl import URL

from bot.channel import Receive
from bot.zalo_bot.limits import TooLarge, read_at_most
from bot.zalo_bot.media_names import stem_of
from bot.zalo_bot.public_addresses import PublicOnlyResolver
from handlers.messages import Incoming

MEDIA_LIMIT = 10 * 1024 * 1024  # bytes
_TIMES = ClientTimeout(total=30, sock_connect=10)
_ALLOWED = re.compile(r"([a-z0-9-]+\.)+(zdn|zadn)\.vn")
_REDIRECTS = 3
_WORKERS = 4
_TRIES = 5
_WAITING = 1000
_log = logging.getLogger(__name__)


class MediaRefused(Exception):
    """Never to be kept: not allowed, gone, too big, no picture or sound. The text holds no link."""


class MediaUnreachable(Exception):
    """The link did not answer this time; trying again may help. The text holds no link."""


class MediaKeeper:
    """Keeps each link's picture or sound as one file in `folder`.

    `extra_hosts` ("127.0.0.1:8082") are for the fake: they may be plain http and private.
    """

    def __init__(
        self,
        folder: Path,
        extra_hosts: Sequence[str] = (),
        *,
        make_lookup: Callable[[], AbstractResolver] = DefaultResolver,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.folder, self._extra_hosts = folder, frozenset(extra_hosts)
        self._make_lookup, self._pause = make_lookup, pause
        self._waiting: asyncio.Queue[str] = asyncio.Queue(_WAITING)
        self._hopeless: set[str] = set()

    async def fetch(self, link: str) -> Path:
        """The kept file of this link, downloaded unless it is here already.

        Raises MediaRefused (never will be) or MediaUnreachable (may work later).
        """
        stem = stem_of(link)
        kept = self._kept(stem)
        if kept is not None:
            return kept
        return await asyncio.to_thread(self._keep, stem, await self._download(link))

    def fetch_missing(self, links: Sequence[str]) -> None:
        """Start fetching those that are not here and may still be had, without waiting for them."""
        for link in links:
            if stem_of(link) not in self._hopeless and self._kept(stem_of(link)) is None:
                self._enqueue(link)

    def _kept(self, stem: str) -> Path | None:
        return next(self.folder.glob(f"{stem}.[a-z]*"), None)

    def _enqueue(self, link: str) -> None:
        if not self._waiting.full():  # else it is found missing later
            self._waiting.put_nowait(link)

    def keeping(self, receive: Receive) -> Receive:
        """A `receive` that also starts fetching, after the messages are stored and without waiting for it."""

        async def store_then_fetch(messages: Sequence[Incoming]) -> None:
            await receive(messages)
            for message in messages:
                if message.media:
                    self._enqueue(message.media)

        return store_then_fetch

    async def run(self) -> None:
        """Fetch what was heard of, until cancelled."""
        async with asyncio.TaskGroup() as owner:
            for _ in range(_WORKERS):
                owner.create_task(self._work())

    async def _work(self) -> None:
        while True:
            link = await self._waiting.get()
            for attempt in range(_TRIES):
                if await self._fetched_or_hopeless(link):
                    break
                await self._pause(2.0**attempt)

    async def _fetched_or_hopeless(self, link: str) -> bool:
        try:
            await self.fetch(link)
        except MediaRefused as refused:
            self._hopeless.add(stem_of(link))
            _log.warning("zalo_bot: a photo or voice was not kept: %s", refused)
        except (MediaUnreachable, OSError) as trouble:
            _log.warning("zalo_bot: a photo or voice is not here yet (%s)", type(trouble).__name__)
            return False
        return True

    async def _download(self, link: str) -> bytes:
        trusted = frozenset(host.partition(":")[0] for host in self._extra_hosts)
        resolver = PublicOnlyResolver(self._make_lookup(), trusted)
        try:
            async with ClientSession(connector=TCPConnector(resolver=resolver), timeout=_TIMES) as session:
                return await self._follow(session, self._checked(link))
        except (ClientError, TimeoutError, OSError) as trouble:
            raise MediaUnreachable(type(trouble).__name__) from None  # its text may hold the link
        except TooLarge:
            raise MediaRefused(f"more than {MEDIA_LIMIT} bytes") from None
        finally:
            await resolver.close()

    async def _follow(self, session: ClientSession, url: URL) -> bytes:
        for _ in range(_REDIRECTS + 1):
            async with session.get(url, allow_redirects=False) as response:
                if not 300 <= response.status < 400:
                    return await _body(response)
                url = self._moved(url, response.headers.get("Location", ""))
        raise MediaRefused("redirected in circles")

    def _moved(self, url: URL, location: str) -> URL:
        try:
            moved = url.join(URL(location))
        except ValueError:
            raise MediaRefused("redirected to nowhere") from None
        if moved.raw_host != url.raw_host:
            raise MediaRefused("redirected to another host")
        return self._checked(str(moved))

    def _checked(self, link: str) -> URL:
        """The link, if it leads to a host we trust; the URL checked is the URL fetched."""
        try:
            url = URL(link)
            if self._is_allowed(url):
                return url
        except ValueError:
            _log.debug("zalo_bot: a media link is no address at all")
        raise MediaRefused("not an address of Zalo's media")

    def _is_allowed(self, url: URL) -> bool:
        if url.user is not None:
            return False
        host = (url.raw_host or "").lower()
        if f"{host}:{url.port}" in self._extra_hosts:
            return url.scheme in ("http", "https")
        return url.scheme == "https" and url.port == 443 and bool(_ALLOWED.fullmatch(host))

    def _keep(self, stem: str, content: bytes) -> Path:
        kept = self.folder / f"{stem}{suffix_of(content)}"
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self.folder / f".{secrets.token_hex(8)}"  # two may fetch the same link at once
        unfinished.write_bytes(content)
        return unfinished.rename(kept)


async def _body(response: ClientResponse) -> bytes:
    if response.status in (403, 404, 410):
        raise MediaRefused(f"gone (HTTP {response.status})")
    if response.status != 200:
        raise MediaUnreachable(f"HTTP {response.status}")
    if (response.content_length or 0) > MEDIA_LIMIT:
        raise TooLarge
    return await read_at_most(response.content, MEDIA_LIMIT)


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
    if content[4:8] == b"ftyp":
        return ".m4a"
    raise MediaRefused("neither a picture nor sound")
