"""Pictures and documents that people fetch from our web server by a link nobody can guess.

Zalo fetches a picture itself, late and more than once (a link gone after the first GET gave black pictures,
zalo-api.md 1.2), and a restart must not break it: so a link is a copy in a folder, named by its secret, and
the copy's file time is the moment the link ends.
"""

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot.whole_file import put_whole

PICTURE_LIFE = timedelta(hours=1)
DOCUMENT_LIFE = timedelta(days=1)  # a person opens it when there is time
SHORTEST_LIFE = timedelta(minutes=10)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}(\.[a-z0-9]{1,5})?")
_HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


class MediaLinks:
    """Makes links under `public_url` (no trailing slash needed) and serves them from `folder`."""

    def __init__(self, folder: Path, public_url: str, now: Callable[[], datetime]) -> None:
        self._folder, self._base, self._now = folder, public_url.rstrip("/"), now

    def link(self, path: Path, life: timedelta) -> str:
        """A link to a copy of the file, good for `life` (never under ten minutes); "" without a public URL.

        Blocking (copies the file); raises OSError where the file cannot be read or copied.
        """
        if not self._base:
            return ""
        self._sweep()
        ends = (self._now() + max(life, SHORTEST_LIFE)).timestamp()
        token = secrets.token_urlsafe(32) + _suffix(path)
        self._put(path, token, ends)
        return f"{self._base}/media/{token}"

    def route(self) -> web.RouteDef:
        """`GET /media/{token}` for our web server; the token must not be logged."""
        return web.get("/media/{token}", self._serve)

    def _put(self, path: Path, token: str, ends: float) -> None:
        with put_whole(self._folder / token) as unfinished:  # a link never shows half a file
            shutil.copyfile(path, unfinished)
            os.utime(unfinished, (ends, ends))

    def _sweep(self) -> None:
        long_ago = self._now().timestamp() - SHORTEST_LIFE.total_seconds()
        for copy in self._folder.glob("*"):  # a copy under way is younger than that
            with contextlib.suppress(FileNotFoundError):  # another sweep was here first
                if copy.stat().st_mtime < long_ago:
                    copy.unlink()

    def _lives(self, copy: Path) -> bool:
        try:
            return copy.stat().st_mtime > self._now().timestamp()
        except FileNotFoundError:
            return False

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        copy = self._folder / token
        if not _TOKEN.fullmatch(token) or not self._lives(copy):
            raise web.HTTPNotFound
        return web.FileResponse(copy, headers=_HEADERS)


def _suffix(path: Path) -> str:
    """The ending tells the receiver what the file is; an odd one is left out."""
    suffix = path.suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,5}", suffix) else ""
