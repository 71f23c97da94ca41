"""`clb db upgrade`: the tables of this release; `clb db current`: which revision the database is at."""

import argparse
import asyncio

from bot.commands.opening import address_of
from bot.settings import Settings
from storage.migrate import current, head, upgrade


def run(args: argparse.Namespace) -> int:
    """Migrate, or say where the database stands."""
    address = address_of(args, Settings())
    if args.what == "upgrade":
        asyncio.run(upgrade(address))
    print(f"revision {asyncio.run(current(address)) or 'none'} (this release: {head()})")
    return 0
