"""A backup is one encrypted file: every row and every photo of one moment, readable by either database.

It is written beside its final name and renamed when whole, then opened again into a scratch database where
the books are verified: a backup nobody has opened is a hope.
"""

import asyncio
import json
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from bot.backup_files import FileWriter, file_lines
from bot.errors import OperatorError
from bot.sealing import NotABackup, Sealer, opened
from storage.database import Database, open_database
from storage.dump import NotADump, dump
from storage.restoring import restore
from storage.verify import Broken, verify

Line = dict[str, Any]
_PIECE = (
    1024 * 1024
)  # bytes unpacked at once: a backup of much the same text unpacks to thousands of times its size


@dataclass(frozen=True, slots=True)
class Opened:
    """What a backup held when it was opened: rows by table, files, and what its books say."""

    rows: dict[str, int]
    files: int
    broken: tuple[Broken, ...]


async def write_backup(database: Database, folder: Path, path: Path, passphrase: str) -> int:
    """Write all rows and the files of the data folder to `path`; returns its size in bytes.

    Raises OperatorError, with nothing left behind, when the disk is full or the folder refuses.
    """
    with _renamed_when_whole(path) as out:
        await _write(database, folder, out, passphrase)
        return out.tell()


@contextmanager
def _renamed_when_whole(path: Path) -> Iterator[BinaryIO]:
    part = path.with_name(path.name + ".part")
    try:
        with open(part, "wb", opener=_for_us_alone) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise OperatorError(
            f"the backup could not be written: {error.strerror}; make room or choose another disk"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


async def _write(database: Database, folder: Path, out: BinaryIO, passphrase: str) -> None:
    sealer = await asyncio.to_thread(Sealer, out, passphrase)
    packed = zlib.compressobj(6)

    def put(line: Line) -> None:
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        sealer.write(packed.compress(text.encode() + b"\n"))

    async for line in dump(database):
        put(line)
    for line in file_lines(folder):
        put(line)
    sealer.write(packed.flush())
    sealer.finish()


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def backup_lines(path: Path, passphrase: str) -> Iterator[Iterator[Line]]:
    """The lines of a backup. Raises NotABackup when read; OperatorError where the file cannot be opened."""
    try:
        source = path.open("rb")
    except OSError as error:
        raise OperatorError(f"{path} cannot be opened: {error.strerror}") from error
    with source:
        yield _lines(opened(source, passphrase))


def _lines(chunks: Iterator[bytes]) -> Iterator[Line]:
    unpacked, held = zlib.decompressobj(), b""
    for chunk in chunks:
        while chunk:
            *whole, held = (held + unpacked.decompress(chunk, _PIECE)).split(b"\n")
            chunk = unpacked.unconsumed_tail
            for line in whole:
                yield json.loads(line)
    for line in (held + unpacked.flush()).split(b"\n"):
        if line:
            yield json.loads(line)


async def bring_back(
    path: Path, passphrase: str, url: str, folder: Path | None, now: datetime | None
) -> Opened:
    """Fill the empty database at `url` and the folder (None: files are only counted), then verify.

    `now` marks letters that may have left since; raises OperatorError in one sentence.
    """
    files = FileWriter(folder)
    try:
        with backup_lines(path, passphrase) as lines:
            rows = await restore(url, lines, now)
            for line in lines:
                files.take(line)
    except (NotABackup, NotADump, LookupError) as error:
        raise OperatorError(f"{path.name}: {error}") from error
    database = open_database(url)
    try:
        async with database.read() as connection:
            found = [broken for broken in await verify(connection) if not broken.note]
    finally:
        await database.dispose()
    return Opened(rows, files.count, tuple(found))


async def try_opening(path: Path, passphrase: str, scratch: Path) -> Opened:
    """Restore into a scratch SQLite database under `scratch`, verify it there, throw it away."""
    with _folder_for_a_while(scratch) as folder:
        return await bring_back(path, passphrase, f"sqlite:///{folder}/scratch.sqlite3", None, None)


@contextmanager
def _folder_for_a_while(above: Path) -> Iterator[str]:
    above.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".clb-scratch-", dir=above) as folder:
        yield folder
