"""The door: one durable transaction to write, one snapshot to read, on both databases."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, StatementError

from storage.compiled import compiled_of
from storage.database import Database, insert_new, open_database
from storage.tables.messages import inbox
from storage.tables.talk import promises, settings

MORNING = datetime(2026, 11, 21, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=7)))
MESSAGE = {"channel": "zalo", "address": "1", "kind": "text", "body": {"text": "thu 500k"}}


async def _keys(database: Database) -> list[str]:
    async with database.read() as connection:
        return list((await connection.execute(sa.select(settings.c.key).order_by(settings.c.key))).scalars())


async def test_a_write_that_raises_leaves_nothing(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(sa.insert(settings), [{"key": "kept", "value": 1}])

    async def cut_short() -> None:
        async with database.write() as connection:
            await connection.execute(sa.insert(settings), [{"key": "lost", "value": 2}])
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        await cut_short()
    assert await _keys(database) == ["kept"]


async def test_a_read_may_not_write(database: Database) -> None:
    async with database.read() as connection:
        with pytest.raises(DBAPIError, match=r"(?i)read-?only"):
            await connection.execute(sa.insert(settings), [{"key": "sly", "value": 1}])
    assert await _keys(database) == []


async def test_a_read_sees_one_moment(database: Database) -> None:
    counted = sa.select(sa.func.count()).select_from(settings)
    async with database.read() as reading:
        assert await reading.scalar(counted) == 0
        async with database.write() as connection:
            await connection.execute(sa.insert(settings), [{"key": "later", "value": 1}])
        assert await reading.scalar(counted) == 0
    assert await _keys(database) == ["later"]


async def test_json_comes_back_as_it_went(database: Database) -> None:
    values = {"list": [1, "hai", None], "number": 7, "text": "đồng", "none": None}
    async with database.write() as connection:
        rows = [{"key": key, "value": value} for key, value in values.items()]
        await connection.execute(sa.insert(settings), rows)
    async with database.read() as connection:
        stored = {row.key: row.value for row in await connection.execute(sa.select(settings))}
    assert stored == values


async def test_an_instant_comes_back_aware_and_naive_is_refused(database: Database) -> None:
    promise = {"person_id": None, "occasion": "report", "at": MORNING}
    async with database.write() as connection:
        await connection.execute(sa.text("INSERT INTO people (name) VALUES ('Bình')"))
        person_id = await connection.scalar(sa.text("SELECT max(id) FROM people"))
        await connection.execute(sa.insert(promises), [promise | {"person_id": person_id}])
    async with database.read() as connection:
        stored = await connection.scalar(sa.select(promises.c.at))
        found = await connection.scalar(sa.select(promises.c.id).where(promises.c.at <= MORNING))
        assert found is not None
        with pytest.raises(StatementError, match="time zone"):
            await connection.execute(sa.select(promises).where(promises.c.at < MORNING.replace(tzinfo=None)))
    assert stored == MORNING
    assert stored.tzinfo is UTC


async def test_insert_new_passes_over_what_is_there(database: Database) -> None:
    rows = [MESSAGE | {"message_id": str(n), "received_at": MORNING} for n in range(3)]
    async with database.write() as connection:
        first = await insert_new(connection, inbox, rows[:2])
        second = await insert_new(connection, inbox, rows)
        assert await insert_new(connection, inbox, []) == []
    assert len(first) == 2
    assert len(second) == 1
    assert not set(first) & set(second)


@pytest.mark.parametrize("url", ["mysql://host/db", "sqlite://", "sqlite:///:memory:"])
def test_other_kinds_of_database_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="SQLite"):
        open_database(url)


async def test_sqlite_is_durable_and_strict(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, pragmas_as_run: Callable[[bool, bool], list[str]]
) -> None:
    monkeypatch.setattr("storage.database._pragmas", pragmas_as_run)
    as_run = open_database(sqlite_url)
    async with as_run.write() as connection:
        found = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "recursive_triggers")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 10_000,
        "recursive_triggers": 1,
    }
    await as_run.dispose()


async def test_postgresql_plans_each_question_for_its_own_values(postgresql_url: str) -> None:
    """A plan kept for all values read ten thousand clubs for one province, from the sixth digest on."""
    database = open_database(postgresql_url)
    async with database.read() as connection:
        asked = ("plan_cache_mode", "jit")
        found = {name: (await connection.exec_driver_sql(f"SHOW {name}")).scalar() for name in asked}
    assert found == {"plan_cache_mode": "force_custom_plan", "jit": "off"}
    await database.dispose()


async def test_a_statement_is_written_out_once_for_all_that_open_the_database(sqlite_url: str) -> None:
    asked = sa.select(settings.c.key).where(settings.c.value == sa.literal("written out once"))
    found = [await _written_out(sqlite_url, asked, writes) for writes in (True, False, True)]
    assert found[0] == 1
    assert found[1:] == [0, 0]


async def _written_out(url: str, asked: sa.Select[Any], writes: bool) -> int:
    """How many statements a newly opened database had to write out to answer."""
    opened, known = open_database(url), len(compiled_of("sqlite+aiosqlite"))
    async with opened.write() if writes else opened.read() as connection:
        await connection.execute(asked)
    await opened.dispose()
    return len(compiled_of("sqlite+aiosqlite")) - known
