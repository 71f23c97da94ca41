"""Messages as they arrive, without reloading the page: Server-Sent Events, resumable from any line.

The browser comes back with the id of the last line it saw: a broken stream loses and doubles nothing.
"""

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Any

from aiohttp import web

from bot.web.backend import ChatBackend, ChatLine
from bot.web.chat_api import MOST_LINES, known_handle, line_json

_logger = logging.getLogger(__name__)

HEARTBEAT = 15.0  # seconds; the page takes 40 seconds of silence for a broken connection
_OPEN: web.AppKey[set[asyncio.Task[Any]]] = web.AppKey("open_streams", set[asyncio.Task[Any]])


def stream_routes(backend: ChatBackend, app: web.Application) -> list[web.AbstractRouteDef]:
    """GET /chat/{handle}/stream; open streams end when the app shuts down."""
    app[_OPEN] = set()
    app.on_shutdown.append(_end_streams)

    async def stream(request: web.Request) -> web.StreamResponse:
        handle = known_handle(backend, request)
        after = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        response = await _opened(request)
        with _Counted(request.app[_OPEN]):
            await _Stream(backend, response, handle, after).run()
        return response

    return [web.get("/chat/{handle}/stream", stream)]


class _Stream:
    """One open page of one person."""

    def __init__(self, backend: ChatBackend, response: web.StreamResponse, handle: str, after: str) -> None:
        self._backend, self._response = backend, response
        self._handle, self._after = handle, after

    async def run(self) -> None:
        """Send until the browser goes away."""
        try:
            while True:
                await self._round()
        except ExceptionGroup as broken:
            # Half a stream cannot turn into an answer: it ends, and the page comes back after a pause.
            # A ConnectionError only says that the page was closed.
            if broken.split(ConnectionError)[1] is not None:
                _logger.exception("browser chat: a stream broke off")

    async def _round(self) -> None:
        async with asyncio.TaskGroup() as group:
            # Listen first, read second: what arrives between the two still wakes the next round.
            listening = group.create_task(self._backend.changed(self._handle, HEARTBEAT))
            await asyncio.sleep(0)
            if await self._send_new() == MOST_LINES:
                listening.cancel()

    async def _send_new(self) -> int:
        lines = await self._backend.messages(self._handle, self._after, MOST_LINES)
        await self._response.write((self._lines(lines) + self._clock(len(lines))).encode())
        if lines:
            self._after = lines[-1].id
        return len(lines)

    def _lines(self, lines: Sequence[ChatLine]) -> str:
        zone = self._backend.now().tzinfo
        return "".join(_event("line", line_json(line, zone), line.id) for line in lines)

    def _clock(self, sent: int) -> str:
        now = self._backend.now().isoformat()
        return _event("clock", {"now": now, "caught_up": sent < MOST_LINES})


class _Counted:
    """Keeps the running request among the open streams for as long as it runs."""

    def __init__(self, streams: set[asyncio.Task[Any]]) -> None:
        self._streams, self._task = streams, asyncio.current_task()

    def __enter__(self) -> None:
        if self._task is not None:
            self._streams.add(self._task)

    def __exit__(self, *_: object) -> None:
        if self._task is not None:
            self._streams.discard(self._task)


async def _opened(request: web.Request) -> web.StreamResponse:
    # X-Accel-Buffering: without it a proxy in front would hold messages back.
    headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    return response


def _event(name: str, body: dict[str, Any], line_id: str = "") -> str:
    mark = f"id: {line_id}\n" if line_id else ""
    return f"{mark}event: {name}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n"


async def _end_streams(app: web.Application) -> None:
    streams = app[_OPEN]
    for task in list(streams):
        task.cancel()
