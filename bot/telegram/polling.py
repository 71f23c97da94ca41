"""Receiving by asking Telegram again and again, for machines without a public address.

Asking with a higher offset is what acknowledges: it rises only after `receive` stored the messages, so a
crash or a full disk in between means that Telegram hands them over once more.
"""

import logging
from asyncio import gather, sleep
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channel import Receive, stored
from bot.telegram.errors import TokenRefused
from bot.telegram.library import (
    AiogramError,
    AnswerCallbackQuery,
    Bot,
    TelegramConflictError,
    TelegramMethod,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from bot.telegram.receive import read, tap_id

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL_SECONDS = 30
ANSWER_MARGIN_SECONDS = 10
TAP_ANSWER_SECONDS = 5
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
REFUSED = (
    "Telegram no longer accepts CLB_TELEGRAM_TOKEN: ask @BotFather for the token, put it into .env, restart."
)
CONFLICT = "Another program receives for this Telegram bot: stop it, or give this one a bot of its own."
WEBHOOK_REMOVED = (
    "A webhook was set for this Telegram bot; it is removed because CLB_TELEGRAM_MODE is polling."
)

RawUpdate = Mapping[str, Any]
_log = logging.getLogger(__name__)


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates left unparsed: one update aiogram cannot read must not hold up all behind it."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int
    timeout: int
    allowed_updates: list[str]


@dataclass
class Polling:
    """The endless asking; the pause doubles with each failure in a row, up to half a minute."""

    bot: Bot
    receive: Receive
    now: Callable[[], datetime]
    long_poll: int = LONG_POLL_SECONDS
    offset: int = 0
    failures: int = 0

    async def forever(self) -> None:
        """Receive until cancelled; raises TokenRefused when the operator's token no longer holds."""
        while True:
            await self._one_round()

    async def _one_round(self) -> None:
        try:
            updates = await self._ask()
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise TokenRefused(REFUSED) from None
        except TelegramConflictError as conflict:
            await self._resolve(conflict)
        except AiogramError as trouble:
            _log.warning("telegram: no answer (%s), asking again", type(trouble).__name__)
            await self._pause(trouble)
        else:
            await self._take(updates)

    async def _ask(self) -> list[dict[str, Any]]:
        asking = GetRawUpdates(
            offset=self.offset, timeout=self.long_poll, allowed_updates=list(ALLOWED_UPDATES)
        )
        return await self.bot(asking, request_timeout=self.long_poll + ANSWER_MARGIN_SECONDS)

    async def _take(self, updates: Sequence[RawUpdate]) -> None:
        messages = [message for raw in updates for message in read(raw, self.now())]
        if not await stored(self.receive, messages):
            await self._pause()
            return
        self.failures = 0
        self.offset = max([self.offset, *(raw["update_id"] + 1 for raw in updates)])
        await answer_taps(self.bot, [tap_id(raw) for raw in updates if tap_id(raw)])

    async def _resolve(self, conflict: TelegramConflictError) -> None:
        if "webhook" not in conflict.message:
            _log.error(CONFLICT)
            await self._pause(conflict)
            return
        _log.warning(WEBHOOK_REMOVED)
        try:
            await self.bot.delete_webhook()
        except AiogramError as trouble:
            _log.warning("telegram: no answer (%s), asking again", type(trouble).__name__)
            await self._pause(trouble)

    async def _pause(self, trouble: AiogramError | None = None) -> None:
        asked_for = trouble.retry_after if isinstance(trouble, TelegramRetryAfter) else 0
        doubled = min(FIRST_PAUSE_SECONDS * 2**self.failures, LONGEST_PAUSE_SECONDS)
        self.failures = min(self.failures + 1, 10)
        await sleep(max(doubled, asked_for))


async def answer_taps(bot: Bot, queries: Sequence[str]) -> None:
    """Let the tapped buttons stop spinning; a failure costs nothing but the spinning."""
    calls = [
        bot(AnswerCallbackQuery(callback_query_id=one), request_timeout=TAP_ANSWER_SECONDS) for one in queries
    ]
    for result in await gather(*calls, return_exceptions=True):
        if isinstance(result, BaseException):
            _log.info("telegram: a tap was not answered (%s)", type(result).__name__)
