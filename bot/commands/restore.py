"""`clb restore FILE`: everything comes back into an empty database, verified before it is used."""

import argparse
import asyncio
import json
from pathlib import Path

from bot.backup import Opened, bring_back
from bot.commands.backup import passphrase_of
from bot.commands.opening import address_of, clock_of
from bot.errors import OperatorError, UsageError
from bot.settings import Settings
from storage.database import open_database
from storage.outage import is_outage
from storage.restoring import is_empty, sqlite_file


def run(args: argparse.Namespace) -> int:
    """0 when the books are back and agree, 1 when the backup holds books that do not."""
    return asyncio.run(_restore(args))


async def _restore(args: argparse.Namespace) -> int:
    settings = Settings()
    address = address_of(args, settings)
    await _refuse_full(address)
    file = sqlite_file(address)
    path, passphrase, now = Path(args.file), passphrase_of(settings), clock_of(args, settings).now()
    if file is None:
        found = await bring_back(path, passphrase, address, settings.data_dir, now)
    else:
        beside = file.with_name(file.name + ".restoring")
        _clear(beside)
        try:
            found = await bring_back(path, passphrase, f"sqlite:///{beside}", settings.data_dir, now)
            _put_in_place(beside, file)
        finally:
            _clear(beside)
    _say(args, found)
    return 1 if found.broken else 0


async def _refuse_full(address: str) -> None:
    database = open_database(address)
    try:
        if not await is_empty(database):
            raise UsageError(
                "the database holds data, and a restore writes over nothing: "
                "move it away, or name another with --db"
            )
    except Exception as error:
        if is_outage(error):
            raise OperatorError("the database does not answer; check its address, disk and rights") from error
        raise
    finally:
        await database.dispose()


def _put_in_place(beside: Path, file: Path) -> None:
    """A journal left over from the lost database would be played into the new one: it goes first."""
    _clear(file)
    beside.replace(file)


def _clear(file: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _say(args: argparse.Namespace, found: Opened) -> None:
    rows = sum(found.rows.values())
    if args.json:
        print(json.dumps({"rows": rows, "files": found.files, "verified": not found.broken}))
        return
    print(f"{rows} rows and {found.files} files are back.")
    print("Its books do not agree: run clb verify." if found.broken else "Everything agrees.")
