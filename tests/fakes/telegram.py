"""A Telegram on this machine: the Bot API over HTTP, strict in what it takes, and able to be in trouble.

In a test: `async with FakeTelegram() as fake:` then `fake.world.say(...)`, `fake.url`, `fake.token`.
By hand: `python -m tests.fakes.telegram --port 8081`, open the page it names, run the assistant against it.
"""

import argparse
import asyncio
import sys
from collections import deque
from contextlib import suppress
from enum import StrEnum
from typing import Any, Self

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from tests.fakes.telegram_methods import Methods
from tests.fakes.telegram_page import page_routes
from tests.fakes.telegram_reading import METHODS, Refusal, read_call, typed
from tests.fakes.telegram_world import Raw, World

TOKEN = "4242:fake-token-for-the-localhost-telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Trouble(StrEnum):
    """What may befall one call that sends."""

    THROTTLED = "throttled"
    SILENT_BEFORE = "silent_before"  # takes the request, does nothing, never answers
    SILENT_AFTER = "silent_after"  # delivers, then never answers
    BREAK_AFTER = "break_after"  # delivers, then closes the connection
    SERVER_ERROR = "server_error"  # 500, JSON
    UNAVAILABLE = "unavailable"  # 503, JSON
    BAD_GATEWAY = "bad_gateway"  # 502, a page of HTML


class FakeTelegram:
    """One bot's Telegram; `troubles` befall the next sends one by one (None: that one works)."""

    def __init__(self, token: str = TOKEN, redeliver_after: float = 0.05) -> None:
        self.token = token
        self.world = World()
        self.methods = Methods(self.world)
        self.troubles: deque[Trouble | None] = deque()
        self.file_troubles: deque[int] = deque()  # HTTP statuses of the next downloads
        self.retry_after = 7
        self.per_second: int | None = None  # Telegram's 30, when a test wants a limiter
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.complaints: list[str] = []  # descriptions of every 400, so that a test can demand none
        self.webhook_answers: list[int] = []
        self.redeliver_after = redeliver_after
        self.url = ""
        self._closing = asyncio.Event()
        self._recent: deque[float] = deque()
        self._tasks: list[asyncio.Task[None]] = []
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; `url` then holds the address."""
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.add_routes([web.route("*", "/bot{token}/{method}", self._call), *page_routes(self.world)])
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)  # a log would show the token
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._tasks = [asyncio.create_task(self._push_forever())]

    async def stop(self) -> None:
        """Stop listening; hanging calls are let go."""
        self._closing.set()
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        if self._runner:
            await self._runner.cleanup()

    async def push(self, update: Raw, secret: str | None = None) -> int:
        """Deliver one update to the webhook once; the status it answered, 0 where nobody was there."""
        right = self.methods.webhook["secret_token"]
        headers = {SECRET_HEADER: right if secret is None else secret}
        try:
            async with ClientSession(timeout=ClientTimeout(total=10)) as session:
                answer = await session.post(self.methods.webhook["url"], json=update, headers=headers)
                self.webhook_answers.append(answer.status)
                if answer.status == 200 and answer.content_type == "application/json":
                    await self._do_what_it_says(await answer.json())
                return answer.status
        except (ClientError, TimeoutError):
            return 0

    async def _do_what_it_says(self, body: Raw) -> None:
        method = body.pop("method").lower()
        await self._answer(method, typed(method, body))

    async def _push_forever(self) -> None:
        while True:
            await self.methods.news.wait()
            if self.methods.webhook["url"] and self.methods.wanted():
                await self._push_first()
            else:
                self.methods.news.clear()

    async def _push_first(self) -> None:
        update = self.methods.wanted()[0]
        if 200 <= await self.push(update) < 300:
            self.world.waiting.remove(update)
        else:
            await asyncio.sleep(self.redeliver_after)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        if request.match_info["token"] != self.token:
            return _refused(Refusal(401, "Unauthorized"))
        if method not in METHODS:
            return _refused(Refusal(404, "Not Found"))
        try:
            return await self._in_trouble(request, method, await read_call(request, method))
        except Refusal as refusal:
            if refusal.code == 400:
                self.complaints.append(refusal.description)
            return _refused(refusal)

    async def _answer(self, method: str, given: dict[str, Any]) -> web.Response:
        self.calls.append((method, given))
        return web.json_response({"ok": True, "result": await self.methods.call(method, given)})

    async def _in_trouble(
        self, request: web.Request, method: str, given: dict[str, Any]
    ) -> web.StreamResponse:
        trouble = self.troubles.popleft() if self.troubles and method.startswith("send") else None
        if trouble is Trouble.THROTTLED or (method.startswith("send") and self._is_too_fast()):
            raise Refusal(429, "Too Many Requests: retry later", {"retry_after": self.retry_after})
        if trouble in {Trouble.SERVER_ERROR, Trouble.UNAVAILABLE}:
            raise Refusal(500 if trouble is Trouble.SERVER_ERROR else 503, "Internal Server Error")
        if trouble is Trouble.BAD_GATEWAY:
            return web.Response(
                status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html"
            )
        if trouble is not Trouble.SILENT_BEFORE:
            answer = await self._answer(method, given)
            if trouble is None:
                return answer
        if trouble is Trouble.BREAK_AFTER and request.transport:
            request.transport.close()
        await self._closing.wait()
        raise Refusal(500, "Internal Server Error")

    def _is_too_fast(self) -> bool:
        if self.per_second is None:
            return False
        now = asyncio.get_running_loop().time()
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) < self.per_second:
            self._recent.append(now)
            return False
        return True

    async def _download(self, request: web.Request) -> web.Response:
        """Only paths that getFile named, as at Telegram; a file id is no path."""
        content = self.world.files.get(self.methods.paths.get(request.match_info["path"], ""))
        if content is None or request.match_info["token"] != self.token:
            return _refused(Refusal(404, "Not Found"))
        status = self.file_troubles.popleft() if self.file_troubles else 200
        return web.Response(status=status, body=content if status == 200 else b"")


def _refused(refusal: Refusal) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = dict(refusal.parameters)
    return web.json_response(body, status=refusal.code)


async def _serve(port: int) -> None:
    fake = FakeTelegram(redeliver_after=1)
    await fake.start(port)
    sys.stdout.write(f"Telegram's page: {fake.url}\n")
    sys.stdout.write(f"CLB_TELEGRAM_API_URL={fake.url} CLB_TELEGRAM_TOKEN={fake.token}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=8081)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(arguments.parse_args().port))
