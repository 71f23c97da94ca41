"""Stands at the door of the web server: turns refusals into kind sentences, sends strangers' posts away.

Only addresses under /chat are guarded against other sites: webhooks come from elsewhere by nature.
"""

import logging

from aiohttp import web
from aiohttp.typedefs import Handler
from yarl import URL

from bot.web.pages import refusal_words
from bot.web.refusals import FromElsewhere, NoSuchPage, NotUnderstood, Refusal, Surprise, WrongWay

_logger = logging.getLogger(__name__)

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_BY_STATUS: dict[int, type[Refusal]] = {404: NoSuchPage, 405: WrongWay}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SAFETY = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), camera=()",
}


@web.middleware
async def refuse_kindly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer refusals and surprises under /chat with JSON: {"error": name, "sentence": Vietnamese}."""
    if not _is_chat(request):
        return await handler(request)
    try:
        _refuse_elsewhere(request)
        return await handler(request)
    except Refusal as refusal:
        return _sentence(refusal)
    except web.HTTPError as failed:
        return _sentence(_BY_STATUS.get(failed.status, NotUnderstood)())
    except web.HTTPException:
        raise
    except Exception:
        _logger.exception("browser chat: %s could not be answered", request.method)
        return _sentence(Surprise())


async def add_safety(_request: web.Request, response: web.StreamResponse) -> None:
    """Give every response the headers that keep foreign scripts, frames and guesses about types out."""
    for name, value in _SAFETY.items():
        response.headers.setdefault(name, value)


def _is_chat(request: web.Request) -> bool:
    return request.path == "/chat" or request.path.startswith("/chat/")


def _refuse_elsewhere(request: web.Request) -> None:
    if request.method in _READING:
        return
    site = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin")
    if site not in ("same-origin", "none") or (origin is not None and not _is_own(origin, request)):
        raise FromElsewhere


def _is_own(origin: str, request: web.Request) -> bool:
    # The scheme is left out: behind a proxy that ends TLS the page is https and we are http.
    try:
        return URL(origin).authority.lower() == request.host.lower() != ""
    except ValueError:
        return False


def _sentence(refusal: Refusal) -> web.Response:
    body = {"error": refusal.wording, "sentence": refusal_words(refusal.wording)}
    return web.json_response(body, status=refusal.status, headers={"Cache-Control": "no-store"})
