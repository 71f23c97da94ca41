"""Follows Zalo's links to photos and voice messages, which are public and soon gone.

The link comes from outside, so it is trusted with nothing: only Zalo's media hosts, only https, no private
address behind the name, no wandering to another host, ten megabytes at most.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import DefaultResolver
from yarl import URL

from bot.kept_media import MEDIA_LIMIT, MediaKeeper, MediaRefused, MediaTooLarge, MediaUnreachable
from bot.limits import TooLarge, read_at_most
from bot.zalo_bot.public_addresses import PublicOnlyResolver

_TIMES = ClientTimeout(total=30, sock_connect=10)
_ALLOWED = re.compile(r"([a-z0-9-]+\.)+(zdn|zadn)\.vn")
_REDIRECTS = 3
_log = logging.getLogger(__name__)


def zalo_media(
    folder: Path,
    extra_hosts: Sequence[str] = (),
    *,
    make_lookup: Callable[[], AbstractResolver] = DefaultResolver,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> MediaKeeper:
    """What keeps Zalo's media; `extra_hosts` ("127.0.0.1:8082", the fake) may be plain http and private."""
    return MediaKeeper(folder, ZaloLinks(frozenset(extra_hosts), make_lookup).download, pause=pause)


class ZaloLinks:
    """Downloads from Zalo's media hosts and from nowhere else."""

    def __init__(self, extra_hosts: frozenset[str], make_lookup: Callable[[], AbstractResolver]) -> None:
        self._extra_hosts, self._make_lookup = extra_hosts, make_lookup

    async def download(self, link: str) -> bytes:
        """See bot.kept_media.Download."""
        trusted = frozenset(host.partition(":")[0] for host in self._extra_hosts)
        resolver = PublicOnlyResolver(self._make_lookup(), trusted)
        try:
            async with ClientSession(connector=TCPConnector(resolver=resolver), timeout=_TIMES) as session:
                return await self._follow(session, self._checked(link))
        except (ClientError, TimeoutError, OSError) as trouble:
            raise MediaUnreachable(type(trouble).__name__) from None  # its text may hold the link
        except TooLarge:
            raise MediaTooLarge(f"more than {MEDIA_LIMIT} bytes") from None
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


async def _body(response: ClientResponse) -> bytes:
    if response.status in (403, 404, 410):
        raise MediaRefused(f"gone (HTTP {response.status})")
    if response.status != 200:
        raise MediaUnreachable(f"HTTP {response.status}")
    if (response.content_length or 0) > MEDIA_LIMIT:
        raise TooLarge
    return await read_at_most(response.content.iter_any(), MEDIA_LIMIT)
