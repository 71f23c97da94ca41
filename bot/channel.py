"""What every channel looks like to the rest of the assistant: it receives, it sends, nothing else."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from handlers.messages import Incoming, Outgoing

Receive = Callable[[Sequence[Incoming]], Awaitable[None]]
"""Stores messages durably; when it returns they may be acknowledged, when it raises they may not."""
_log = logging.getLogger(__name__)


async def stored(receive: Receive, messages: Sequence[Incoming]) -> bool:
    """Whether they may be acknowledged; why not is logged without its words, which may hold a person's."""
    try:
        if messages:
            await receive(messages)
    except Exception as trouble:  # noqa: BLE001 - whatever the store raises: not stored means not acknowledged
        channel, why = messages[0].channel, type(trouble).__name__
        _log.error("%s: %d message(s) not stored (%s)", channel, len(messages), why)
        return False
    return True


class Outcome(StrEnum):
    """How an attempt to send ended. Only UNKNOWN may have reached the person without our knowing."""

    SENT = "sent"
    UNKNOWN = "unknown"  # timed out or broke off after the request was written
    LATER = "later"  # surely not delivered (throttled, refused connection, 5xx): try again
    BLOCKED = "blocked"  # the person stopped the bot or is gone: do not try again
    REFUSED = "refused"  # the channel will never take this message: a defect of ours
    UNAUTHORIZED = "unauthorized"  # the token no longer holds: hold everything, call the operator


@dataclass(frozen=True, slots=True)
class Sent:
    """The result of one attempt; `retry_after` is in seconds where the channel said so."""

    outcome: Outcome
    provider_id: str = ""
    retry_after: float | None = None
    detail: str = ""  # for the operator; never holds a token, an address or a person's words


class Channel(Protocol):
    """One way to reach people: Telegram, Zalo Bot, the browser, the terminal."""

    name: str
    per_second: float  # how many messages a second the platform takes from us altogether

    async def send(self, address: str, message: Outgoing) -> Sent:
        """Send one message, split where the channel's limit asks for it. Never raises for the network."""
        ...

    async def run(self, receive: Receive) -> None:
        """Receive until cancelled (polling); returns at once where a webhook does the receiving."""
        ...
