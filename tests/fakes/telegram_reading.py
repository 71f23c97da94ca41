"""How strictly the fake Telegram reads a call: names from python-telegram-bot's signatures, types, limits.

PTB's classes read every nested value back; whatever they do not know, or would write differently, is refused.
"""

import inspect
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import telegram
from aiohttp import web
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit, WebhookLimit

METHODS = {
    name.lower(): getattr(telegram.Bot, re.sub(r"[A-Z]", lambda capital: "_" + capital[0].lower(), name))
    for name in (
        "getMe",
        "getUpdates",
        "sendMessage",
        "sendPhoto",
        "sendDocument",
        "answerCallbackQuery",
        "setWebhook",
        "deleteWebhook",
        "getWebhookInfo",
        "getFile",
        "editMessageText",
        "editMessageReplyMarkup",
    )
}
NOT_ON_THE_WIRE = {"self", "api_kwargs", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout"}
WHOLE_NUMBERS = {"chat_id", "offset", "limit", "timeout", "message_id", "max_connections", "cache_time"}
YES_OR_NO = {"disable_notification", "protect_content", "drop_pending_updates", "show_alert"}
NESTED = {"reply_markup", "allowed_updates", "link_preview_options"}
FILES = {"photo", "document"}
WORDS = {"text", "caption", "callback_query_id", "file_id", "url", "secret_token"}


@dataclass(frozen=True)
class Refusal(Exception):
    """An answer with ok=false."""

    code: int
    description: str
    parameters: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes


async def read_call(request: web.Request, method: str) -> dict[str, Any]:
    """The parameters of a call, typed; raises Refusal(400) where Telegram or PTB would not know them."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given |= await request.json()
    else:
        given |= {name: _part(value) for name, value in (await request.post()).items()}
    return typed(method, given)


def typed(method: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The same for parameters that are already a mapping (a webhook's answer)."""
    known = set(inspect.signature(METHODS[method]).parameters) - NOT_ON_THE_WIRE
    attachments = {value.removeprefix("attach://") for value in given.values() if _is_attachment(value)}
    unknown = set(given) - known - attachments
    if unknown:
        raise Refusal(400, f"Bad Request: this fake knows no parameter {sorted(unknown)} of {method}")
    return {name: _typed(name, value, given) for name, value in given.items() if name not in attachments}


def _part(value: str | bytes | bytearray | web.FileField) -> str | Upload:
    if isinstance(value, web.FileField):
        return Upload(value.filename, value.file.read())
    return value if isinstance(value, str) else bytes(value).decode()


def _is_attachment(value: object) -> bool:
    return isinstance(value, str) and value.startswith("attach://")


def _typed(name: str, value: Any, given: Mapping[str, Any]) -> Any:
    if name in FILES:
        return given[value.removeprefix("attach://")] if isinstance(value, str) else value
    if name in WHOLE_NUMBERS and re.fullmatch(r"-?\d+", str(value)):
        return int(value)
    if name in YES_OR_NO and str(value).lower() in {"true", "false"}:
        return str(value).lower() == "true"
    if name in NESTED:
        return json.loads(value) if isinstance(value, str) else value
    if name in WORDS and isinstance(value, str):
        return value
    raise Refusal(400, f"Bad Request: this fake does not take {name} of this type")


def checked_text(text: str, limit: int = MessageLimit.MAX_TEXT_LENGTH, at_least: int = 1) -> str:
    """The text as it is shown: trimmed; raises Refusal(400) where it is empty or too long in UTF-16 units."""
    shown = text.strip()
    units = len(shown.encode("utf-16-le")) // 2
    if units < at_least:
        raise Refusal(400, "Bad Request: message text is empty")
    if units > limit:
        raise Refusal(400, "Bad Request: message is too long")
    return shown


def checked_keyboard(raw: Any) -> telegram.InlineKeyboardMarkup | None:
    """The buttons, read back by PTB; raises Refusal(400) for what Telegram would not take."""
    if raw is None:
        return None
    keyboard = telegram.InlineKeyboardMarkup.de_json(raw, None)
    if json.loads(keyboard.to_json()) != raw:
        raise Refusal(400, "Bad Request: PTB reads the keyboard differently")
    for button in (button for row in keyboard.inline_keyboard for button in row):
        _check_button(button)
    return keyboard


def _check_button(button: telegram.InlineKeyboardButton) -> None:
    payload = str(button.callback_data or "").encode()
    if not 1 <= len(payload) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    if not button.text.strip() or button.api_kwargs:
        raise Refusal(400, "Bad Request: button without a label, or with a field PTB does not know")


def check_preview(raw: Any) -> None:
    """Link preview options must be what PTB knows."""
    options = telegram.LinkPreviewOptions.de_json(raw or {}, None)
    if options.api_kwargs:
        raise Refusal(400, "Bad Request: PTB does not know these link preview options")


def check_webhook_secret(secret: str) -> None:
    """Only letters, digits, _ and -, as many as Telegram takes."""
    longest = int(WebhookLimit.MAX_SECRET_TOKEN_LENGTH)
    if secret and not re.fullmatch(rf"[A-Za-z0-9_-]{{1,{longest}}}", secret):
        raise Refusal(400, "Bad Request: secret token contains unallowed characters")
