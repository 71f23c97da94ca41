"""What stands behind the fake Telegram: people, their chats, and what waits for the bot.

Every update is written by python-telegram-bot's classes, so that aiogram reads what a second, independent
reading of the Bot API wrote.
"""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import telegram

BOT = telegram.User(4242, "Trợ lý câu lạc bộ", is_bot=True, username="clb_fake_bot")
Raw = dict[str, Any]
os.environ.setdefault("PTB_TIMEDELTA", "true")  # PTB asks for it, else it warns at every duration


@dataclass(frozen=True, slots=True)
class Line:
    """One line on the person's screen."""

    who: str  # "person" or "bot"
    message_id: int
    text: str
    buttons: tuple[tuple[str, str], ...] = ()  # (label, payload)
    file: str = ""  # name of the picture or document


@dataclass
class World:
    """Everything Telegram's servers would remember; `arrived` is called when something new awaits the bot."""

    arrived: Callable[[], None] = lambda: None
    chats: dict[int, telegram.Chat] = field(default_factory=dict)
    messages: dict[tuple[int, int], telegram.Message] = field(default_factory=dict)
    waiting: list[Raw] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)  # by file id
    blocked: set[int] = field(default_factory=set)
    spinning: set[str] = field(default_factory=set)  # taps not answered yet
    sent_files: dict[str, str] = field(default_factory=dict)  # file id -> name the bot gave
    numbers: Iterable[int] = field(default_factory=lambda: count(1))

    def say(self, chat: int, text: str, message_id: int | None = None) -> int:
        """A person writes to the bot; the message's id."""
        first_word = text.split(" ", maxsplit=1)[0]
        command = telegram.MessageEntity(telegram.MessageEntity.BOT_COMMAND, 0, len(first_word))
        entities = [command] if text.startswith("/") else None
        return self._from_person(chat, message_id, text=text, entities=entities)

    def photo(
        self, chat: int, caption: str = "", content: bytes = b"jpeg", message_id: int | None = None
    ) -> int:
        """A person sends a photo: Telegram offers three sizes, the largest holds `content`."""
        sizes = [
            telegram.PhotoSize(self._keep(content), f"unique-{width}", width, width * 4 // 3, len(content))
            for width in (90, 320, 1280)
        ]
        return self._from_person(chat, message_id, photo=sizes, caption=caption or None)

    def voice(self, chat: int, content: bytes = b"ogg", message_id: int | None = None) -> int:
        """A person sends a voice message of three seconds."""
        voice = telegram.Voice(self._keep(content), "unique-voice", duration=3, mime_type="audio/ogg")
        return self._from_person(chat, message_id, voice=voice)

    def sticker(self, chat: int, message_id: int | None = None) -> int:
        """A person sends a sticker."""
        file_id = self._keep(b"webp")
        sort = telegram.Sticker.REGULAR
        sticker = telegram.Sticker(file_id, "unique-s", 512, 512, False, False, type=sort, emoji="👍")
        return self._from_person(chat, message_id, sticker=sticker)

    def document(self, chat: int, name: str, mime_type: str, content: bytes = b"file") -> int:
        """A person sends a file, or a picture "as a file"."""
        document = telegram.Document(self._keep(content), "unique-d", file_name=name, mime_type=mime_type)
        return self._from_person(chat, None, document=document)

    def anything(self, chat: int, message_id: int | None = None, **content: object) -> int:
        """A person sends whatever else PTB's Message can hold: location=…, contact=…, poll=…, dice=…."""
        return self._from_person(chat, message_id, **content)

    def edit(self, chat: int, message_id: int, text: str) -> None:
        """A person corrects an earlier message."""
        old = self.messages[chat, message_id]
        edited = self._message(old.chat, message_id, old.from_user, text=text, edit_date=_now())
        self.messages[chat, message_id] = edited
        self._add(edited_message=edited)

    def tap(self, chat: int, message_id: int, n: int) -> str:
        """A person taps the n-th button (from 1) under one of the bot's messages; the id of the tap."""
        keyboard = self.messages[chat, message_id].reply_markup
        assert keyboard is not None, "there are no buttons under that message"
        button = [button for row in keyboard.inline_keyboard for button in row][n - 1]
        return self.tap_payload(chat, message_id, str(button.callback_data))

    def tap_payload(self, chat: int, message_id: int, payload: str, query_id: str = "") -> str:
        """A tap with this payload, for buttons that are long gone too."""
        query_id = query_id or f"query-{self._next()}"
        message = self.messages.get((chat, message_id))
        query = telegram.CallbackQuery(
            query_id, self._person(chat), "instance", message=message, data=payload
        )
        self.spinning.add(query_id)
        self._add(callback_query=query)
        return query_id

    def stop_bot(self, chat: int) -> None:
        """A person blocks the bot."""
        self.blocked.add(chat)
        was, is_now = telegram.ChatMemberMember(BOT), telegram.ChatMemberBanned(BOT, _now())
        change = telegram.ChatMemberUpdated(self.open(chat), self._person(chat), _now(), was, is_now)
        self._add(my_chat_member=change)

    def conversation(self, chat: int) -> list[Line]:
        """The person's screen, oldest line first."""
        return [self._line(one) for (where, _), one in self.messages.items() if where == chat]

    def from_bot(self, chat: int, **content: object) -> telegram.Message:
        """Put a message of the bot on the person's screen."""
        message = self._message(self.chats[chat], self._next(), BOT, **content)
        self.messages[chat, message.message_id] = message
        return message

    def keep_sent(self, name: str, content: bytes) -> str:
        """Remember a file the bot sent; its id."""
        file_id = self._keep(content)
        self.sent_files[file_id] = name
        return file_id

    def open(self, chat: int) -> telegram.Chat:
        """The chat; negative numbers are groups, as at Telegram."""
        sort = telegram.Chat.PRIVATE if chat > 0 else telegram.Chat.SUPERGROUP
        first_name, title = (f"Bác {chat}", None) if chat > 0 else (None, f"Nhóm {chat}")
        return self.chats.setdefault(chat, telegram.Chat(chat, sort, title=title, first_name=first_name))

    def _from_person(self, chat: int, message_id: int | None, **content: object) -> int:
        number = message_id or self._next()
        message = self._message(self.open(chat), number, self._person(chat), **content)
        self.messages[chat, number] = message
        self._add(message=message)
        return number

    def _person(self, chat: int) -> telegram.User:
        return telegram.User(abs(chat), f"Bác {abs(chat)}", is_bot=False, language_code="vi")

    def _message(
        self, chat: telegram.Chat, number: int, person: telegram.User | None, **content: Any
    ) -> telegram.Message:
        return telegram.Message(number, _now(), chat, from_user=person, **content)

    def _add(self, **content: Any) -> None:
        update = telegram.Update(self._next(), **content)
        self.waiting.append(json.loads(update.to_json()))
        self.arrived()

    def _keep(self, content: bytes) -> str:
        file_id = f"file-{self._next()}"
        self.files[file_id] = content
        return file_id

    def _next(self) -> int:
        return next(iter(self.numbers)) + 1000  # tests choose small ids of their own

    def _line(self, one: telegram.Message) -> Line:
        who = "bot" if one.from_user == BOT else "person"
        rows = one.reply_markup.inline_keyboard if one.reply_markup else ()
        buttons = tuple((button.text, str(button.callback_data)) for row in rows for button in row)
        attached = one.document or (one.photo[-1] if one.photo else None)
        name = self.sent_files.get(attached.file_id, "received") if attached else ""
        return Line(who, one.message_id, one.text or one.caption or "", buttons, name)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
