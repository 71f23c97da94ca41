"""Zalo pushes messages to `POST /zalo/bot/webhook`; they are acknowledged once they are stored, not before.

Zalo probes the address with an empty body and perhaps without the secret (zalo-api.md 1.3), so nothing at
all is answered 200; everything else must bring the secret before a single byte more is read.
"""

import asyncio
import contextlib
import hmac
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.channel import Receive, stored
from bot.errors import OperatorError
from bot.limits import TooLarge, read_at_most
from bot.zalo_bot.receive import incoming
from handlers.messages import Incoming

PATH = "/zalo/bot/webhook"
PROOF_HEADER = "X-Bot-Api-Secret-Token"
BODY_LIMIT = 256 * 1024  # bytes; a text of 2,000 letters is under 10 kB
_READ_SECONDS = 10.0
_log = logging.getLogger(__name__)


def webhook_route(receive: Receive, secret: str, now: Callable[[], datetime]) -> web.RouteDef:
    """The route to add to our web server. Raises OperatorError where the secret is not one Zalo takes."""
    expected = checked_secret(secret).encode()

    async def answer(request: web.Request) -> web.Response:
        begun = await _first_bytes(request)
        if not begun:
            return web.Response()
        offered = request.headers.get(PROOF_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(offered, expected):
            _log.warning("zalo_bot: a webhook without the right secret was turned away")
            return _turned_away(401)
        read = await _read(request, begun)
        if isinstance(read, web.Response):
            return read
        return await _store(incoming(read.body, now()), receive)

    return web.post(PATH, answer)


def checked_secret(secret: str) -> str:
    """The secret itself when Zalo accepts its length, 8 to 256 characters."""
    if not (8 <= len(secret) <= 256 and secret.isascii() and secret.isprintable()):
        raise OperatorError("CLB_ZALO_BOT_SECRET must be 8 to 256 plain characters: set a long random one.")
    return secret


async def _first_bytes(request: web.Request) -> bytes:
    """Enough to see that there is a body at all; the rest stays unread."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_READ_SECONDS):
            return await request.content.readany() if request.can_read_body else b""
    raise web.HTTPRequestTimeout


@dataclass(frozen=True, slots=True)
class _Read:
    """A parsed body of whatever shape."""

    body: object


async def _read(request: web.Request, begun: bytes) -> _Read | web.Response:
    try:
        async with asyncio.timeout(_READ_SECONDS):
            return _Read(json.loads(await read_at_most(request.content.iter_any(), BODY_LIMIT, begun)))
    except TooLarge:
        return _turned_away(413)
    except TimeoutError:
        return _turned_away(408)
    except (ValueError, RecursionError):
        return _turned_away(400)


async def _store(messages: list[Incoming], receive: Receive) -> web.Response:
    """200 for what is stored or not for us; 503 asks Zalo to come again."""
    return web.Response(status=200 if await stored(receive, messages) else 503)


def _turned_away(status: int) -> web.Response:
    """An unread body would be read to its end for the sake of keeping the connection: close it instead."""
    answer = web.Response(status=status)
    answer.force_close()
    return answer
