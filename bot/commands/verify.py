"""`clb verify`: recomputes every chain, balance and key; names the first broken row."""

import argparse
import asyncio
import json
from dataclasses import asdict

from bot.commands.opening import open_books
from bot.settings import Settings
from storage.verify import verify


def run(args: argparse.Namespace) -> int:
    """0 when everything agrees, 1 when something is broken."""
    return asyncio.run(_verify(args))


async def _verify(args: argparse.Namespace) -> int:
    async with open_books(args, Settings()) as database, database.read() as connection:
        found = await verify(connection)
    for broken in found:
        line = asdict(broken)
        print(json.dumps(line, ensure_ascii=False, default=str) if args.json else _plain(line))
    wrong = [broken for broken in found if not broken.note]
    if not wrong and not args.json:
        print("Everything agrees: chains, balances, receipts, months and keys.")
    return 1 if wrong else 0


def _plain(line: dict[str, object]) -> str:
    where = ", ".join(f"{name} {line[name]}" for name in ("club_id", "fund", "seq", "entry_id") if line[name])
    return f"{'note' if line['note'] else 'broken'}: {line['what']} ({where}): {line['why']}"
