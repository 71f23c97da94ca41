"""Reads what a page posts: one message (JSON, or multipart with a photo) or one move of the clock.

Bodies are read in pieces and refused as soon as they grow too big, before anything is kept of them.
"""

import json
import re
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import BodyPartReader, web

from bot.web.backend import TooLong
from bot.web.refusals import (
    ClockTooFar,
    MissingId,
    NotAPhoto,
    NothingSaid,
    NotUnderstood,
    PhotoTooBig,
    Refusal,
)

MOST_WORDS = 64 * 1024  # bytes of a body without a photo
MOST_PHOTO = 10 * 1024 * 1024
MOST_TAP = 64  # bytes, as on every channel
FURTHEST = timedelta(days=400)

_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


@dataclass(slots=True)
class Posted:
    """One message as it left the browser."""

    message_id: str = ""
    text: str = ""
    tap: str = ""
    photo: bytes | None = field(default=None, repr=False)


async def read_message(request: web.Request) -> Posted:
    """The posted message, checked. Raises a Refusal that names what is missing or too big."""
    is_form = request.content_type == "multipart/form-data"
    posted = await _from_form(request) if is_form else await _from_json(request)
    if not _MESSAGE_ID.fullmatch(posted.message_id):
        raise MissingId
    if len(posted.tap.encode()) > MOST_TAP:
        raise NotUnderstood
    if not (posted.text.strip() or posted.tap or posted.photo):
        raise NothingSaid
    return posted


async def read_move(request: web.Request, now: datetime) -> datetime:
    """Where the clock shall go: {"step": "hour" | "day" | "monday"} or {"to": "2026-11-30T08:00"}."""
    body = await _json_object(request)
    if "step" in body:
        return _stepped(_string(body, "step"), now)
    try:
        to = datetime.fromisoformat(_string(body, "to"))
    except ValueError as unreadable:
        raise NotUnderstood from unreadable
    to = to if to.tzinfo else to.replace(tzinfo=now.tzinfo)
    if to - now > FURTHEST:
        raise ClockTooFar
    return to


def _stepped(step: str, now: datetime) -> datetime:
    if step == "hour":
        return now + timedelta(hours=1)
    if step == "day":
        return now + timedelta(days=1)
    if step == "monday":
        return next_monday_morning(now)
    raise NotUnderstood


def next_monday_morning(now: datetime) -> datetime:
    """The first Monday 08:00 that still lies ahead: after the digests of 07:30, before the first calls."""
    morning = now.replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(days=now.weekday())
    return morning if morning > now else morning + timedelta(days=7)


async def _from_json(request: web.Request) -> Posted:
    body = await _json_object(request)
    return Posted(_string(body, "id"), _string(body, "text"), _string(body, "tap"))


async def _json_object(request: web.Request) -> dict[str, object]:
    raw = await _bounded(request.content.readany, MOST_WORDS, TooLong)
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as broken:
        raise NotUnderstood from broken
    if not isinstance(body, dict):
        raise NotUnderstood
    return body


def _string(body: dict[str, object], key: str) -> str:
    value = body.get(key, "")
    if not isinstance(value, str):
        raise NotUnderstood
    return _clean(value)


def _clean(text: str) -> str:
    """NFC without NUL; half a surrogate pair, which no database can keep, is refused."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise NotUnderstood
    return unicodedata.normalize("NFC", text.replace("\x00", ""))


async def _from_form(request: web.Request) -> Posted:
    posted = Posted()
    try:
        async for part in await request.multipart():
            await _take_part(posted, part)
    except (ValueError, RuntimeError, AssertionError, web.HTTPException) as broken:
        raise NotUnderstood from broken
    return posted


async def _take_part(posted: Posted, part: object) -> None:
    if not isinstance(part, BodyPartReader):
        raise NotUnderstood
    if part.name == "photo":
        posted.photo = known_photo(await _bounded(part.read_chunk, MOST_PHOTO, PhotoTooBig))
        return
    words = _clean((await _bounded(part.read_chunk, MOST_WORDS, TooLong)).decode())
    if part.name == "id":
        posted.message_id = words
    elif part.name in ("text", "tap"):
        # A form turns every line break into CR LF; the assistant counts lines by LF.
        setattr(posted, part.name, words.replace("\r\n", "\n"))


def known_photo(photo: bytes) -> bytes:
    """The same bytes when they begin like a JPG, PNG, WebP or HEIC. Its name is not trusted."""
    is_heic = photo[4:8] == b"ftyp" and photo[8:12] in _HEIC_BRANDS
    is_webp = photo[:4] == b"RIFF" and photo[8:12] == b"WEBP"
    if is_heic or is_webp or photo.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return photo
    raise NotAPhoto


async def _bounded(read: Callable[[], Awaitable[bytes]], most: int, refusal: type[Refusal]) -> bytes:
    whole = bytearray()
    while piece := await read():
        whole += piece
        if len(whole) > most:
            raise refusal
    return bytes(whole)
