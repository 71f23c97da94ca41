"""`clb revoke`: a lost phone loses access at this moment; a new code brings its owner back."""

import argparse
import asyncio
import json

from bot.commands.opening import clock_of, open_books
from bot.commands.seats import seat_of, sitting
from bot.settings import Settings
from storage.joining import cancel_codes, unbind
from storage.seats import leave_seat


def run(args: argparse.Namespace) -> int:
    """Unbind, cancel codes, and say how many of each."""
    return asyncio.run(_revoke(args))


async def _revoke(args: argparse.Namespace) -> int:
    settings = Settings()
    at = clock_of(args, settings).now()
    async with open_books(args, settings) as database:
        seat = await seat_of(database, args)
        async with database.write() as connection:
            person_id = await sitting(connection, seat, args.person)
            cancelled = await cancel_codes(connection, seat, person_id, at)
            if args.gone and person_id is not None:
                await leave_seat(connection, seat, person_id, at.astimezone(settings.zone).date())
            freed = 0 if args.codes or person_id is None else await unbind(connection, person_id, at)
    plain = f"{freed} addresses unbound, {cancelled} open codes cancelled; `clb invite` gives a new code."
    print(json.dumps({"unbound": freed, "cancelled": cancelled}) if args.json else plain)
    return 0
