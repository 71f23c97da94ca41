"""A dump becomes a database: tables as they were, then the rows, then today's tables.

Letters that waited when the dump was made may have left since: after a restore they are marked, so that no
receipt is sent twice and everything else says "(gửi lại)".
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database, driver_url, open_database
from storage.dump import Line, NotADump, is_first_line, load
from storage.migrate import current, migration_engine, upgrade
from storage.outbox import ONCE_ONLY, UNSURE
from storage.tables.messages import outbox


async def restore(url: str, lines: Iterator[Line], now: datetime | None) -> dict[str, int]:
    """Fill an empty database; returns the rows of each table. Without `now` letters stay as they were.

    Raises NotADump, and LookupError where the database holds rows or the dump is of a newer release.
    """
    first = next(lines, {})
    if not is_first_line(first):
        raise NotADump("the first line names no revision")
    await _refuse_rows(url)
    await _make_tables(url, first["revision"])
    engine = migration_engine(url)
    try:
        async with engine.begin() as connection:
            filled = await load(connection, lines)
    finally:
        await engine.dispose()
    await upgrade(url)
    if now is not None:
        await _doubt_letters(url, now)
    return filled


async def _refuse_rows(url: str) -> None:
    database = open_database(url)
    try:
        if not await is_empty(database):
            raise LookupError("the database holds rows already, and a restore writes over nothing")
    finally:
        await database.dispose()


async def _make_tables(url: str, revision: str) -> None:
    if await current(url) not in (None, revision):
        raise LookupError("the database holds empty tables of another release: drop them first")
    try:
        await upgrade(url, revision)
    except Exception as error:
        if type(error).__name__ == "CommandError":  # Alembic's word for a revision it does not know
            raise LookupError("the backup was made by a newer release: install that one first") from error
        raise


async def _doubt_letters(url: str, now: datetime) -> None:
    engine = migration_engine(url)
    try:
        async with engine.begin() as connection:
            await doubt_letters(connection, now)
    finally:
        await engine.dispose()


async def doubt_letters(connection: AsyncConnection, now: datetime) -> None:
    """Due letters may have left after the dump: receipts become unknown, the rest is sent as a repeat."""
    ripe = sa.and_(outbox.c.status == "waiting", outbox.c.not_before <= now)
    due = sa.or_(ripe, outbox.c.status == "sending")
    once = outbox.c.kind.in_(ONCE_ONLY)
    await connection.execute(sa.update(outbox).where(due, once).values(status="unknown"))
    again = {"status": "waiting", "not_before": now, "provider_id": UNSURE}
    await connection.execute(sa.update(outbox).where(due, ~once).values(**again))
    drawn = sa.and_(outbox.c.status == "drawing", outbox.c.not_before <= now)
    await connection.execute(sa.update(outbox).where(drawn).values(provider_id=UNSURE))


async def is_empty(database: Database) -> bool:
    """Whether there is nothing a restore could write over: no tables, or not one row in them."""
    async with database.read() as connection:
        names = await connection.run_sync(lambda inner: sa.inspect(inner).get_table_names())
        for name in names:
            if name != "alembic_version":
                table = sa.table(name)
                if (await connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1))).first():
                    return False
    return True


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite address; None for PostgreSQL."""
    address = driver_url(url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None
