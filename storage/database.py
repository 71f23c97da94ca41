"""The one door to SQLite or PostgreSQL: a write is one durable transaction, a read is one snapshot.

SQLite gets exactly one writing connection, because more of them only wait for each other.
"""

import importlib
import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.compiled import compiled_of
from storage.one_trip import connect

BUSY_TIMEOUT_MS = 10_000
READERS = 4
READER_CACHE_KIB = 16_384  # a province's figures read some 10 MB of pages; SQLite's own default keeps 2
WAIT_FOR_WRITER_S = 60
PREPARED_STATEMENTS = 512  # a turn of every kind stays prepared; the driver keeps 128 by default
_POSTGRESQL = {"plan_cache_mode": "force_custom_plan", "jit": "off"}
"""After five runs PostgreSQL would keep a plan made without the values: it reads a country for a province."""
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


class Database:
    """Two engines over one address: `write()` and `read()` are the only ways in."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._writer.dialect.name

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        async with self._writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """One snapshot: every query of the block sees the same moment; writing is refused."""
        async with self._reader.connect() as connection, connection.begin():
            yield connection

    async def dispose(self) -> None:
        """Close every connection."""
        await self._reader.dispose()
        if self._reader is not self._writer:
            await self._writer.dispose()


def open_database(url: str) -> Database:
    """Open `sqlite:///path` or `postgresql://…` (with or without the driver's name); connects lazily.

    Raises ValueError for another kind of database, or for one that lives in memory only.
    """
    address = driver_url(url)
    if address.get_backend_name() == "sqlite":
        return Database(sqlite_engine(address, writes=True), sqlite_engine(address, writes=False))
    engine = create_async_engine(
        address,
        json_serializer=_json,
        pool_pre_ping=True,
        execution_options=_shared(address),
        connect_args={"server_settings": _POSTGRESQL},
    )
    snapshot = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(engine, snapshot)


def driver_url(url: str) -> URL:
    """The same address with our asynchronous driver in its name."""
    address = make_url(url)
    driver = _DRIVERS.get(address.drivername.partition("+")[0])
    if driver is None:
        raise ValueError(f"not a SQLite or PostgreSQL address: {address.render_as_string()}")
    if driver.startswith("sqlite") and address.database in (None, "", ":memory:"):
        raise ValueError("SQLite needs a file: the books may not live in memory only")
    return address.set(drivername=driver)


def sqlite_engine(address: URL, *, writes: bool, foreign_keys: bool = True) -> AsyncEngine:
    """An engine whose transactions we open ourselves: the driver's own BEGIN comes too late for reads."""
    engine = create_async_engine(
        address,
        json_serializer=_json,
        execution_options=_shared(address),
        pool_size=1 if writes else READERS,
        max_overflow=0,
        pool_timeout=WAIT_FOR_WRITER_S,
        connect_args={"async_creator_fn": connect, "cached_statements": PREPARED_STATEMENTS},
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @sa.event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _pragmas(writes, foreign_keys):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine.sync_engine, "begin")
    def open_transaction(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _pragmas(writes: bool, foreign_keys: bool) -> list[str]:
    pragmas = [
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "recursive_triggers=ON",  # else INSERT OR REPLACE would slip past the delete trigger
        f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
    ]
    return pragmas if writes else [*pragmas, "query_only=ON", f"cache_size=-{READER_CACHE_KIB}"]


def _shared(address: URL) -> dict[str, object]:
    return {"compiled_cache": compiled_of(address.drivername)}


def listed(name: str) -> sa.BindParameter[Any]:
    """A list given at each run: a statement that stands in its module is built and analysed once."""
    return sa.bindparam(name, expanding=True)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def insert_of(dialect: str) -> Any:
    """The dialect's own INSERT, which knows ON CONFLICT; the other dialect is never loaded."""
    return importlib.import_module(f"sqlalchemy.dialects.{dialect}").insert


async def lock_free(connection: AsyncConnection, table: sa.Table, ids: Collection[int]) -> set[int]:
    """Lock those rows that no other worker holds and return their ids; SQLite's one writer holds them all."""
    if connection.dialect.name == "sqlite" or not ids:
        return set(ids)
    wanted = sa.select(table.c.id).where(table.c.id.in_(sorted(ids))).order_by(table.c.id)
    locked = wanted.with_for_update(skip_locked=True, key_share=True)
    return set((await connection.execute(locked)).scalars())


async def insert_new(
    connection: AsyncConnection, table: sa.Table, rows: Sequence[Mapping[str, object]]
) -> list[Any]:
    """INSERT … ON CONFLICT DO NOTHING; returns the first primary-key column of the rows that were new."""
    if not rows:
        return []
    statement = _insert_new(connection.dialect.name, table)
    return list((await connection.execute(statement, list(rows))).scalars())


@cache
def _insert_new(dialect: str, table: sa.Table) -> sa.Executable:
    first_key = next(iter(table.primary_key))
    new: sa.Executable = insert_of(dialect)(table).on_conflict_do_nothing().returning(first_key)
    return new
