"""Bring a database to today's tables, from any release or from nothing, in one transaction.

Foreign keys are checked once at the end: rebuilding a table on SQLite needs them off meanwhile.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.append_only import guard_books
from storage.database import driver_url, sqlite_engine

MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 20_261_121  # any number, the same in every process


async def upgrade(database_url: str, revision: str = "head") -> None:
    """Migrate up to `revision`; a second process that tries at the same time waits, then finds it done."""
    await _in_one_transaction(database_url, lambda connection: _move(connection, revision, up=True))


async def upgrade_if_sound(database_url: str, is_sound: Callable[[AsyncConnection], Awaitable[bool]]) -> bool:
    """Migrate, look at the outcome inside the same transaction, and go back where it is not sound."""
    engine = migration_engine(database_url)
    try:
        async with engine.connect() as connection, connection.begin() as transaction:
            await connection.run_sync(lambda inner: _move(inner, "head", up=True))
            sound = await is_sound(connection)
            if not sound:
                await transaction.rollback()
            return sound
    finally:
        await engine.dispose()


async def downgrade(database_url: str, revision: str) -> None:
    """Go back to `revision` (`base` drops every table and all that is in them)."""
    await _in_one_transaction(database_url, lambda connection: _move(connection, revision, up=False))


async def current(database_url: str) -> str | None:
    """The revision the database is at; None for an empty one."""
    engine = migration_engine(database_url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_revision_of)
    finally:
        await engine.dispose()


def head() -> str:
    """The newest revision this release knows."""
    newest = ScriptDirectory.from_config(config()).get_current_head()
    if newest is None:
        raise LookupError("this release holds no migration")
    return newest


def config(connection: sa.Connection | None = None) -> Config:
    """Alembic's settings; with a connection, migrations run inside its transaction."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.attributes["connection"] = connection
    return settings


def migration_engine(database_url: str) -> AsyncEngine:
    """An engine that writes; on SQLite without foreign keys."""
    address = driver_url(database_url)
    if address.get_backend_name() == "sqlite":
        return sqlite_engine(address, writes=True, foreign_keys=False)
    return create_async_engine(address)


async def _in_one_transaction(database_url: str, work: Callable[[sa.Connection], None]) -> None:
    engine = migration_engine(database_url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(work)
    finally:
        await engine.dispose()


def _move(connection: sa.Connection, revision: str, *, up: bool) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
    (command.upgrade if up else command.downgrade)(config(connection), revision)
    guard_books(connection)
    if connection.dialect.name == "sqlite":
        _refuse_loose_ends(connection)


def _refuse_loose_ends(connection: sa.Connection) -> None:
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if loose:
        raise LookupError(f"rows that point at nothing after the migration, first: {tuple(loose[0])}")


def _revision_of(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
