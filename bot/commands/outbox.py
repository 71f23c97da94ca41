"""`clb outbox`: messages being drawn, waiting, sent, unknown, failed and overtaken; keys and states.

A letter is "drawing" until the files that go with it are there. An overtaken letter was no longer needed
when its turn came: the report it asks for had arrived.
"""

import argparse
import asyncio
import json
from collections import Counter

from bot.commands.opening import open_books
from bot.settings import Settings
from storage.outbox_lists import list_letters

STATUSES = ("drawing", "waiting", "sending", "sent", "unknown", "failed", "overtaken")


def run(args: argparse.Namespace) -> int:
    """One line a letter with --json, else a count of each state and the letters that need a look."""
    return asyncio.run(_outbox(args))


async def _outbox(args: argparse.Namespace) -> int:
    async with open_books(args, Settings()) as database, database.read() as connection:
        letters = await list_letters(connection, STATUSES)
    if args.json:
        for letter in letters:
            shown = {
                name: letter[name] for name in ("key", "person_id", "channel", "kind", "status", "tries")
            }
            moments = {name: _iso(letter[name]) for name in ("not_before", "sent_at")}
            print(
                json.dumps(
                    {**shown, **moments, "to": letter["address"], "text": letter["body"]["text"]},
                    ensure_ascii=False,
                )
            )
        return 0
    counted = Counter(letter["status"] for letter in letters)
    print(", ".join(f"{status} {counted[status]}" for status in STATUSES))
    for letter in letters:
        if letter["status"] in ("unknown", "failed"):
            print(f"{letter['status']}: {letter['key']} on {letter['channel']}, {letter['tries']} tries")
    return 0


def _iso(moment: object) -> str | None:
    return moment.isoformat() if hasattr(moment, "isoformat") else None
