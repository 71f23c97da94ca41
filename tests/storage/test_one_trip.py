"""SQLite's connections: one crossing a statement, and nothing half-done stays behind in the pool."""

import asyncio
import sqlite3
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.one_trip import FIRST_ROWS, OneTripConnection
from storage.tables.talk import settings


def _counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    crossings: list[str] = []
    truly: Any = OneTripConnection._execute

    async def noted(self: OneTripConnection, fn: Any, *args: Any, **kwargs: Any) -> Any:
        crossings.append(getattr(fn, "__name__", ""))
        return await truly(self, fn, *args, **kwargs)

    monkeypatch.setattr(OneTripConnection, "_execute", noted)
    return crossings


async def _keys(database: Database) -> list[str]:
    async with database.read() as connection:
        return list((await connection.execute(sa.select(settings.c.key).order_by(settings.c.key))).scalars())


async def test_a_statement_is_one_crossing(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _keys(sqlite_database)  # connected
    crossings = _counting(monkeypatch)
    assert await _keys(sqlite_database) == []
    assert crossings == ["_answer", "_answer", "commit"]  # BEGIN, SELECT, the end; no roll back after it


@pytest.mark.parametrize("number", [0, 1, FIRST_ROWS - 1, FIRST_ROWS, FIRST_ROWS + 1, 2 * FIRST_ROWS + 7])
async def test_every_row_comes_once_whole_or_in_parts(sqlite_database: Database, number: int) -> None:
    keys = [f"{n:06}" for n in range(number)]
    if keys:
        async with sqlite_database.write() as connection:
            await connection.execute(sa.insert(settings), [{"key": key, "value": 1} for key in keys])
    assert await _keys(sqlite_database) == keys
    query = sa.select(settings.c.key).order_by(settings.c.key)
    async with sqlite_database.read() as connection:
        streamed = await connection.stream(query, execution_options={"yield_per": 500})
        assert [row.key async for rows in streamed.partitions() for row in rows] == keys
        assert (await connection.execute(query)).scalars().first() == next(iter(keys), None)


async def test_a_stream_left_early_holds_nothing_open(sqlite_database: Database) -> None:
    keys = [f"{n:06}" for n in range(FIRST_ROWS + 100)]
    async with sqlite_database.write() as connection:
        await connection.execute(sa.insert(settings), [{"key": key, "value": 1} for key in keys])
    async with sqlite_database.read() as connection:
        streamed = await connection.stream(sa.select(settings.c.key).order_by(settings.c.key))
        assert await streamed.fetchmany(3) == [(key,) for key in keys[:3]]
        await streamed.close()
    async with sqlite_database.write() as connection:
        await connection.execute(sa.delete(settings))
    assert await _keys(sqlite_database) == []


async def test_a_write_cut_short_while_it_waits_leaves_nothing(sqlite_database: Database) -> None:
    await _keys(sqlite_database)

    async def write(key: str) -> None:
        async with sqlite_database.write() as connection:
            await connection.execute(sa.insert(settings), [{"key": key, "value": 1}])

    await write("before")
    other = sqlite3.connect(str(sqlite_database._writer.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(write("cut"))
    await asyncio.sleep(0.2)
    waiting.cancel()
    other.execute("ROLLBACK")
    other.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await write("after")
    assert await _keys(sqlite_database) == ["after", "before"]


async def test_a_refused_row_rolls_back_what_came_before_it(sqlite_database: Database) -> None:
    async def write_twice() -> None:
        async with sqlite_database.write() as connection:
            for value in (1, 2):
                await connection.execute(sa.insert(settings), [{"key": "one", "value": value}])

    with pytest.raises(IntegrityError):
        await write_twice()
    assert await _keys(sqlite_database) == []
