"""Changes which codes a text column may hold: one constraint on PostgreSQL, the table anew on SQLite.

SQLite cannot alter a CHECK, and Alembic's batch mode forgets those it did not make; so the table's own SQL is
taken from the database, changed, filled and given the old name.
"""

import re
from collections.abc import Sequence

import sqlalchemy as sa


def allow(connection: sa.Connection, table: str, column: str, codes: Sequence[str]) -> None:
    """Let `column` hold exactly these codes; rows with another make the migration fail."""
    check = f"{column} IN ({', '.join(repr(code) for code in codes)})"
    name = f"ck_{table}_{column}"
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({check})")
        return
    created, *rest = _sql_of(connection, table)
    changed, found = re.subn(rf"CONSTRAINT {name} CHECK \([^()]*\([^()]*\)\)", _named(name, check), created)
    if found != 1:
        raise LookupError(f"no constraint {name} to change")
    for statement in _anew(table, changed, rest):
        connection.exec_driver_sql(statement)


def _named(name: str, check: str) -> str:
    return f"CONSTRAINT {name} CHECK ({check})"


def _sql_of(connection: sa.Connection, table: str) -> list[str]:
    """The table's CREATE TABLE, then its indexes and triggers."""
    query = (
        "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type != 'table', name"
    )
    return list(connection.exec_driver_sql(query, (table,)).scalars())


def _anew(table: str, created: str, rest: Sequence[str]) -> list[str]:
    made = re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_anew", created)
    filled = f"INSERT INTO {table}_anew SELECT * FROM {table}"  # noqa: S608  # names come from migrations
    return [made, filled, f"DROP TABLE {table}", f"ALTER TABLE {table}_anew RENAME TO {table}", *rest]
