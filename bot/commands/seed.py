"""`clb seed`: the demo of the golden transcripts, or a country of any size to measure on."""

import argparse
import asyncio
import json
from datetime import date

from bot.commands.opening import clock_of, open_books
from bot.errors import UsageError
from bot.settings import Settings
from storage.demo import seed_demo
from storage.demo_story import catch_up
from storage.people import any_people


def run(args: argparse.Namespace) -> int:
    """Lay the data and say what there is."""
    return asyncio.run(_demo(args) if args.what == "demo" else _scale(args))


async def _demo(args: argparse.Namespace) -> int:
    settings = Settings()
    async with open_books(args, settings) as database, database.write() as connection:
        fresh = not await any_people(connection)
        if fresh:
            await seed_demo(connection)
        laid = await catch_up(connection, clock_of(args, settings).now())
    _say(args, {"seeded": fresh, "events": laid}, "Demo data are in the database.")
    return 0


async def _scale(args: argparse.Namespace) -> int:
    from storage.scale import seed_scale

    if not (0 < args.clubs <= 20_000 and 0 < args.months <= 120):
        raise UsageError("--clubs may be 1 to 20000 and --months 1 to 120")
    settings = Settings()
    async with open_books(args, settings) as database:
        async with database.read() as connection:
            if await any_people(connection):
                raise UsageError("this database holds data already; give --db a new one")
        counts = await seed_scale(
            database, clubs=args.clubs, months=args.months, seed=args.seed, until=_today(args, settings)
        )
    _say(
        args,
        {"clubs": args.clubs, "months": args.months, "counts": str(counts)},
        f"Seeded {args.clubs} clubs.",
    )
    return 0


def _today(args: argparse.Namespace, settings: Settings) -> date:
    return clock_of(args, settings).now().astimezone(settings.zone).date()


def _say(args: argparse.Namespace, facts: dict[str, object], plain: str) -> None:
    print(json.dumps(facts, ensure_ascii=False) if args.json else plain)
