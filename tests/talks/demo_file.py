"""The demo in a test's database: made once and copied after that."""

import asyncio
from pathlib import Path

from storage.database import open_database
from storage.demo import seed_demo
from storage.people import any_people

_FILES: list[bytes] = []


async def make_demo(url: str) -> None:
    """Fills a database without people with the demo; a file that somebody has open is never copied over."""
    path = Path(url.partition(":///")[2])
    if not url.startswith("sqlite") or _is_open(path):
        await _seed(url)
    elif not _FILES:
        if await _seed(url):
            _FILES.append(await asyncio.to_thread(path.read_bytes))
    elif not await _has_people(url):
        await asyncio.to_thread(path.write_bytes, _FILES[0])


def _is_open(path: Path) -> bool:
    return path.with_name(f"{path.name}-wal").exists()


async def _seed(url: str) -> bool:
    """Whether there was nobody yet."""
    database = open_database(url)
    async with database.write() as connection:
        empty = not await any_people(connection)
        if empty:
            await seed_demo(connection)
    await database.dispose()
    return empty


async def _has_people(url: str) -> bool:
    database = open_database(url)
    async with database.read() as connection:
        found = await any_people(connection)
    await database.dispose()
    return found
