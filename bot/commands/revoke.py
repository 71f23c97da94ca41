"""`clb revoke`: a lost phone loses access at this moment; a new code brings its owner back."""

import argparse
import asyncio
import json

from bot.commands.invite import club_named
from bot.commands.opening import clock_of, open_books
from bot.settings import Settings
from storage.joining import revoke


def run(args: argparse.Namespace) -> int:
    """Unbind and say how many addresses were freed."""
    return asyncio.run(_revoke(args))


async def _revoke(args: argparse.Namespace) -> int:
    settings = Settings()
    async with open_books(args, settings) as database:
        club_id = await club_named(database, args.club)
        async with database.write() as connection:
            freed = await revoke(connection, club_id, args.role, clock_of(args, settings).now())
    plain = f"{freed} addresses unbound; `clb invite` gives a new code."
    print(json.dumps({"unbound": freed}) if args.json else plain)
    return 0
