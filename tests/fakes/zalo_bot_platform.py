"""What the fake Zalo does when a bot calls a method; it remembers people, their screens and the webhook."""

import asyncio
import itertools
from collections import defaultdict, deque
from dataclasses import dataclass, field
from time import time

from aiohttp import ClientError, ClientSession, web

from tests.fakes.zalo_bot_rules import AAC, JPEG, Body, Refused, check_styles, checked_text, error

LAN = "a1b2c3d4e5f60718293a"


@dataclass
class Delivered:
    """One thing on a person's screen; `pictures` are what the two fetches of a photo brought."""

    text: str = ""
    photo: str = ""
    styles: list[Body] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)


class Platform:
    """The methods of the Bot API; a picture is fetched once after each of `fetch_delays` (seconds)."""

    http: ClientSession

    def __init__(self, longest_poll: float, fetch_delays: tuple[float, ...]) -> None:
        self.bot_id = "1459000000000000289"
        self.longest_poll, self.fetch_delays = longest_poll, fetch_delays
        self.probe_with_secret = False
        self.says_webhook_is_set = True  # nobody knows whether the real one refuses a poll then or idles
        self.webhook, self.secret = "", ""
        self.updates: asyncio.Queue[Body] = asyncio.Queue()
        self.screens: dict[str, list[Delivered]] = defaultdict(list)
        self.known: set[str] = {LAN}
        self.numbers = itertools.count(1)
        self.errands: set[asyncio.Task[None]] = set()
        self.hosted = {"photo.jpg": JPEG, "voice.aac": AAC}
        self.host_troubles: deque[int] = deque()  # HTTP statuses of the next downloads

    async def carry_out(self, method: str, body: Body) -> Body:
        known = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "sendChatAction": self._send_chat_action,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
        }
        if method not in known:
            raise Refused(400, "Bad request: no such method")
        return await known[method](body)

    async def host(self, request: web.Request) -> web.Response:
        """Zalo's media hosts: public, no token."""
        if self.host_troubles:
            return web.Response(status=self.host_troubles.popleft())
        return web.Response(body=self.hosted.get(request.match_info["name"], b"<html>"))

    async def _get_me(self, body: Body) -> Body:
        me = {
            "id": self.bot_id,
            "account_name": "bot.VDKy",
            "account_type": "BASIC",
            "can_join_groups": False,
        }
        return {"ok": True, "result": me}

    async def _get_updates(self, body: Body) -> Body:
        if not (isinstance(body.get("timeout"), str) and body["timeout"].isdigit()):
            raise Refused(400, "Bad request: timeout is a string")
        if self.webhook and self.says_webhook_is_set:
            raise Refused(400, "Bad request: a webhook is set")
        try:
            wait = min(float(body["timeout"]), self.longest_poll)
            return {"ok": True, "result": await asyncio.wait_for(self.updates.get(), wait)}
        except TimeoutError:
            return error(408)

    async def _send_message(self, body: Body) -> Body:
        text = checked_text(body.get("text"))
        check_styles(body.get("text_styles", []), text)
        return self._show(body, Delivered(text, styles=body.get("text_styles", [])))

    async def _send_photo(self, body: Body) -> Body:
        photo = body.get("photo")
        if not isinstance(photo, str) or not photo.startswith(("https://", "http://127.0.0.1:")):
            raise Refused(400, "Bad request: photo")
        shown = Delivered(checked_text(body.get("caption", ""), may_be_empty=True), photo)
        answer = self._show(body, shown)
        errand = asyncio.create_task(self._fetch(shown))
        self.errands.add(errand)
        errand.add_done_callback(self.errands.discard)
        return answer

    def _show(self, body: Body, shown: Delivered) -> Body:
        if not isinstance(body.get("chat_id"), str) or body["chat_id"] not in self.known:
            raise Refused(400, "Bad request: chat")
        self.screens[body["chat_id"]].append(shown)
        return {
            "ok": True,
            "result": {"message_id": f"s{next(self.numbers):020x}", "date": int(time() * 1000)},
        }

    async def _fetch(self, shown: Delivered) -> None:
        for delay in self.fetch_delays:
            await asyncio.sleep(delay)
            async with self.http.get(shown.photo) as response:
                shown.pictures.append(await response.read() if response.status == 200 else b"black")

    async def _send_chat_action(self, body: Body) -> Body:
        return {"ok": True}

    async def _set_webhook(self, body: Body) -> Body:
        url, secret = body.get("url"), body.get("secret_token")
        if not isinstance(url, str) or not isinstance(secret, str) or not 8 <= len(secret) <= 256:
            raise Refused(400, "Bad request: webhook")
        self.webhook, self.secret = url, secret
        outcome = await self._probe()
        return {"ok": True, "result": {"url": url, "updated_at": 1, "verification": {"outcome": outcome}}}

    async def _probe(self) -> str:
        headers = {"User-Agent": "Java/17.0.11"}
        if self.probe_with_secret:
            headers["X-Bot-Api-Secret-Token"] = self.secret
        try:
            async with self.http.post(self.webhook, headers=headers) as response:
                ending = {200: "ok", 403: "http.403", 404: "http.404"}.get(response.status, "http.other")
        except (ClientError, TimeoutError):
            ending = "err.unreachable"
        return f"webhook.{ending}"

    async def _delete_webhook(self, body: Body) -> Body:
        self.webhook = ""
        return await self._webhook_info(body)

    async def _webhook_info(self, body: Body) -> Body:
        return {"ok": True, "result": {"url": self.webhook, "updated_at": 1}}
