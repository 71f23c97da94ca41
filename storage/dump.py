"""All rows of a database as plain lines, table by table in the order of their links, and back again.

Columns are read from the database itself, not from this release's tables: a backup is taken before its
database is migrated, and it goes into SQLite or PostgreSQL alike.
"""

import base64
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

Line = dict[str, Any]
ROWS_AT_A_TIME = 500
VERSION_TABLE = "alembic_version"


class NotADump(ValueError):
    """The lines are not a whole dump; the text says where they stop making sense."""


async def dump(database: Database) -> AsyncIterator[Line]:
    """One moment of the database: {"revision"}, then {"table", "columns"} and {"rows"}, then {"counts"}.

    The counts are the database's own, not of what was read: `load` finds out a reader that lost rows. Values
    are JSON: instants ISO in UTC, days ISO, bytes base64. Raises LookupError for an empty database.
    """
    async with database.read() as connection:
        found = await connection.run_sync(_reflected)
        if VERSION_TABLE not in found.tables:
            raise LookupError("the database holds no tables yet")
        version = await connection.execute(sa.select(found.tables[VERSION_TABLE].c.version_num))
        yield {"revision": version.scalar_one()}
        counts = {}
        for table in _in_order(found):
            yield {"table": table.name, "columns": [column.name for column in table.columns]}
            async for rows in _rows(connection, table):
                yield {"rows": rows}
            counts[table.name] = await connection.scalar(sa.select(sa.func.count()).select_from(table))
        yield {"counts": counts}


async def _rows(connection: AsyncConnection, table: sa.Table) -> AsyncIterator[list[list[Any]]]:
    plain = [_plain_of(column) for column in table.columns]
    query = sa.select(table).order_by(*table.primary_key.columns)
    streamed = await connection.stream(query, execution_options={"yield_per": ROWS_AT_A_TIME})
    async for rows in streamed.partitions():
        yield [[make(value) for make, value in zip(plain, row, strict=True)] for row in rows]


async def load(connection: AsyncConnection, lines: Iterable[Line]) -> dict[str, int]:
    """Fill empty tables that are at the dump's revision; returns the rows of each table.

    `lines` follow the first one ({"revision"}). Raises NotADump where they end early or do not fit.
    """
    found = await connection.run_sync(_reflected)
    await _links_later(connection, found)
    filled: dict[str, int] = {}
    here: tuple[sa.Table, list[str]] | None = None
    for line in lines:
        if "counts" in line:
            if line["counts"] != filled:
                raise NotADump("the rows are not as many as were dumped")
            await _links_now(connection, found)
            await _go_on_counting(connection, found)
            return filled
        if "table" in line:
            here = _opened(found, line)
            filled[here[0].name] = 0
        elif here is not None:
            filled[here[0].name] += await _insert(connection, *here, line["rows"])
    raise NotADump("the dump ends before its last line")


def _opened(found: sa.MetaData, line: Line) -> tuple[sa.Table, list[str]]:
    table = found.tables.get(line["table"])
    if table is None or not set(line["columns"]) <= {column.name for column in table.columns}:
        raise NotADump(f"table {line['table']!r} does not look like that at this revision")
    return table, line["columns"]


async def _insert(connection: AsyncConnection, table: sa.Table, names: list[str], rows: list[Any]) -> int:
    values = [_value_of(table.c[name], connection.dialect.name) for name in names]
    filled = [
        {name: make(value) for name, make, value in zip(names, values, row, strict=True)} for row in rows
    ]
    if filled:
        await connection.execute(sa.insert(table), filled)
    return len(filled)


# -- the shape of the database ------------------------------------------------------------------------


def _reflected(connection: sa.Connection) -> sa.MetaData:
    found = sa.MetaData()
    found.reflect(connection)
    for table in found.tables.values():
        for column in table.columns:
            if isinstance(column.type, sa.JSON):
                column.type = sa.JSON(none_as_null=True)
    return found


def _in_order(found: sa.MetaData) -> list[sa.Table]:
    return [table for table in found.sorted_tables if table.name != VERSION_TABLE]


def _plain_of(column: sa.Column[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, sa.DateTime):
        return _instant_text
    if isinstance(column.type, sa.Date):
        return lambda value: None if value is None else value.isoformat()
    if isinstance(column.type, sa.LargeBinary):
        return lambda value: None if value is None else base64.b64encode(value).decode()
    return _same


def _value_of(column: sa.Column[Any], dialect: str) -> Callable[[Any], Any]:
    if isinstance(column.type, sa.DateTime):
        return _naive_instant if dialect == "sqlite" else _instant
    if isinstance(column.type, sa.Date):
        return lambda text: None if text is None else date.fromisoformat(text)
    if isinstance(column.type, sa.LargeBinary):
        return lambda text: None if text is None else base64.b64decode(text)
    return _same


def _same(value: Any) -> Any:
    return value


def _instant_text(value: datetime | None) -> str | None:
    """SQLite keeps instants without a zone, and they are UTC (tables/base.py)."""
    if value is None:
        return None
    return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _naive_instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=None)


# -- what only PostgreSQL asks for --------------------------------------------------------------------


def _own_links(found: sa.MetaData) -> list[tuple[str, str]]:
    """Links of a table to itself: its rows may come before those they point at."""
    return [
        (table.name, str(link.name))
        for table in found.tables.values()
        for link in table.foreign_key_constraints
        if link.referred_table is table
    ]


async def _links_later(connection: AsyncConnection, found: sa.MetaData) -> None:
    if connection.dialect.name == "postgresql":
        for table, link in _own_links(found):
            await connection.exec_driver_sql(
                f'ALTER TABLE "{table}" ALTER CONSTRAINT "{link}" DEFERRABLE INITIALLY DEFERRED'
            )


async def _links_now(connection: AsyncConnection, found: sa.MetaData) -> None:
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        for table, link in _own_links(found):
            await connection.exec_driver_sql(
                f'ALTER TABLE "{table}" ALTER CONSTRAINT "{link}" NOT DEFERRABLE'
            )


async def _go_on_counting(connection: AsyncConnection, found: sa.MetaData) -> None:
    """The next row gets the number after the greatest one; SQLite sees to that by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in found.tables.values():
        if "id" in table.c:
            name = sa.literal(table.name)
            sequence = sa.func.pg_get_serial_sequence(name, "id")
            last = sa.select(sa.func.max(table.c.id)).scalar_subquery()
            await connection.execute(sa.select(sa.func.setval(sequence, last)))


def is_first_line(line: Mapping[str, Any]) -> bool:
    """Whether a dump begins here."""
    return isinstance(line.get("revision"), str)
