"""`clb upgrade`: a backup, a rehearsal on a scratch copy, the migration, the books verified; or as before.

Stop the assistant first. Migration and verification are one transaction: going back is not committing.
"""

import argparse
import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.backup import try_opening
from bot.clock import RealClock
from bot.commands.backup import passphrase_of, written
from bot.commands.opening import address_of
from bot.errors import OperatorError
from bot.settings import Settings
from storage.database import open_database
from storage.migrate import current, head, upgrade, upgrade_if_sound
from storage.verify import verify

FOLDER = "backups"


def run(args: argparse.Namespace) -> int:
    """0 when the database is at this release's tables and its books agree."""
    return asyncio.run(_upgrade(args))


async def _upgrade(args: argparse.Namespace) -> int:
    settings = Settings()
    address, passphrase = address_of(args, settings), passphrase_of(settings)
    before = await current(address)
    if before is None:
        await upgrade(address)
        return _say(args, before, None)
    path = _place_for(settings.data_dir, before, RealClock().now())
    database = open_database(address)
    try:
        await written(database, settings, path, passphrase)
    finally:
        await database.dispose()
    try:
        await _rehearse(path, passphrase, settings.data_dir)
        sound = await upgrade_if_sound(address, _agrees)
    except OperatorError:
        raise
    except Exception as error:
        kind = type(error).__name__
        raise OperatorError(f"the migration broke off ({kind}); all is as before, backup: {path}") from error
    if not sound:
        raise OperatorError(f"after the migration the books did not agree; all is as before, backup: {path}")
    return _say(args, before, path)


def _place_for(data: Path, revision: str, now: datetime) -> Path:
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"before-upgrade-from-{revision}-{now:%Y%m%d-%H%M%S}.clb"


async def _rehearse(path: Path, passphrase: str, scratch: Path) -> None:
    found = await try_opening(path, passphrase, scratch)
    if found.broken:
        raise OperatorError(
            f"the books do not agree on a scratch copy; nothing was changed: run clb verify ({path} is kept)"
        )


async def _agrees(connection: Any) -> bool:
    return not [broken for broken in await verify(connection) if not broken.note]


def _say(args: argparse.Namespace, before: str | None, path: Path | None) -> int:
    if args.json:
        print(json.dumps({"from": before, "to": head(), "backup": str(path) if path else None}))
    else:
        print(
            f"From {before or 'nothing'} to {head()}; everything agrees."
            + (f" Backup: {path}" if path else "")
        )
    return 0
