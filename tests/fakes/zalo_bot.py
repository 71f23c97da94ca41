"""A Zalo Bot Platform on localhost: `python -m tests.fakes.zalo_bot --port 8082`, or started inside a test.

It keeps the lossy parts of the real one: an update handed over is forgotten, pictures are fetched later and
twice, a webhook is saved though its probe fails. POST /fake/say {"person", "text"} speaks as a person;
{"kind": "photo"} (voice, sticker, unsupported) sends one; "message_id" twice is a duplicate, "group" a group.
"""

import argparse
import asyncio
import sys
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from time import time
from typing import Any

from aiohttp import ClientSession, ClientTimeout, web

from tests.fakes.zalo_bot_platform import LAN, Delivered, Platform
from tests.fakes.zalo_bot_rules import Body, Refused, error, event, sender_of
from tests.fakes.zalo_bot_troubles import Trouble, early_trouble, late_trouble

TOKEN = "1234567890:an-invented-token"


class FakeZaloBot(Platform):
    """The platform behind HTTP, and what a test does to it; `longest_poll`, `fetch_delays` in seconds."""

    def __init__(
        self, token: str = TOKEN, longest_poll: float = 0.05, fetch_delays: tuple[float, ...] = (0.0, 0.05)
    ) -> None:
        super().__init__(longest_poll, fetch_delays)
        self.token, self.url = token, ""
        self.wrapped = False  # webhooks as the docs show them instead of as they are
        self.calls: list[tuple[str, Body]] = []
        self._troubles: dict[str, deque[str]] = defaultdict(deque)

    async def start(self, port: int = 0) -> "FakeZaloBot":
        """Listen on 127.0.0.1; `url` is the address."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._api)
        app.router.add_route("*", "/elsewhere", _elsewhere)
        app.router.add_get("/hosted/{name}", self.host)
        app.router.add_post("/fake/say", self._say_by_hand)
        app.router.add_get("/fake/conversation", self._show_by_hand)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.http = ClientSession(timeout=ClientTimeout(total=10))
        return self

    async def stop(self) -> None:
        """Stop listening and forget."""
        for errand in self.errands:
            errand.cancel()
        await self.http.close()
        await self._runner.cleanup()

    def trouble(self, method: str, *kinds: str) -> None:
        """The next calls of `method` end like this, one each; see Trouble, or an error code."""
        self._troubles[method].extend(kinds)

    def troubles_left(self, method: str) -> int:
        """How many troubles are still to come."""
        return len(self._troubles[method])

    async def say(self, text: object, person: str = LAN, **more: Any) -> int | None:
        """A person writes; the webhook's status, None when polled. `more`: message_id, date_ms, group."""
        return await self.deliver(self.event("text", person, text=text, **more))

    async def photo(
        self, caption: str = "", person: str = LAN, photo_key: str = "photo_url", **more: Any
    ) -> int | None:
        """A person sends a picture, hosted here under `name` (photo.jpg)."""
        link = f"{self.url}/hosted/{more.pop('name', 'photo.jpg')}"
        fields = {photo_key: link, "caption": caption, "message_type": "CHAT_PHOTO"}
        return await self.deliver(self.event("image", person, **fields, **more))

    async def voice(self, person: str = LAN, **more: Any) -> int | None:
        """A person speaks; the sound is hosted here."""
        fields = {"voice_url": f"{self.url}/hosted/voice.aac", "message_type": "CHAT_VOICE"}
        return await self.deliver(self.event("voice", person, **fields, **more))

    async def sticker(self, person: str = LAN, **more: Any) -> int | None:
        """A person sends a sticker."""
        return await self.deliver(
            self.event("sticker", person, sticker="2977", url="https://x.zdn.vn/2977", **more)
        )

    async def unsupported(self, person: str = LAN, **more: Any) -> int | None:
        """A person sends what Zalo does not pass on: a file, a link, anything of a protected person."""
        return await self.deliver(self.event("unsupported", person, **more))

    def conversation(self, person: str = LAN) -> list[Delivered]:
        """What the person's screen shows of the bot, in order."""
        return self.screens[person]

    async def settle(self) -> None:
        """Wait until pictures under way have been fetched."""
        await asyncio.gather(*self.errands)

    def event(self, kind: str, person: str, **more: Any) -> Body:
        """An update with ids of the fake's own where `more` gives none."""
        message_id = more.pop("message_id", f"m{next(self.numbers):020x}")
        return event(kind, person, message_id, more.pop("date_ms", int(time() * 1000)), **more)

    async def deliver(self, update: Body) -> int | None:
        """Hand an update over: to the webhook where one is set, else to the next poll."""
        self.known.add(sender_of(update))
        if not self.webhook:
            self.updates.put_nowait(update)
            return None
        return await self._push({"ok": True, "result": update} if self.wrapped else update, self.secret)

    async def _push(self, body: Body, secret: str) -> int:
        headers = {"X-Bot-Api-Secret-Token": secret, "User-Agent": "Java/17.0.11"}
        async with self.http.post(self.webhook, json=body, headers=headers) as response:
            return response.status

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        kind = self._troubles[method].popleft() if self._troubles[method] else ""
        if request.match_info["token"] != self.token:
            return web.json_response(error(401))
        if kind.isdigit():
            return web.json_response(error(int(kind)))
        early = early_trouble(kind)
        if early is not None:
            return early
        try:
            body = await _json_body(request)
            self.calls.append((method, body))
            if kind == Trouble.STYLES and "text_styles" in body:
                raise Refused(400, "Bad request")
            answer = await self.carry_out(method, body)
        except Refused as refused:
            answer = error(refused.code, refused.description)
        return await late_trouble(request, kind) or web.json_response(answer)

    async def _say_by_hand(self, request: web.Request) -> web.Response:
        body = dict(await request.json())
        kind, person = body.pop("kind", "text"), body.pop("person", LAN)
        ways: dict[str, Callable[..., Awaitable[int | None]]] = {
            "photo": self.photo,
            "voice": self.voice,
            "sticker": self.sticker,
            "unsupported": self.unsupported,
        }
        if kind == "text":
            status = await self.say(body.pop("text"), person, **body)
        elif kind in ways:
            status = await ways[kind](person=person, **body)
        else:
            raise web.HTTPBadRequest(text=f"kind: text, {', '.join(ways)}")
        return web.json_response({"webhook_status": status})

    async def _show_by_hand(self, request: web.Request) -> web.Response:
        shown = self.conversation(request.query.get("person", LAN))
        return web.json_response([{"text": one.text, "photo": one.photo} for one in shown])


async def _json_body(request: web.Request) -> Body:
    if request.method != "POST" or request.content_type != "application/json":
        raise Refused(400, "Bad request: POST and JSON")
    body = await request.json()
    if not isinstance(body, dict):
        raise Refused(400, "Bad request: an object")
    return body


async def _elsewhere(request: web.Request) -> web.Response:
    """Where Trouble.REDIRECT leads: whoever follows, carries the token there and believes what it hears."""
    return web.json_response({"ok": True, "result": {"message_id": "from elsewhere"}})


async def _serve(port: int) -> None:
    fake = await FakeZaloBot(longest_poll=30.0, fetch_delays=(1.0, 5.0)).start(port)
    sys.stdout.write(f"Zalo Bot (fake): CLB_ZALO_BOT_API_URL={fake.url} CLB_ZALO_BOT_TOKEN={fake.token}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await fake.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8082)
    asyncio.run(_serve(parser.parse_args().port))
