"""How the fake Zalo misbehaves on demand: before the work is done, or after, when the client cannot know."""

import asyncio
from enum import StrEnum

from aiohttp import web

from tests.fakes.zalo_bot_rules import error


class Trouble(StrEnum):
    """What becomes of one call; a number ("401") is answered as that error code."""

    HTML = "html"  # HTTP 200 and a page
    BAD_GATEWAY = "bad_gateway"  # HTTP 502 and a page
    SERVER_ERROR = "server_error"  # HTTP 500, envelope with code 500
    HALF = "half"  # carried out, but the answer breaks off
    NOTHING = "nothing"  # carried out, HTTP 200, empty
    HANG = "hang"  # carried out, never answered
    BROKEN_OFF = "broken_off"  # carried out, connection closed
    LIES = "lies"  # HTTP 200, JSON whose types lie
    HUGE = "huge"  # an answer of 10 MB
    REDIRECT = "redirect"  # a 302 to somewhere else
    STYLES = "styles"  # refuses text_styles (400), takes plain text
    CAMEL = "camel"  # the limit error with errorCode instead of error_code


def early_trouble(kind: str) -> web.Response | None:
    """Troubles in which nothing was carried out."""
    page = "<html><body>Bad gateway</body></html>"
    answers = {
        Trouble.HTML: web.Response(text=page, content_type="text/html"),
        Trouble.BAD_GATEWAY: web.Response(text=page, content_type="text/html", status=502),
        Trouble.SERVER_ERROR: web.json_response(error(500, "Internal error"), status=500),
        Trouble.LIES: web.json_response({"ok": "true", "result": {"message_id": ["x"]}}),
        Trouble.HUGE: web.Response(body=b" " * 10_000_000),
        Trouble.REDIRECT: web.Response(status=302, headers={"Location": "/elsewhere"}),
        Trouble.CAMEL: web.json_response({"ok": False, "errorCode": "429", "description": "Quota exceeded"}),
    }
    return answers.get(Trouble(kind)) if kind in set(Trouble) else None


async def late_trouble(request: web.Request, kind: str) -> web.StreamResponse | None:
    """Troubles after the work was done: the client cannot know."""
    if kind == Trouble.HANG:
        await asyncio.sleep(60)
    if kind == Trouble.NOTHING:
        return web.Response()
    if kind == Trouble.HALF:
        half = web.StreamResponse(headers={"Content-Length": "500", "Content-Type": "application/json"})
        await half.prepare(request)
        await half.write(b'{"ok":true,"result":{"mess')
        _hang_up(request)
        return half
    if kind == Trouble.BROKEN_OFF:
        _hang_up(request)
        return web.Response()
    return None


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()
