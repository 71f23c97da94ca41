"""What a database holds comes back whole in another one, of either kind, and the books still agree."""

import asyncio
import copy
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from handlers.messages import Outgoing
from storage.database import open_database
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


async def lines_of(url: str) -> list[Line]:
    database = open_database(url)
    try:
        return [json.loads(json.dumps(line)) async for line in dump(database)]
    finally:
        await database.dispose()


async def _demo_lines(url: str) -> list[Line]:
    database = open_database(url)
    async with database.write() as connection:
        await seed_demo(connection)
        await catch_up(connection, november(28))
        letters = [
            Letter(kind, 1, "terminal", "leader", kind, Outgoing("…"), november(day))
            for kind, day in (("receipt", 20), ("question", 20), ("reminder", 30))
        ]
        await add_letters(connection, letters, november(20))
    await database.dispose()
    return await lines_of(url)


@pytest.fixture(scope="module")
def demo(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """The dump of a SQLite database with the demo and three letters that wait."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("dump") / "demo.db")
    return asyncio.run(_demo_lines(f"sqlite:///{path}"))


async def everything(url: str) -> dict[str, list[Any]]:
    """Every row of every table, as today's tables read it."""
    database = open_database(url)
    found = {}
    async with database.read() as connection:
        assert await verify(connection) == []
        for table in metadata.sorted_tables:
            rows = await connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            found[table.name] = [tuple(row) for row in rows]
    await database.dispose()
    return found


async def test_it_comes_back_whole_from_either_kind_in_either_kind(
    demo: list[Line], empty_url: str, tmp_path: Path
) -> None:
    filled = await restore(empty_url, iter(demo), None)
    assert filled["entries"] > 10
    again = await lines_of(empty_url)
    assert again == demo
    back = f"sqlite:///{tmp_path / 'back.db'}"
    await restore(back, iter(again), None)
    assert await everything(back) == await everything(empty_url)


async def test_the_next_row_gets_the_next_number_and_books_stay_closed(
    demo: list[Line], empty_url: str
) -> None:
    await restore(empty_url, iter(demo), None)
    database = open_database(empty_url)
    async with database.write() as connection:
        last = await connection.scalar(sa.select(sa.func.max(people.c.id)))
        new = await connection.execute(sa.insert(people).values(name="Bà Hiền").returning(people.c.id))
        assert new.scalar_one() == (last or 0) + 1
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        async with database.write() as connection:
            await connection.execute(sa.text("DELETE FROM entries"))
    await database.dispose()


async def test_a_dump_that_stops_early_leaves_nothing(demo: list[Line], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'half.db'}"
    with pytest.raises(NotADump, match="ends before"):
        await restore(url, iter(demo[:-1]), None)
    half = open_database(url)
    assert await is_empty(half)
    await half.dispose()


async def test_a_row_too_few_is_noticed(demo: list[Line], tmp_path: Path) -> None:
    lines = copy.deepcopy(demo)
    next(line for line in lines if line.get("rows"))["rows"].pop()
    with pytest.raises(NotADump, match="not as many"):
        await restore(f"sqlite:///{tmp_path / 'few.db'}", iter(lines), None)


async def test_rows_that_are_there_are_not_written_over(demo: list[Line], sqlite_url: str) -> None:
    await restore(sqlite_url, iter(demo), None)
    with pytest.raises(LookupError, match="holds rows already"):
        await restore(sqlite_url, iter(demo), None)


async def test_empty_tables_of_another_release_are_not_filled(demo: list[Line], sqlite_url: str) -> None:
    engine = migration_engine(sqlite_url)
    async with engine.begin() as connection:
        await connection.execute(sa.text("UPDATE alembic_version SET version_num = 'another'"))
    await engine.dispose()
    with pytest.raises(LookupError, match="another release"):
        await restore(sqlite_url, iter(demo), None)


async def test_a_newer_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="newer release"):
        await restore(f"sqlite:///{tmp_path / 'new.db'}", iter([{"revision": "from_tomorrow"}]), None)


async def test_letters_that_may_have_left_since_are_marked(demo: list[Line], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'back.db'}"
    await restore(url, iter(demo), november(28))
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
    lines = await lines_of(sqlite_url)
    assert any("from_elsewhere" in line.get("columns", ()) for line in lines)
    with pytest.raises(NotADump, match="'people' does not look like that"):
        await restore(f"sqlite:///{tmp_path / 'other.db'}", iter(lines), None)


async def test_rows_lost_while_reading_are_noticed(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a driver's stream ends early: such a backup once passed its own verification."""

    async def nothing(*_: object) -> AsyncIterator[list[list[Any]]]:
        yield []

    await _demo_lines(sqlite_url)
    monkeypatch.setattr("storage.dump._rows", nothing)
    lines = await lines_of(sqlite_url)
    with pytest.raises(NotADump, match="not as many"):
        await restore(f"sqlite:///{tmp_path / 'lost.db'}", iter(lines), None)
