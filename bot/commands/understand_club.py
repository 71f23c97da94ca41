"""`clb understand club`: which clubs a phrase means, best first, over the clubs of the database."""

import argparse
import asyncio
from collections.abc import Callable
from typing import Any

from bot.clock import RealClock
from bot.commands.demo_people import demo_where_empty
from bot.commands.opening import open_books
from bot.settings import Settings
from handlers.officer.club_search import ClubIndex, ClubName
from storage.club_names import load_club_names


def search_in(args: argparse.Namespace) -> Callable[[str], list[dict[str, Any]]]:
    """A search over all clubs; an empty database gets the demo's."""
    names = asyncio.run(_names(args))
    index, shown = (
        ClubIndex(names),
        {name.club_id: f"{name.name}, {name.commune}, {name.province}" for name in names},
    )

    def search(text: str) -> list[dict[str, Any]]:
        return [
            {"club": shown[match.club_id], "score": round(match.score, 3)} for match in index.search(text)
        ]

    return search


async def _names(args: argparse.Namespace) -> list[ClubName]:
    async with open_books(args, Settings()) as database:
        await demo_where_empty(database, RealClock().now())
        async with database.read() as connection:
            return await load_club_names(connection)
