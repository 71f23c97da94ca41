"""Fetches messages from Zalo one at a time: needs no domain, no TLS and no open port.

Zalo keeps no copy of what it has handed over (no offset, no acknowledgement; zalo-api.md 1.4), so the next
message is asked for only when the last one is stored, however long storing takes.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.channel import Receive, stored
from bot.errors import OperatorError
from bot.zalo_bot.client import Answer, Failure, ZaloClient
from bot.zalo_bot.receive import incoming
from handlers.messages import Incoming

_log = logging.getLogger(__name__)
_POLL_SECONDS = 30
_CONNECTION_SPARE_SECONDS = 5
_LONGEST_PAUSE = 60.0
_LAST_WORDS_SECONDS = 2.0  # at shutdown: time for an answer already on its way to be stored
_IDLE = 408
_HOPELESS = frozenset({401, 404})  # token reset, or the address of the API is wrong
_WEBHOOK_IN_THE_WAY = 409  # ours, not Zalo's
_IDLE_POLLS_BETWEEN_LOOKS = 20  # ten minutes
WEBHOOK_SET = (
    "Zalo Bot still has a webhook set, so polling would hear nothing: "
    "run `clb webhook off`, or set CLB_ZALO_BOT_MODE=webhook."
)
Pause = Callable[[float], Awaitable[None]]


class Poller:
    """One bot's polling; `failure` is what keeps it from receiving now, None while all is well."""

    def __init__(
        self,
        client: ZaloClient,
        receive: Receive,
        now: Callable[[], datetime],
        *,
        pause: Pause = asyncio.sleep,
        poll_seconds: int = _POLL_SECONDS,
    ) -> None:
        self.failure: Failure | None = None
        self._client, self._receive, self._now, self._pause = client, receive, now, pause
        self._poll_seconds = poll_seconds
        self._bot_id = ""
        self._failures_in_a_row = 0
        self._idle_polls = 0

    async def run(self) -> None:
        """Poll until cancelled. Raises OperatorError at the start where the token or a webhook forbids it."""
        await self._begin()
        async with asyncio.TaskGroup() as owner:
            while True:
                step = owner.create_task(self._fetch_and_store())
                try:
                    await asyncio.shield(step)
                except asyncio.CancelledError:
                    await asyncio.wait({step}, timeout=_LAST_WORDS_SECONDS)
                    raise

    async def _begin(self) -> None:
        me = await self._insist("getMe")
        self._bot_id = str(me.result.get("id", "")) if isinstance(me.result, dict) else ""
        info = await self._insist("getWebhookInfo")
        if webhook_url_of(info):
            raise OperatorError(WEBHOOK_SET)

    async def _insist(self, method: str) -> Answer:
        """Ask until Zalo answers; a network that is down at start-up is waited for."""
        while True:
            reply = await self._client.post(method)
            if isinstance(reply, Answer):
                self._note(None)
                return reply
            if reply.code in _HOPELESS:
                raise OperatorError(_said(reply))
            await self._wait_after(reply)

    async def _fetch_and_store(self) -> None:
        reply = await self._client.post(
            "getUpdates",
            {"timeout": str(self._poll_seconds)},
            seconds=self._poll_seconds + _CONNECTION_SPARE_SECONDS,
        )
        if isinstance(reply, Answer):
            await self._take(reply)
        elif reply.code == _IDLE:
            await self._rest()
        else:
            await self._wait_after(reply)

    async def _take(self, answer: Answer) -> None:
        self._note(None)
        messages = incoming(answer.result, self._now(), bot_id=self._bot_id)
        if messages:
            await self._store(messages)
        else:
            await self._pause(1.0)  # an answer with nothing in it must not become a storm of requests

    async def _rest(self) -> None:
        """An idle poll. Now and then look whether somebody has set a webhook, which would keep us deaf."""
        self._idle_polls += 1
        deaf = self.failure is not None and self.failure.code == _WEBHOOK_IN_THE_WAY
        look = deaf or self._idle_polls % _IDLE_POLLS_BETWEEN_LOOKS == 0
        if look and await self._webhook_is_set():
            await self._pause(_LONGEST_PAUSE)
        else:
            self._note(None)
            await self._pause(0.2)

    async def _webhook_is_set(self) -> bool:
        info = await self._client.post("getWebhookInfo")
        if not isinstance(info, Answer) or not webhook_url_of(info):
            return False
        self._note(Failure(_WEBHOOK_IN_THE_WAY, unsure=False, detail=WEBHOOK_SET))
        return True

    async def _store(self, messages: list[Incoming]) -> None:
        """Until it works: we hold the only copy."""
        attempt = 0
        while not await stored(self._receive, messages):
            attempt += 1
            await self._pause(_growing(attempt))

    async def _wait_after(self, failure: Failure) -> None:
        self._failures_in_a_row += 1
        if failure.code not in (400, 403) or not await self._webhook_is_set():
            self._note(failure)
        hopeless = failure.code in _HOPELESS
        await self._pause(_LONGEST_PAUSE if hopeless else _growing(self._failures_in_a_row))

    def _note(self, failure: Failure | None) -> None:
        """Log a change once, not every minute of an outage."""
        if failure is None:
            self._failures_in_a_row = 0
        before, after = self.failure, failure
        self.failure = failure
        if after is not None and (before is None or before.code != after.code):
            _log.error("zalo_bot: not receiving: %s", _said(after))
        if after is None and before is not None:
            _log.warning("zalo_bot: receiving again")


def webhook_url_of(info: Answer) -> str:
    """The webhook that is set, "" where there is none."""
    url = info.result.get("url") if isinstance(info.result, dict) else None
    return url if isinstance(url, str) else ""


def _said(failure: Failure) -> str:
    """What the operator reads: the way out where there is one, else what happened."""
    if failure.code == 404:
        return "Zalo Bot answers 404: check CLB_ZALO_BOT_API_URL and that CLB_ZALO_BOT_TOKEN is whole."
    if failure.unsure:
        return f"{failure.detail}; a message on its way may be lost, for Zalo hands each over only once"
    if failure.code != 401:
        return failure.detail
    return (
        "Zalo Bot refuses the token (401), it has been reset: take the new one from Zalo Bot Creator, "
        "write it into CLB_ZALO_BOT_TOKEN and restart."
    )


def _growing(attempt: int) -> float:
    """Seconds: 1, 2, 4 … 60."""
    return min(2.0 ** min(attempt - 1, 10), _LONGEST_PAUSE)
