"""What becomes of a photo on every channel that takes photos: kept as a file, or its sender is told.

Beside the table of cases.py: a channel supplies one small driver and runs `check_photo` over these.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bot.kept_media import MEDIA_LIMIT, MediaKeeper
from tests.channels.cases import Ability
from tests.channels.checks import background, one_pixel_png, skip_unless


class PhotoTrouble(StrEnum):
    """What is the matter with the photo or with where it lies."""

    NONE = "none"
    GONE = "gone"  # the platform has it no more
    AWAY_ONCE = "away_once"  # the first download breaks off, the next one works


@dataclass(frozen=True, slots=True)
class PhotoCase:
    """One photo sent; `told` is None where nothing needs saying, else whether it was too large."""

    name: str
    content: bytes
    trouble: PhotoTrouble = PhotoTrouble.NONE
    told: bool | None = None
    needs: frozenset[Ability] = frozenset()

    @property
    def kept(self) -> list[bytes]:
        return [] if self.told is not None else [self.content]


class PhotoDriver(Protocol):
    """How a channel's test sends a photo through the real wire and looks what became of it."""

    abilities: frozenset[Ability]

    async def send_photo(self, content: bytes, trouble: PhotoTrouble) -> None:
        """Returns once the photo is kept or given up."""
        ...

    def kept(self) -> list[bytes]:
        """The contents of every file kept."""
        ...

    def told(self) -> list[bool]:
        """Every photo its sender was told of as lost: whether it was too large."""
        ...


PNG = one_pixel_png()
FETCHED = frozenset({Ability.PHOTOS_FETCHED})
PHOTO_CASES = (
    PhotoCase("kept", PNG),
    PhotoCase("exactly_the_limit", PNG + bytes(MEDIA_LIMIT - len(PNG))),
    PhotoCase("too_large", PNG + bytes(MEDIA_LIMIT), told=True),
    PhotoCase("no_picture", b"<html>", told=False),
    PhotoCase("gone", PNG, PhotoTrouble.GONE, told=False, needs=FETCHED),
    PhotoCase("away_once", PNG, PhotoTrouble.AWAY_ONCE, needs=FETCHED),
)


async def everybody(address: str) -> bool:
    """Whoever writes has joined."""
    return bool(address)


@dataclass
class Fetching:
    """For channels that fetch: a keeper at work over a `receive`, and what it says of lost photos."""

    keeper: MediaKeeper
    told_of: list[bool] = field(default_factory=list)
    abilities: frozenset[Ability] = FETCHED

    async def lost(self, media: str, too_large: bool) -> bool:
        """See bot.kept_media.Lost."""
        self.told_of.append(too_large)
        return True

    async def wait(self) -> None:
        """Until the photo is kept or given up."""
        async with asyncio.timeout(30):
            while not (self.told_of or self.kept()):  # noqa: ASYNC110 - nobody tells of a kept photo
                await asyncio.sleep(0.01)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """The keeper runs inside."""
        async with background(self.keeper.run(self.lost, everybody)):
            yield

    def kept(self) -> list[bytes]:
        """See PhotoDriver."""
        return [path.read_bytes() for path in self.keeper.folder.glob("*.*") if path.stem[:1] != "."]

    def told(self) -> list[bool]:
        """See PhotoDriver."""
        return self.told_of


async def check_photo(case: PhotoCase, driver: PhotoDriver) -> None:
    """Send the case's photo and compare what is kept and what is said."""
    skip_unless(case.needs, driver.abilities, case.name)
    await driver.send_photo(case.content, case.trouble)
    is_kept = driver.kept() == case.kept  # ten megabytes in a failure's report help nobody
    assert is_kept
    assert driver.told() == ([] if case.told is None else [case.told])
