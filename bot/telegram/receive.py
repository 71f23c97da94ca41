"""Telegram's updates read as messages of people.

Whatever a person sends gets an Incoming, if only UNSUPPORTED, so that nobody is met with silence; what the
platform tells on its own (a pinned message, a kick) gets none. In a group only the fact is kept, no words.
"""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any
from unicodedata import normalize

from pydantic import ValidationError

from bot.telegram.library import CallbackQuery, ChatType, ContentType, Document, Message, Update
from handlers.messages import Incoming, Kind

CHANNEL = "telegram"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
PICTURE_NAMES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
KINDS: Mapping[str, Kind] = {
    ContentType.TEXT: Kind.TEXT,
    ContentType.PHOTO: Kind.PHOTO,
    ContentType.VOICE: Kind.VOICE,
    ContentType.STICKER: Kind.STICKER,
    ContentType.ANIMATION: Kind.STICKER,
    ContentType.DOCUMENT: Kind.FILE,
}
UNREAD = frozenset(
    {
        ContentType.AUDIO,
        ContentType.CHECKLIST,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.GAME,
        ContentType.LIVE_PHOTO,
        ContentType.LOCATION,
        ContentType.PAID_MEDIA,
        ContentType.POLL,
        ContentType.STORY,
        ContentType.UNKNOWN,  # kinds newer than this program
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
    }
)

_log = logging.getLogger(__name__)


def read(raw: Mapping[str, Any], now: datetime) -> list[Incoming]:
    """Messages in one update as it came over the wire; what is newer than aiogram is UNSUPPORTED."""
    try:
        return incoming(Update.model_validate(raw), now)
    except ValidationError:
        _log.warning("telegram: an update with %s is newer than this program", sorted(raw))
        return _not_understood(raw)


def incoming(update: Update, now: datetime) -> list[Incoming]:
    """Messages of people in one update: none or one. `now` (aware) is the time of a tap."""
    if update.message:
        return _message(update.message)
    if update.edited_message:
        return [_edited(update.edited_message)]
    if update.callback_query and update.callback_query.data:
        return [_tap(update.callback_query, update.callback_query.data, now)]
    if update.my_chat_member:
        status = (
            update.my_chat_member.new_chat_member.status
        )  # nothing is lost: a return is only a new message
        _log.info("telegram: somebody's chat with the bot is now '%s'", status)
    return []


def _message(message: Message) -> list[Incoming]:
    content = message.content_type
    if content not in KINDS and content not in UNREAD:
        return []
    private = message.chat.type == ChatType.PRIVATE
    kind, media = _kind_and_media(message)
    words = clean(message.text or message.caption or "") if private and kind is not Kind.UNSUPPORTED else ""
    return [
        Incoming(
            channel=CHANNEL,
            address=str(message.chat.id),
            message_id=str(message.message_id),
            at=message.date,
            kind=kind,
            text=words,
            media=media if private else "",
            private=private,
        )
    ]


def _kind_and_media(message: Message) -> tuple[Kind, str]:
    kind = KINDS.get(message.content_type, Kind.UNSUPPORTED)
    if kind is Kind.PHOTO and message.photo:
        return kind, max(message.photo, key=lambda size: size.width * size.height).file_id
    if kind is Kind.VOICE and message.voice:
        return kind, message.voice.file_id
    if kind is Kind.FILE and message.document:
        return _document_kind(message.document), message.document.file_id
    return kind, ""


def _document_kind(document: Document) -> Kind:
    """A receipt photographed and sent "as a file" is a photo to us; some phones tell its name only."""
    named = PurePath(document.file_name or "").suffix.lower() in PICTURE_NAMES
    return Kind.PHOTO if named or (document.mime_type or "").lower() in PICTURES else Kind.FILE


def _edited(message: Message) -> Incoming:
    edited_at = int(message.edit_date or message.date.timestamp())
    return Incoming(
        channel=CHANNEL,
        address=str(message.chat.id),
        message_id=f"{message.message_id}-edited-{edited_at}",
        at=datetime.fromtimestamp(edited_at, UTC),
        kind=Kind.UNSUPPORTED,
        private=message.chat.type == ChatType.PRIVATE,
    )


def _tap(query: CallbackQuery, payload: str, now: datetime) -> Incoming:
    # without its message (too old) a tap can only come from the private chat, whose id is the person's
    private = query.message is None or query.message.chat.type == ChatType.PRIVATE
    chat = query.message.chat.id if query.message else query.from_user.id
    return Incoming(
        channel=CHANNEL,
        address=str(chat),
        message_id=f"tap-{query.id}",
        at=now,
        kind=Kind.TAP,
        tap=payload if private else "",
        private=private,
    )


def tap_id(raw: Mapping[str, Any]) -> str:
    """The id by which to answer the tap in an update, "" where there is none."""
    query = raw.get("callback_query")
    return str(query.get("id", "")) if isinstance(query, Mapping) else ""


def clean(text: str) -> str:
    """NFC without what no database takes: NUL and halves of UTF-16 pairs."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return normalize("NFC", whole.replace("\0", ""))


def _not_understood(raw: Mapping[str, Any]) -> list[Incoming]:
    match raw:
        case {
            "message": {
                "message_id": int(number),
                "date": int(date),
                "chat": {"id": int(chat), "type": str(sort)},
            }
        }:
            at = datetime.fromtimestamp(date, UTC)
            private = sort == ChatType.PRIVATE
            return [Incoming(CHANNEL, str(chat), str(number), at, Kind.UNSUPPORTED, private=private)]
    return []
