"""How a channel is held against the table of cases: two drivers to supply, two checks to run.

The drivers go through the real wire to a fake platform; the checks are the same for every channel.
"""

import asyncio
import struct
import unicodedata
import zlib
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from bot.channel import Outcome, Sent
from handlers.messages import Incoming, Outgoing
from tests.channels.cases import Ability, FromPerson, Heard, ReceiveCase, SendCase, Trouble


@dataclass(frozen=True, slots=True)
class Shown:
    """What the person's screen shows after a send, in order."""

    texts: tuple[str, ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()  # (label, payload) under the last text
    files: tuple[str, ...] = ()  # names of pictures and documents; "" where the platform drops the name


class ReceiveDriver(Protocol):
    """How a channel's test delivers a person's message the way the platform would."""

    abilities: frozenset[Ability]
    address: str

    async def deliver(self, message: FromPerson) -> bool:
        """Deliver through the real wire; True when the channel acknowledged it."""
        ...

    def received(self) -> list[Incoming]:
        """Everything `receive` was given so far, in order."""
        ...


class SendDriver(Protocol):
    """How a channel's test sends through the real wire to a fake platform."""

    abilities: frozenset[Ability]

    async def send(self, message: Outgoing, trouble: Trouble) -> Sent:
        """Send to the person while the platform is in this trouble."""
        ...

    def shown(self) -> Shown:
        """What arrived at the person."""
        ...


async def check_receive(case: ReceiveCase, driver: ReceiveDriver) -> None:
    """Deliver the case's messages and compare what was heard, ids included."""
    skip_unless(case.needs, driver.abilities, case.name)
    for message in case.delivered:
        assert await driver.deliver(message) is case.acknowledged
    received = driver.received()
    assert [_heard(one) for one in received] == [_without_number(one) for one in case.heard]
    assert _numbering([one.message_id for one in received]) == _numbering([h.number for h in case.heard])
    assert all(one.at.tzinfo is not None for one in received)
    assert all(one.address == driver.address for one in received if one.private)


async def check_send(case: SendCase, driver: SendDriver, folder: Path) -> None:
    """Send the case's message and compare the outcome and, where it was sent, the person's screen."""
    skip_unless(case.needs, driver.abilities, case.name)
    message = Outgoing(case.text, case.choices, files_in(folder, case.files))
    sent = await driver.send(message, case.trouble)
    assert sent.outcome is case.outcome, sent
    assert case.text not in sent.detail
    if case.outcome is Outcome.SENT:
        _check_shown(message, driver.shown(), Ability.BUTTONS in driver.abilities)
        assert sent.provider_id


def _check_shown(message: Outgoing, shown: Shown, buttons: bool) -> None:
    """Every letter arrived in order; only white space may vanish where a message was cut."""
    assert "".join("".join(shown.texts).split()) == "".join(message.text.split())
    assert not any(text != unicodedata.normalize("NFC", text) for text in shown.texts)
    assert len(shown.files) == len(message.files)
    expected = tuple((choice.label, choice.tap) for choice in message.choices) if buttons else ()
    assert shown.buttons == expected


def _heard(one: Incoming) -> tuple[object, ...]:
    return (one.kind, one.text, one.tap, bool(one.media), one.private)


def _without_number(one: Heard) -> tuple[object, ...]:
    return (one.kind, one.text, one.tap, one.media, one.private)


def _numbering(ids: list[str] | list[int]) -> list[int]:
    """Which ids are equal to which, whatever they look like: a,b,a -> 0,1,0."""
    first_seen = {one: place for place, one in reversed(list(enumerate(ids)))}
    return [first_seen[one] for one in ids]


def skip_unless(needs: frozenset[Ability], abilities: frozenset[Ability], name: str) -> None:
    """Skip the case by name where the channel lacks what it needs."""
    missing = sorted(needs - abilities)
    if missing:
        pytest.skip(f"{name}: this channel has no {', '.join(missing)}")


def files_in(folder: Path, names: tuple[str, ...]) -> tuple[str, ...]:
    """Write a small file of each name: a true PNG for .png, some bytes otherwise; the paths."""
    for name in names:
        (folder / name).write_bytes(one_pixel_png() if name.endswith(".png") else b"a document")
    return tuple(str(folder / name) for name in names)


def one_pixel_png() -> bytes:
    """The smallest picture that every reader accepts."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\x00\xff")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@asynccontextmanager
async def background(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Runs beside what is inside; killed at the end."""
    running = asyncio.create_task(work)
    try:
        yield
    finally:
        running.cancel()
        await asyncio.wait([running])
