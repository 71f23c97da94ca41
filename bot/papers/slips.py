"""Photos of receipts that go with "xem phiếu …" and "vì sao …": those kept here, by whichever channel."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bot.kept_media import RECEIVED, stem_of
from bot.settings import Settings
from storage.effects import Save
from storage.fund_openings import photos_of

MOST_SENT = 3


@dataclass(frozen=True, slots=True)
class SlipPhotos:
    """What showing receipts gives back: its pictures here, and how many were ever sent to us."""

    files: tuple[str, ...] = ()
    photos: int = 0


class Pictured(Protocol):
    """An effect that names the entries whose photos are wanted."""

    @property
    def pictured(self) -> tuple[int, ...]: ...


async def find_slip_photos(connection: Any, saves: Sequence[Save]) -> list[SlipPhotos]:
    """One answer a save, its newest MOST_SENT photos."""
    found = []
    for save in saves:
        effect: Pictured = save.effect
        media = await photos_of(connection, effect.pictured)
        files = await asyncio.to_thread(_kept, media[-MOST_SENT:])
        found.append(SlipPhotos(files, len(media)))
    return found


def _kept(media: Sequence[str]) -> tuple[str, ...]:
    folder = Settings().data_dir.resolve()
    return tuple(str(path) for name in media if (path := _path_of(folder, name)) is not None)


def _path_of(folder: Path, name: str) -> Path | None:
    """A picture of the web chat by its name, one of Zalo or Telegram by the digest of its reference."""
    sent = folder / "photos" / name
    if Path(name).name == name and sent.is_file():
        return sent
    kept = folder.glob(f"*/{RECEIVED}/{stem_of(name)}.[a-z]*")
    return next((path for path in kept if path.is_file()), None)
