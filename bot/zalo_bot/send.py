"""The Zalo Bot channel: text in big letters, pictures through our own links, documents as links in words.

Zalo Bot has no buttons and takes no files. A message of several parts that breaks off in the middle ends
UNKNOWN: some of it is on the person's screen, so it must not silently be sent again from the start.
"""

import asyncio
import unicodedata
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic

from bot.channel import Outcome, Receive, Sent
from bot.kept_media import MediaKeeper
from bot.splitting import split
from bot.zalo_bot.client import Answer, Failure, ZaloClient
from bot.zalo_bot.media_out import DOCUMENT_LIFE, PICTURE_LIFE, MediaLinks
from bot.zalo_bot.meter import TEXT_LIMIT
from bot.zalo_bot.pacing import Pacer
from bot.zalo_bot.polling import Poller
from bot.zalo_bot.receive import CHANNEL
from bot.zalo_bot.styles import all_big
from bot.zalo_bot.webhook_watch import WebhookWatch
from handlers.messages import Outgoing

PHOTO_SECONDS = 150.0  # Zalo fetches the picture within the call, and slowly
THROTTLED_SECONDS = 60.0
_PICTURES = frozenset({".jpg", ".jpeg", ".png"})
_OUTCOMES = {
    400: Outcome.REFUSED,
    401: Outcome.UNAUTHORIZED,
    403: Outcome.LATER,  # "Internal server error" in Zalo's own table
    404: Outcome.UNAUTHORIZED,  # wrong host or half a token: nothing will get through until it is mended
    408: Outcome.UNKNOWN,
    429: Outcome.LATER,
}


@dataclass(frozen=True, slots=True)
class Unsent:
    """A file that cannot go as a picture; `link` is "" where there is no public address to fetch it from."""

    name: str
    link: str


Announce = Callable[[Sequence[Unsent]], str]
"""Words for files a person gets as a link, or not at all here; the words live in templates."""


class ZaloBot:
    """Implements bot.channel.Channel. `receiving` is what fetches, or what watches that Zalo pushes."""

    name = CHANNEL
    per_second = 10.0

    def __init__(
        self,
        client: ZaloClient,
        links: MediaLinks,
        keeper: MediaKeeper,
        announce: Announce,
        now: Callable[[], datetime],
        *,
        webhook_url: str = "",
        big_letters: bool = True,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`webhook_url` is where Zalo pushes to us, "" where we fetch; `now` is aware; `pause` in seconds."""
        self.client, self.links, self.keeper, self._announce = client, links, keeper, announce
        self._now = now
        self._webhook_url, self._big_letters, self._pause = webhook_url, big_letters, pause
        self._pacer = Pacer(monotonic, pause)
        self.receiving: Poller | WebhookWatch | None = None

    async def run(self, receive: Receive) -> None:
        """Receive until cancelled. Raises OperatorError (see Poller.run)."""
        if self._webhook_url:
            self.receiving = WebhookWatch(self.client, self._webhook_url, pause=self._pause)
        else:
            self.receiving = Poller(self.client, self.keeper.keeping(receive), self._now, pause=self._pause)
        await self.receiving.run()

    async def name_there(self) -> str:
        """What the bot is called on Zalo; "" while Zalo does not say."""
        me = await self.client.post("getMe")
        found = me.result if isinstance(me, Answer) and isinstance(me.result, dict) else {}
        return str(found.get("display_name") or found.get("account_name") or "")

    async def close(self) -> None:
        """Close the connections to Zalo."""
        await self.client.close()

    async def send(self, address: str, message: Outgoing) -> Sent:
        """Send the text, then the pictures; the id is the first part's. Never raises for the network."""
        pictures, unsent = await self._sort_files(message.files)
        text = "\n\n".join(part for part in (message.text, self._announce(unsent) if unsent else "") if part)
        first: Sent | None = None
        for part in split(text, TEXT_LIMIT):
            sent = await self._send_text(address, part)
            if sent.outcome is not Outcome.SENT:
                return _broken_off(first, sent)
            first = first or sent
        for picture in pictures:
            sent = await self._send_picture(address, picture)
            if sent.outcome is not Outcome.SENT:
                return _broken_off(first, sent)
            first = first or sent
        return first or Sent(Outcome.REFUSED, detail="an empty message")

    async def _sort_files(self, files: Sequence[str]) -> tuple[list[Unsent], list[Unsent]]:
        """The pictures Zalo can fetch, and what has to be announced in words."""
        linked = [await asyncio.to_thread(self._linked, Path(file)) for file in files]
        pictures = [one for one in linked if one.link and Path(one.name).suffix.lower() in _PICTURES]
        return pictures, [one for one in linked if one not in pictures]

    def _linked(self, path: Path) -> Unsent:
        life = PICTURE_LIFE if path.suffix.lower() in _PICTURES else DOCUMENT_LIFE
        try:
            return Unsent(path.name, self.links.link(path, life))
        except OSError:  # the words still go out, and say that a file is missing
            return Unsent(path.name, "")

    async def _send_text(self, address: str, text: str) -> Sent:
        body: dict[str, object] = {"chat_id": address, "text": text}
        if not self._big_letters:
            return await self._post(address, "sendMessage", body)
        sent = await self._post(address, "sendMessage", {**body, "text_styles": all_big(text)})
        if sent.outcome is not Outcome.REFUSED:
            return sent
        sent = await self._post(address, "sendMessage", body)
        self._big_letters = sent.outcome is not Outcome.SENT  # the styles were the trouble: no more of them
        return sent

    async def _send_picture(self, address: str, picture: Unsent) -> Sent:
        body: dict[str, object] = {"chat_id": address, "photo": picture.link}
        sent = await self._post(address, "sendPhoto", body, PHOTO_SECONDS)
        if sent.outcome is not Outcome.REFUSED:
            return sent
        return await self._send_text(address, unicodedata.normalize("NFC", self._announce([picture])))

    async def _post(
        self, address: str, method: str, body: dict[str, object], seconds: float | None = None
    ) -> Sent:
        await self._pacer.turn(address)
        return sent_from(await self.client.post(method, body, seconds=seconds))


def sent_from(reply: Answer | Failure) -> Sent:
    """The outcome of one call, by Zalo's code (zalo-api.md 1.5)."""
    if isinstance(reply, Answer):
        result = reply.result if isinstance(reply.result, dict) else {}
        return Sent(Outcome.SENT, provider_id=str(result.get("message_id") or ""))
    if reply.unsure:
        return Sent(Outcome.UNKNOWN, detail=reply.detail)
    refused = Outcome.REFUSED if 400 <= reply.code < 500 else Outcome.LATER
    wait = THROTTLED_SECONDS if reply.code == 429 else None
    return Sent(_OUTCOMES.get(reply.code, refused), retry_after=wait, detail=reply.detail)


def _broken_off(first: Sent | None, last: Sent) -> Sent:
    """The last attempt's outcome, but UNKNOWN where an earlier part is already on the person's screen."""
    if first is None:
        return last
    return Sent(Outcome.UNKNOWN, first.provider_id, last.retry_after, f"only in part: {last.detail}")
