"""The demo in a test's database, lived up to a moment: made once for each moment and copied after that."""

import asyncio
from datetime import datetime
from pathlib import Path

from storage.database import open_database
from storage.demo import seed_demo
from storage.demo_story import catch_up
from storage.people import any_people

_FILES: dict[datetime | None, bytes] = {}  # None: seeded, and nothing lived yet


async def make_demo(url: str, at: datetime) -> None:
    """Fills a database without people with the demo up to `at`; one with people only lives on.

    A file that somebody has open is never copied over.
    """
    path = Path(url.partition(":///")[2])
    if not url.startswith("sqlite") or _is_open(path) or await _has_people(url):
        await _live(url, at)
        return
    for moment in (None, at):
        if moment in _FILES:
            await asyncio.to_thread(path.write_bytes, _FILES[moment])
        else:
            await _live(url, moment)
            _FILES[moment] = await asyncio.to_thread(path.read_bytes)


def _is_open(path: Path) -> bool:
    return path.with_name(f"{path.name}-wal").exists()


async def _live(url: str, at: datetime | None) -> None:
    database = open_database(url)
    async with database.write() as connection:
        if not await any_people(connection):
            await seed_demo(connection)
        if at is not None:
            await catch_up(connection, at)
    await database.dispose()


async def _has_people(url: str) -> bool:
    database = open_database(url)
    async with database.read() as connection:
        found = await any_people(connection)
    await database.dispose()
    return found
