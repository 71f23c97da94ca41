"""What a database holds comes back whole in another one, of either kind, and the books still agree."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from storage.database import Database, open_database
from storage.demo import seed_demo
from storage.demo_story import catch_up
from storage.dump import Line, NotADump, dump
from storage.messages import Letter, add_letters
from storage.migrate import migration_engine
from storage.restoring import is_empty, restore
from storage.tables.every import metadata
from storage.tables.messages import outbox
from storage.tables.people import people
from storage.verify import verify
from tests.storage.club_of_khong import november


async def demo(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        await catch_up(connection, november(28))


async def lines_of(database: Database) -> list[Line]:
    return [json.loads(json.dumps(line)) async for line in dump(database)]


async def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every table, as today's tables read it."""
    found = {}
    async with database.read() as connection:
        for table in metadata.sorted_tables:
            rows = await connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            found[table.name] = [tuple(row) for row in rows]
    return found


@pytest.fixture
async def elsewhere(empty_url: str) -> AsyncIterator[tuple[str, Database]]:
    """An empty database, once of each kind."""
    opened = open_database(empty_url)
    yield empty_url, opened
    await opened.dispose()


async def test_it_comes_back_whole_in_either_kind(
    database: Database, elsewhere: tuple[str, Database]
) -> None:
    await demo(database)
    url, other = elsewhere
    filled = await restore(url, iter(await lines_of(database)), None)
    assert filled["entries"] > 10
    assert await everything(other) == await everything(database)
    async with other.read() as connection:
        assert await verify(connection) == []


async def test_the_next_row_gets_the_next_number_and_books_stay_closed(
    sqlite_database: Database, elsewhere: tuple[str, Database]
) -> None:
    await demo(sqlite_database)
    url, other = elsewhere
    await restore(url, iter(await lines_of(sqlite_database)), None)
    async with other.write() as connection:
        last = await connection.scalar(sa.select(sa.func.max(people.c.id)))
        new = await connection.execute(sa.insert(people).values(name="Bà Hiền").returning(people.c.id))
        assert new.scalar_one() == (last or 0) + 1
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        async with other.write() as connection:
            await connection.execute(sa.text("DELETE FROM entries"))


async def test_a_dump_that_stops_early_leaves_nothing(sqlite_database: Database, tmp_path: Path) -> None:
    await demo(sqlite_database)
    lines = await lines_of(sqlite_database)
    url = f"sqlite:///{tmp_path / 'half.db'}"
    with pytest.raises(NotADump, match="ends before"):
        await restore(url, iter(lines[:-1]), None)
    half = open_database(url)
    assert await is_empty(half)
    await half.dispose()


async def test_a_row_too_few_is_noticed(sqlite_database: Database, tmp_path: Path) -> None:
    await demo(sqlite_database)
    lines = await lines_of(sqlite_database)
    next(line for line in lines if line.get("rows"))["rows"].pop()
    with pytest.raises(NotADump, match="not as many"):
        await restore(f"sqlite:///{tmp_path / 'few.db'}", iter(lines), None)


async def test_a_newer_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="newer release"):
        await restore(f"sqlite:///{tmp_path / 'new.db'}", iter([{"revision": "from_tomorrow"}]), None)


async def test_letters_that_may_have_left_since_are_marked(
    sqlite_database: Database, tmp_path: Path
) -> None:
    await demo(sqlite_database)
    from handlers.messages import Outgoing

    async with sqlite_database.write() as connection:
        letters = [
            Letter(kind, 1, "terminal", "leader", kind, Outgoing("…"), november(day))
            for kind, day in (("receipt", 20), ("question", 20), ("reminder", 30))
        ]
        await add_letters(connection, letters, november(20))
    url = f"sqlite:///{tmp_path / 'back.db'}"
    await restore(url, iter(await lines_of(sqlite_database)), november(28))
    back = open_database(url)
    async with back.read() as connection:
        rows = await connection.execute(sa.select(outbox).where(outbox.c.key == outbox.c.kind))
        found = {row.key: (row.status, row.provider_id) for row in rows}
    await back.dispose()
    assert found == {
        "receipt": ("unknown", None),
        "question": ("waiting", "unsure"),
        "reminder": ("waiting", None),
    }


async def test_an_older_revision_is_dumped_as_it_is(sqlite_url: str, tmp_path: Path) -> None:
    """A column this release does not know, as another release may have it, is not lost silently."""
    engine = migration_engine(sqlite_url)
    async with engine.begin() as connection:
        await connection.execute(sa.text("ALTER TABLE people ADD COLUMN from_elsewhere TEXT"))
    await engine.dispose()
    database = open_database(sqlite_url)
    lines = await lines_of(database)
    await database.dispose()
    assert any("from_elsewhere" in line.get("columns", ()) for line in lines)
    with pytest.raises(NotADump, match="'people' does not look like that"):
        await restore(f"sqlite:///{tmp_path / 'other.db'}", iter(lines), None)
