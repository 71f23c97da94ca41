"""The one web server: the browser chat (when there is a demo), webhooks of the channels, health, metrics.

It listens on this machine only unless told otherwise; a proxy with TLS stands in front of a public address.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from bot.web.backend import ChatBackend
from bot.web.chat_api import ChatApi
from bot.web.guard import add_safety, refuse_kindly
from bot.web.pages import page_routes
from bot.web.stream import stream_routes

_METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
MOST_BODY = 11 * 1024 * 1024  # a photo of 10 MB and the form around it


def web_app(
    backend: ChatBackend | None,
    extra_routes: Sequence[web.AbstractRouteDef] = (),
    *,
    ready: Callable[[], Awaitable[bool]],
    metrics: Callable[[], str],
) -> web.Application:
    """The application; without a backend there is no chat page, only health and the extra routes."""
    app = web.Application(middlewares=[refuse_kindly], client_max_size=MOST_BODY)
    app.on_response_prepare.append(add_safety)
    app.add_routes(_health_routes(ready, metrics))
    app.add_routes(extra_routes)
    if backend is not None:
        app.add_routes(page_routes(backend))
        app.add_routes(ChatApi(backend).routes())
        app.add_routes(stream_routes(backend, app))
    return app


@asynccontextmanager
async def serve(app: web.Application, host: str = "127.0.0.1", port: int = 8080) -> AsyncIterator[int]:
    """Serve while the block runs; gives the port in use (port 0 picks one). Raises OSError when taken."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


def _health_routes(
    ready: Callable[[], Awaitable[bool]], metrics: Callable[[], str]
) -> list[web.AbstractRouteDef]:
    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok")

    async def readyz(_request: web.Request) -> web.Response:
        is_ready = await ready()
        return web.Response(text="ready" if is_ready else "not ready", status=200 if is_ready else 503)

    async def figures(_request: web.Request) -> web.Response:
        return web.Response(text=metrics(), headers={"Content-Type": _METRICS_TYPE})

    return [web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", figures)]
