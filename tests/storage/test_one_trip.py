"""SQLite's connections: one crossing a statement, and nothing half-done stays behind in the pool."""

import asyncio
import sqlite3
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.one_trip import OneTripConnection
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
    with pytest.raises(IntegrityError):
        async with sqlite_database.write() as connection:
            await connection.execute(sa.insert(settings), [{"key": "one", "value": 1}])
            await connection.execute(sa.insert(settings), [{"key": "one", "value": 2}])
    assert await _keys(sqlite_database) == []
