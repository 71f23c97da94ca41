"""The Bot API methods of the fake Telegram: each takes typed parameters and gives PTB's JSON back."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import telegram
from telegram.constants import FileSizeLimit, MessageLimit

from tests.fakes.telegram_reading import (
    Refusal,
    Upload,
    check_preview,
    check_webhook_secret,
    checked_keyboard,
    checked_text,
)
from tests.fakes.telegram_world import BOT, Raw, World

WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Methods:
    """The bot's side of the world; `news` is set whenever something waits for the bot."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.news = asyncio.Event()
        self.webhook: Raw = {"url": "", "secret_token": ""}
        self.allowed: list[str] = []
        self.poller = 0
        self.size_told: int | None = None  # what getFile says instead of the truth
        self.paths: dict[str, str] = {}  # what getFile gave out -> file id
        world.arrived = self.news.set

    async def call(self, method: str, given: dict[str, Any]) -> Any:
        """The result of a method (any case); raises Refusal."""
        todo: dict[str, Callable[[dict[str, Any]], Awaitable[Any]]] = {
            "getme": self._get_me,
            "getupdates": self._get_updates,
            "sendmessage": self._send_message,
            "sendphoto": self._send_photo,
            "senddocument": self._send_document,
            "answercallbackquery": self._answer_tap,
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": self._webhook_info,
            "getfile": self._get_file,
            "editmessagetext": self._edit_text,
            "editmessagereplymarkup": self._edit_buttons,
        }
        return await todo[method](given)

    async def _get_me(self, _given: dict[str, Any]) -> Any:
        abilities = {"can_join_groups": True, "can_read_all_group_messages": False}
        return {**BOT.to_dict(), **abilities, "supports_inline_queries": False}

    async def _get_updates(self, given: dict[str, Any]) -> list[Raw]:
        if self.webhook["url"]:
            raise Refusal(409, WEBHOOK_ACTIVE)
        self.allowed = given.get("allowed_updates", self.allowed)
        self._forget_before(given.get("offset", 0))
        self.poller += 1
        self.news.set()  # wakes the other poller, which will see that it is no longer the one
        return await self._wait_for_updates(given.get("timeout", 0), given.get("limit", 100))

    async def _wait_for_updates(self, seconds: int, limit: int) -> list[Raw]:
        turn, deadline = self.poller, asyncio.get_running_loop().time() + seconds
        while not self.wanted():
            self.news.clear()
            remaining = deadline - asyncio.get_running_loop().time()
            try:
                async with asyncio.timeout(remaining):
                    await self.news.wait()
            except TimeoutError:
                return []
            if turn != self.poller or self.webhook["url"]:
                raise Refusal(409, OTHER_POLLER if turn != self.poller else WEBHOOK_ACTIVE)
        return self.wanted()[:limit]

    def wanted(self) -> list[Raw]:
        """Waiting updates of the kinds the bot asked for; the others are never delivered."""
        kinds = set(self.allowed)
        return [update for update in self.world.waiting if not kinds or kinds & set(update)]

    def _forget_before(self, offset: int) -> None:
        self.world.waiting[:] = [one for one in self.world.waiting if one["update_id"] >= offset]

    async def _send_message(self, given: dict[str, Any]) -> Any:
        check_preview(given.get("link_preview_options"))
        text = checked_text(given.get("text", ""))
        return self._put(given, text=text, reply_markup=checked_keyboard(given.get("reply_markup")))

    async def _send_photo(self, given: dict[str, Any]) -> Any:
        upload = self._upload(given, "photo")
        if not upload.content.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
            raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
        size = telegram.PhotoSize(self.world.keep_sent(upload.name, upload.content), "unique-p", 800, 600)
        return self._put(given, photo=[size], caption=self._caption(given))

    async def _send_document(self, given: dict[str, Any]) -> Any:
        upload = self._upload(given, "document")
        file_id = self.world.keep_sent(upload.name, upload.content)
        document = telegram.Document(
            file_id, "unique-d", file_name=upload.name, file_size=len(upload.content)
        )
        return self._put(given, document=document, caption=self._caption(given))

    def _upload(self, given: dict[str, Any], name: str) -> Upload:
        upload = given.get(name)
        if not isinstance(upload, Upload) or not upload.content:
            raise Refusal(400, f"Bad Request: there is no {name} in the request")
        return upload

    def _caption(self, given: dict[str, Any]) -> str | None:
        return checked_text(given.get("caption", ""), MessageLimit.CAPTION_LENGTH, at_least=0) or None

    def _put(self, given: dict[str, Any], **content: object) -> Any:
        chat = given.get("chat_id")
        if chat not in self.world.chats:
            raise Refusal(400, "Bad Request: chat not found")
        if chat in self.world.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return _json(self.world.from_bot(chat, **content))

    async def _answer_tap(self, given: dict[str, Any]) -> bool:
        if given.get("callback_query_id") not in self.world.spinning:
            raise Refusal(
                400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        self.world.spinning.remove(given["callback_query_id"])
        return True

    async def _set_webhook(self, given: dict[str, Any]) -> bool:
        check_webhook_secret(given.get("secret_token", ""))
        if not given.get("url", "").startswith(("https://", "http://127.0.0.1")):
            raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = {"url": given["url"], "secret_token": given.get("secret_token", "")}
        self.allowed = given.get("allowed_updates", self.allowed)
        self.news.set()
        return True

    async def _delete_webhook(self, given: dict[str, Any]) -> bool:
        self.webhook = {"url": "", "secret_token": ""}
        if given.get("drop_pending_updates"):
            self.world.waiting.clear()
        return True

    async def _webhook_info(self, _given: dict[str, Any]) -> Any:
        url, waiting = self.webhook["url"], len(self.world.waiting)
        return _json(telegram.WebhookInfo(url, False, waiting, allowed_updates=self.allowed))

    async def _get_file(self, given: dict[str, Any]) -> Any:
        content = self.world.files.get(given.get("file_id", ""))
        if content is None:
            raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(content) > FileSizeLimit.FILESIZE_DOWNLOAD:
            raise Refusal(400, "Bad Request: file is too big")
        path, name = f"photos/file_{len(self.paths)}.jpg", given["file_id"]
        self.paths[path] = name
        size = len(content) if self.size_told is None else self.size_told
        return _json(telegram.File(name, f"unique-{name}", size, path))

    async def _edit_text(self, given: dict[str, Any]) -> Any:
        return self._edit(given, text=checked_text(given.get("text", "")))

    async def _edit_buttons(self, given: dict[str, Any]) -> Any:
        where = (given.get("chat_id"), given.get("message_id"))
        old = self.world.messages.get(where) if all(where) else None  # type: ignore[arg-type]  # checked by all()
        return self._edit(given, text=old.text if old else "")

    def _edit(self, given: dict[str, Any], text: str | None) -> Any:
        where = (given.get("chat_id", 0), given.get("message_id", 0))
        old = self.world.messages.get(where)
        if old is None or old.from_user != BOT:
            raise Refusal(400, "Bad Request: message to edit not found")
        buttons = checked_keyboard(given.get("reply_markup"))
        new = telegram.Message(where[1], old.date, old.chat, from_user=BOT, text=text, reply_markup=buttons)
        self.world.messages[where] = new
        return _json(new)


def _json(thing: telegram.TelegramObject) -> Any:
    return json.loads(thing.to_json())
