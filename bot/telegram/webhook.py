"""Receiving from Telegram's own calls, for machines with a public address.

200 means stored: while the store fails Telegram hears 503 and brings the update again. The answer to a tap
travels in that same 200, which saves a call.
"""

import asyncio
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.channel import Receive, stored
from bot.errors import OperatorError
from bot.limits import TooLarge, read_at_most
from bot.telegram.receive import read, tap_id

PATH = "/telegram/webhook"
PROOF_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_BODY = 1024 * 1024
READ_SECONDS = 10.0
UNGUARDED = "Set CLB_TELEGRAM_SECRET (letters, digits, _ and -) so that only Telegram can call the webhook."


def webhook_route(receive: Receive, secret: str, now: Callable[[], datetime]) -> web.RouteDef:
    """The route for `POST /telegram/webhook`; raises OperatorError where no secret keeps strangers out."""
    if not secret:
        raise OperatorError(UNGUARDED)

    async def take(request: web.Request) -> web.Response:
        if not _proves_itself(request, secret):
            return web.Response(status=401)
        try:
            update = _update(await _body(request))
        except TimeoutError:
            return web.Response(status=408)
        return await _store(update, receive, now) if update else web.Response(status=400)

    return web.post(PATH, take)


def _proves_itself(request: web.Request, secret: str) -> bool:
    given = request.headers.get(PROOF_HEADER, "")
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())


async def _body(request: web.Request) -> bytes:
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await read_at_most(request.content.iter_any(), LARGEST_BODY)
    except TooLarge:
        raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, LARGEST_BODY + 1) from None


def _update(body: bytes) -> Mapping[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) else None


async def _store(update: Mapping[str, Any], receive: Receive, now: Callable[[], datetime]) -> web.Response:
    if not await stored(receive, read(update, now())):
        return web.Response(status=503)
    query = tap_id(update)
    answer = {"method": "answerCallbackQuery", "callback_query_id": query}
    return web.json_response(answer) if query else web.Response()
