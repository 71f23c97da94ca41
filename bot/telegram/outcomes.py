"""What a failed call to Telegram means for the person waiting: sent, perhaps sent, surely not, never.

Only an attempt that surely did not reach the person may be repeated unmarked, so every doubt is UNKNOWN.
A 502 or 504 comes from a gateway whose server behind may have done the work; 500 and 503 (and 429) come
from a server that says it did not.
"""

import re

from aiohttp import ClientConnectorError, ConnectionTimeoutError

from bot.channel import Outcome, Sent
from bot.telegram.library import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from bot.telegram.session import ServerTrouble

GATEWAY_STATUSES = frozenset({502, 504})
GONE = re.compile(
    r"chat not found|user not found|PEER_ID_INVALID|deactivated|no rights to send", re.IGNORECASE
)


def failed(error: AiogramError) -> Sent:
    """The outcome of a call that raised, with the seconds to wait where Telegram named them."""
    wait = float(error.retry_after) if isinstance(error, TelegramRetryAfter) else None
    return Sent(_outcome(error), retry_after=wait, detail=_detail(error))


def _outcome(error: AiogramError) -> Outcome:
    match error:
        case TelegramRetryAfter():
            return Outcome.LATER
        case TelegramUnauthorizedError() | TelegramNotFound():
            return Outcome.UNAUTHORIZED  # 404 is how Telegram answers a token that never was one
        case TelegramForbiddenError():
            return Outcome.BLOCKED
        case TelegramBadRequest():
            return Outcome.BLOCKED if GONE.search(error.message or "") else Outcome.REFUSED
        case TelegramEntityTooLarge():
            return Outcome.REFUSED
        case ServerTrouble():
            return Outcome.UNKNOWN if error.status in GATEWAY_STATUSES else Outcome.LATER
        case TelegramNetworkError():
            return _broken_line(error)
        case TelegramAPIError():
            return Outcome.LATER if "Too Many Requests" in (error.message or "") else Outcome.REFUSED
    return Outcome.UNKNOWN  # an answer nobody can read: it may well say that the message went out


def _broken_line(error: TelegramNetworkError) -> Outcome:
    never_connected = isinstance(error.__cause__, ClientConnectorError | ConnectionTimeoutError)
    return Outcome.LATER if never_connected else Outcome.UNKNOWN


def _detail(error: AiogramError) -> str:
    """Telegram's own reason without ids and quoted words; of a network error the name: the rest is a URL."""
    name = type(error).__name__
    if isinstance(error, TelegramNetworkError):
        return f"{name}: {type(error.__cause__).__name__}"
    if not isinstance(error, TelegramBadRequest | TelegramForbiddenError):
        return name
    reason = re.split(r"[\"'«“]", error.message or "")[0][:80]
    return f"{name}: {re.sub(r'[0-9]', '#', reason)}"
