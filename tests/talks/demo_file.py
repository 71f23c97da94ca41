"""The demo in a test's database as it stands at a moment: made once for each moment, copied after that."""

import asyncio
import sqlite3
from datetime import datetime
from pathlib import Path

import asyncpg
from sqlalchemy.engine import make_url

from storage.database import open_database
from storage.demo import seed_demo
from storage.demo_story import catch_up
from storage.people import any_people

PEOPLE = "SELECT EXISTS (SELECT 1 FROM people)"
OPEN = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1"
_FILES: dict[datetime | None, bytes] = {}
_TEMPLATES: dict[datetime | None, str] = {}


async def make_demo(url: str, at: datetime | None = None) -> None:
    """Fills a database without people with the demo, its story told up to `at` (None: not begun).

    What somebody has open is never copied over.
    """
    await (_in_file if url.startswith("sqlite") else _on_server)(url, at)


async def _in_file(url: str, at: datetime | None) -> None:
    path = Path(url.partition(":///")[2])
    if path.with_name(f"{path.name}-wal").exists() or _has_people(path):
        await _told(url, at)
    elif at in _FILES:
        await asyncio.to_thread(path.write_bytes, _FILES[at])
    else:
        if (begun := _latest_before(at)) in _FILES:
            await asyncio.to_thread(path.write_bytes, _FILES[begun])
        await _told(url, at)
        _FILES[at] = await asyncio.to_thread(path.read_bytes)


def _latest_before(at: datetime | None) -> datetime | None:
    """The story goes on from there: little or nothing happens between two transcripts' beginnings."""
    return max((known for known in _FILES if known and at and known < at), default=None)


def _has_people(path: Path) -> bool:
    connection = sqlite3.connect(path)
    found = bool(connection.execute(PEOPLE).fetchone()[0])
    connection.close()
    return found


async def _on_server(url: str, at: datetime | None) -> None:
    server = await asyncpg.connect(_plain(url, "postgres"))
    name = make_url(url).database
    if await server.fetchval(OPEN, name) or await _has_people_there(url):
        await _told(url, at)
    elif at in _TEMPLATES:
        await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await server.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATES[at]}")
    else:
        await _told(url, at)
        template = f"demo{len(_TEMPLATES)}"
        await server.execute(f"CREATE DATABASE {template} TEMPLATE {name}")
        _TEMPLATES[at] = template
    await server.close()


async def _has_people_there(url: str) -> bool:
    connection = await asyncpg.connect(_plain(url))
    found = bool(await connection.fetchval(PEOPLE))
    await connection.close()
    return found


def _plain(url: str, name: str | None = None) -> str:
    """The address as asyncpg reads it, of another database of the same server where one is named."""
    address = make_url(url).set(drivername="postgresql")
    return (address.set(database=name) if name else address).render_as_string(hide_password=False)


async def _told(url: str, at: datetime | None) -> None:
    database = open_database(url)
    async with database.write() as connection:
        if not await any_people(connection):
            await seed_demo(connection)
        if at is not None:
            await catch_up(connection, at)
    await database.dispose()
