"""`clb backup FILE`: one encrypted file of everything, opened again at once to see that it can be."""

import argparse
import asyncio
import json
from datetime import datetime
from pathlib import Path

from bot.backup import Opened, try_opening, write_backup
from bot.backup_copy import copy_elsewhere
from bot.clock import RealClock
from bot.commands.opening import address_of
from bot.errors import OperatorError, UsageError
from bot.settings import Settings
from storage.backup_notes import BackupNote, note_backup
from storage.database import Database, open_database

UNPROTECTED = (
    "CLB_BACKUP_PASSPHRASE is empty: put a long one into .env, and on paper in a drawer of another house"
)


def run(args: argparse.Namespace) -> int:
    """0 when the backup is written, opened and its books agree; 1 otherwise."""
    return asyncio.run(_backup(args))


async def _backup(args: argparse.Namespace) -> int:
    settings = Settings()
    path, passphrase = Path(args.file), passphrase_of(settings)
    began = RealClock().now()
    database = open_database(address_of(args, settings))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        size = await written(database, settings, path, passphrase)
        found = await try_opening(path, passphrase, settings.data_dir)
        copied = await copy_elsewhere(settings.backup_copy_command, path)
        await remember(database, began, size, found, copied)
    finally:
        await database.dispose()
    say(args, path, size, found, copied)
    return 1 if found.broken or copied is False else 0


def passphrase_of(settings: Settings) -> str:
    """The passphrase; raises UsageError while there is none."""
    passphrase = settings.backup_passphrase.get_secret_value()
    if not passphrase:
        raise UsageError(UNPROTECTED)
    return passphrase


async def written(database: Database, settings: Settings, path: Path, passphrase: str) -> int:
    """The size of the backup; raises OperatorError for a database that holds nothing."""
    try:
        return await write_backup(database, settings.data_dir, path, passphrase)
    except LookupError as error:
        raise OperatorError(f"{error}; check --db or CLB_DATABASE_URL") from error


async def remember(
    database: Database, began: datetime, size: int, found: Opened, copied: bool | None
) -> None:
    """For the morning message; the note is about this backup and therefore not in it."""
    note = BackupNote(began, tested=not found.broken, copied=copied, size=size)
    async with database.write() as connection:
        await note_backup(connection, note)


def say(args: argparse.Namespace, path: Path, size: int, found: Opened, copied: bool | None) -> None:
    if args.json:
        facts = {"file": str(path), "bytes": size, "rows": sum(found.rows.values()), "files": found.files}
        print(json.dumps({**facts, "tested": not found.broken, "copied": copied}, ensure_ascii=False))
        return
    print(f"{path}: {sum(found.rows.values())} rows, {found.files} files, {size} bytes, encrypted.")
    if found.broken:
        print("It opens, but its books do not agree: run clb verify, and keep the file.")
    else:
        print("Opened again in a scratch database: everything agrees.")
    if copied is not None:
        print(
            "Copied elsewhere."
            if copied
            else "The copy elsewhere failed: try CLB_BACKUP_COPY_COMMAND by hand."
        )
