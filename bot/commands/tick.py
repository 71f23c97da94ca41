"""`clb tick`: does what is due at a moment, as the scheduler would.

It writes outbox rows and delivers nothing; a second run at the same moment lists nothing.
"""

import argparse
import asyncio
import json

from bot.assembly import assemble
from bot.commands.demo_people import demo_where_empty
from bot.commands.opening import clock_of, open_books
from bot.errors import UsageError
from bot.rounds import do_what_is_due
from bot.settings import Settings


def run(args: argparse.Namespace) -> int:
    """List what was written, one line each."""
    if not args.now:
        raise UsageError("say at which moment, like --now 2026-12-02T08:30")
    return asyncio.run(_tick(args))


async def _tick(args: argparse.Namespace) -> int:
    settings = Settings()
    now = clock_of(args, settings).now()
    async with open_books(args, settings) as database:
        await demo_where_empty(database, now)
        written = await do_what_is_due(assemble(database, settings.zone), now, settings.data_dir / "digests")
    for row in written:
        shown = {"key": row.key, "to": row.to, "text": row.text}
        print(json.dumps(shown, ensure_ascii=False) if args.json else f"{row.key}\n  {row.text}")
    return 0
