"""Photos of receipts that go with "xem phiếu …": those kept on this machine, by whichever channel."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.settings import Settings
from handlers.fund.slip import ShowSlip
from storage.effects import Save
from storage.fund_openings import photos_of

MOST_SENT = 3


@dataclass(frozen=True, slots=True)
class SlipPhotos:
    """What showing a receipt gives back: its pictures here, and how many were ever sent to us."""

    files: tuple[str, ...] = ()
    photos: int = 0


async def find_slip_photos(connection: Any, saves: Sequence[Save]) -> list[SlipPhotos]:
    """One answer a save; a receipt that is not the only one of its number shows no photo."""
    found = []
    for save in saves:
        effect: ShowSlip = save.effect
        ids = [entry.id for entry in effect.slips] if len(effect.slips) == 1 else []
        media = await photos_of(connection, ids)
        files = await asyncio.to_thread(_kept, media[-MOST_SENT:])
        found.append(SlipPhotos(files, len(media)))
    return found


def _kept(media: Sequence[str]) -> tuple[str, ...]:
    folder = Settings().data_dir.resolve()
    return tuple(str(path) for name in media if (path := _path_of(folder, name)) is not None)


def _path_of(folder: Path, name: str) -> Path | None:
    """A picture of the web chat by its name, one of Zalo by the digest of its link."""
    sent = folder / "photos" / name
    if Path(name).name == name and sent.is_file():
        return sent
    stem = hashlib.sha256(name.encode()).hexdigest()
    return next((path for path in folder.glob(f"*/received/{stem}.[a-z]*") if path.is_file()), None)
