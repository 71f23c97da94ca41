"""Deletes from the disk what no row speaks of any more: photos, voices, charts and papers of old messages."""

import contextlib
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.kept_media import RECEIVED, stem_of
from storage.files_meant import Meant

WRITTEN = ("digests", "papers")
"""Named as the letters name them."""
LINKS = "zalo/links"
YOUNG = timedelta(days=1)  # a file just written may not be in its row yet


def drop_unmeant(data: Path, meant: Meant, now: datetime) -> int:
    """How many files of the data folder were deleted; those touched within a day stay whatever they are."""
    stems = {stem_of(one) for one in meant.media}
    gone = [*_others(data / "photos", meant.media)]
    gone += [path for folder in data.glob(f"*/{RECEIVED}") for path in _others(folder, stems, by_stem=True)]
    gone += [path for folder in WRITTEN for path in _others(data / folder, meant.files)]
    gone += _others(data / LINKS, ())
    return sum(_deleted(path, now) for path in gone)


def _others(folder: Path, wanted: Collection[str], *, by_stem: bool = False) -> Iterator[Path]:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file() and (path.stem if by_stem else path.name) not in wanted:
            yield path


def _deleted(path: Path, now: datetime) -> bool:
    """A link's copy carries the moment it ends as its time, so it too goes a day after that."""
    with contextlib.suppress(FileNotFoundError):  # swept by somebody else meanwhile
        if path.stat().st_mtime < (now - YOUNG).timestamp():
            path.unlink()
            return True
    return False
