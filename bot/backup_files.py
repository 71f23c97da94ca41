"""Photos and documents travel in the backup beside the rows: a receipt's photo is part of the books."""

import base64
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from bot.sealing import NotABackup

PART = 192 * 1024  # bytes of a file in one line
LEFT_OUT = ("backups", "demo.sqlite3")
"""Of the data folder: earlier backups, and everything that is or belongs to a database file."""


def file_lines(folder: Path) -> Iterator[dict[str, Any]]:
    """Each file as {"file"} and {"part"} lines, in order of name; one that vanishes meanwhile is left out."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        name = path.relative_to(folder)
        if path.is_file() and not path.is_symlink() and not _left_out(name):
            yield from _lines_of(path, name.as_posix())


def _left_out(name: Path) -> bool:
    return name.parts[0] in LEFT_OUT or ".sqlite3" in name.name or name.name.startswith(".clb-")


def _lines_of(path: Path, name: str) -> Iterator[dict[str, Any]]:
    try:
        with path.open("rb") as source:
            yield {"file": name}
            while part := source.read(PART):
                yield {"part": base64.b64encode(part).decode()}
    except FileNotFoundError:
        return


class FileWriter:
    """Takes the lines of `file_lines` and lays the files into a folder; what stands there already stays."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder  # None: only look whether the lines make sense
        self._path: Path | None = None
        self.count = 0

    def take(self, line: dict[str, Any]) -> None:
        """One line; raises NotABackup for a name that leads out of the folder."""
        if "file" in line:
            self._begin(str(line["file"]))
        elif self._path is not None:
            with self._path.open("ab") as target:
                target.write(base64.b64decode(line["part"]))

    def _begin(self, name: str) -> None:
        inner = PurePosixPath(name)
        if inner.is_absolute() or ".." in inner.parts or not inner.parts:
            raise NotABackup("a file of the backup has an impossible name")
        self.count += 1
        self._path = None
        if self._folder is not None and not (self._folder / inner).exists():
            self._path = self._folder / inner
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
