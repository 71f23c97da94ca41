"""What Zalo Bot delivers, polled or pushed, made into messages; the one reading of both, pure and lenient.

The kind is told by the fields present, not by `event_name`: Zalo's own docs call the photo's field `photo`,
live servers send `photo_url` (zalo-api.md 1.3 and 7).
"""

import hashlib
import re
import unicodedata
from datetime import UTC, datetime, timedelta

from handlers.messages import Incoming, Kind

CHANNEL = "zalo_bot"
_LONGEST_ID = 128
_SECONDS_BELOW = 10**12  # a date under this is in seconds, above in milliseconds
_FIRST_BELIEVABLE = datetime(2020, 1, 1, tzinfo=UTC)
_RECEIVED = re.compile(r"message\..*received")  # the events of a person sending; others deserve no answer
_CLOCKS_DIFFER = timedelta(hours=1)
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # PostgreSQL refuses NUL in a text


def incoming(body: object, received_at: datetime, *, bot_id: str = "") -> list[Incoming]:
    """Every message of a parsed body: wrapped, unwrapped, a list, or nothing of the kind (an empty list).

    `received_at` is aware and stands in for a missing or unbelievable date; `bot_id` is our own id, whose
    echoes are dropped.
    """
    read = [_message(update, received_at, bot_id) for update in _updates(body)]
    return [message for message in read if message is not None]


def _updates(body: object, depth: int = 3) -> list[dict[str, object]]:
    """The updates in their wrapping: {"result": [update]} is as deep as anyone ever wraps them."""
    if depth and isinstance(body, list):
        return [update for one in body for update in _updates(one, depth - 1)]
    if not isinstance(body, dict):
        return []
    if depth and "message" not in body and isinstance(body.get("result"), dict | list):
        return _updates(body["result"], depth - 1)
    return [body]


def _message(update: dict[str, object], received_at: datetime, bot_id: str) -> Incoming | None:
    message = _object(update.get("message"))
    sender, chat = _object(message.get("from")), _object(message.get("chat"))
    sender_id = _identity(sender.get("id"))
    address = _identity(chat.get("id")) or sender_id
    if not address or sender.get("is_bot") is True or (bot_id and sender_id == bot_id):
        return None
    private = str(chat.get("chat_type", "PRIVATE")).upper() == "PRIVATE"
    kind, media = _kind(message)
    event = str(update.get("event_name", "message.received"))
    if kind is Kind.UNSUPPORTED and not _RECEIVED.fullmatch(event):
        return None
    return Incoming(
        channel=CHANNEL,
        address=address,
        message_id=_identity(message.get("message_id")) or _fingerprint(address, message),
        at=_moment(message.get("date"), received_at),
        kind=kind,
        text=_words(message.get("text") or message.get("caption")) if private else "",
        media=media if private else "",
        private=private,
    )


def _kind(message: dict[str, object]) -> tuple[Kind, str]:
    """The kind and, where there is one, the address of the photo or voice."""
    voice = _link(message.get("voice_url"))
    photo = _link(message.get("photo_url")) or _link(message.get("photo"))
    if voice:
        return Kind.VOICE, voice
    if photo:
        return Kind.PHOTO, photo
    if message.get("sticker"):
        return Kind.STICKER, ""
    return (Kind.TEXT, "") if _words(message.get("text")) else (Kind.UNSUPPORTED, "")


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _identity(value: object) -> str:
    """An id as a string: Zalo sends strings, a careless gateway numbers; anything else is no id."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**_LONGEST_ID:
        return str(value)
    if isinstance(value, str) and len(value) <= _LONGEST_ID and value.isascii() and value.isprintable():
        return value.strip()
    return ""


def _link(value: object) -> str:
    return value if isinstance(value, str) and value.isascii() and len(value) <= 2048 else ""


def _words(value: object) -> str:
    """Words as typed, NFC, without what no database can keep (NUL, half a surrogate pair)."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**_LONGEST_ID:
        value = str(value)
    if not isinstance(value, str):
        return ""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("", whole)).strip()


def _moment(value: object, received_at: datetime) -> datetime:
    """The message's own time, or ours where it lies: an answer must never be dated in the future."""
    stamp = _words(value)
    if not re.fullmatch(r"[0-9]{9,16}", stamp, re.ASCII):
        return received_at
    number = int(stamp)
    milliseconds = number * 1000 if number < _SECONDS_BELOW else number
    if milliseconds >= 10**14:
        return received_at
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    if _FIRST_BELIEVABLE <= moment <= received_at + _CLOCKS_DIFFER:
        return min(moment, received_at)
    return received_at


def _fingerprint(address: str, message: dict[str, object]) -> str:
    """An id for a message without one: the same message again gives the same id."""
    _, media = _kind(message)
    words = _words(message.get("text") or message.get("caption"))
    parts = (address, _words(message.get("date")), words, media)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
