"""What the page asks over HTTP: speak, read on from a line, move the clock, fetch a file.

A message is acknowledged only after the assistant has stored it; until then the page keeps and repeats it.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from aiohttp import web

from bot.web.backend import ChatBackend, ChatLine, FileLink, UnknownPerson
from bot.web.posted import read_message, read_move
from bot.web.refusals import NoSuchFile

MOST_LINES = 200
_SHOWN_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif"})


class ChatApi:
    """The JSON side of the chat; `routes()` is its table of contents."""

    def __init__(self, backend: ChatBackend) -> None:
        self._backend = backend

    def routes(self) -> list[web.AbstractRouteDef]:
        """Addresses of the JSON API and of the files in messages."""
        return [
            web.get("/chat/api/state", self.state),
            web.post("/chat/api/clock", self.move_clock),
            web.get("/chat/api/{handle}/messages", self.messages),
            web.post("/chat/api/{handle}/messages", self.say),
            web.get("/chat/file/{token}", self.file),
        ]

    async def state(self, _request: web.Request) -> web.Response:
        """GET: the time and everybody one may speak as."""
        people = [
            {
                "handle": tab.handle,
                "title": tab.title,
                "subtitle": tab.subtitle,
                "starters": list(tab.starters),
            }
            for tab in self._backend.people()
        ]
        return _json({"now": self._now(), "people": people})

    async def say(self, request: web.Request) -> web.Response:
        """POST {"id", "text", "tap"} or the same as a form with a photo: durable when 200 comes back."""
        handle = known_handle(self._backend, request)
        posted = await read_message(request)
        await self._backend.say(handle, posted.message_id, posted.text, posted.tap, posted.photo)
        return _json({"now": self._now()})

    async def messages(self, request: web.Request) -> web.Response:
        """GET ?after=ID: up to 200 lines after that one, oldest first."""
        handle = known_handle(self._backend, request)
        lines = await self._backend.messages(handle, request.query.get("after", ""), MOST_LINES)
        zone = self._backend.now().tzinfo
        return _json({"now": self._now(), "lines": [line_json(line, zone) for line in lines]})

    async def move_clock(self, request: web.Request) -> web.Response:
        """POST {"step": "hour" | "day" | "monday"} or {"to": ISO}: forward only."""
        now = await self._backend.move_clock(await read_move(request, self._backend.now()))
        return _json({"now": now.isoformat()})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """GET a file: pictures are shown, everything else is downloaded under the name the link gives."""
        path = await self._backend.file(request.match_info["token"])
        if path is None or not path.is_file():
            raise NoSuchFile
        shown = path.suffix.lower() in _SHOWN_PICTURES
        headers = {
            "Content-Disposition": "inline" if shown else "attachment",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=3600",
        }
        return web.FileResponse(path, headers=headers)

    def _now(self) -> str:
        return self._backend.now().isoformat()


def known_handle(backend: ChatBackend, request: web.Request) -> str:
    """The handle in the address. Raises UnknownPerson unless it is one of the switcher's."""
    handle = request.match_info["handle"]
    if all(tab.handle != handle for tab in backend.people()):
        raise UnknownPerson
    return handle


def line_json(line: ChatLine, zone: tzinfo | None) -> dict[str, Any]:
    """One line as the page reads it, timed in the assistant's zone so that the page need not know it."""
    return {
        "id": line.id,
        "mine": line.mine,
        "text": line.text,
        "at": line.at.astimezone(zone).isoformat(),
        "choices": [{"label": label, "tap": tap} for label, tap in line.choices],
        "files": [_file_json(link) for link in line.files],
        "message_id": line.message_id,
    }


def _file_json(link: FileLink) -> dict[str, Any]:
    return {"name": link.name, "url": link.url, "is_picture": link.is_picture}


def _json(body: Mapping[str, Any]) -> web.Response:
    return web.json_response(body, headers={"Cache-Control": "no-store"})
