"""Migrations: up, down and up again, no drift from the tables in code, books guarded at every end."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage import migrate
from storage.tables.every import metadata

GUARDS = {"entries_refuse_update", "entries_refuse_delete", "lines_refuse_update", "lines_refuse_delete"}


Answer = TypeVar("Answer")


async def _ask(url: str, question: Callable[[sa.Connection], Answer]) -> Answer:
    engine = migrate.migration_engine(url)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(question)
    finally:
        await engine.dispose()


def _tables(connection: sa.Connection) -> set[str]:
    return set(sa.inspect(connection).get_table_names()) - {"alembic_version"}


def _triggers(connection: sa.Connection) -> set[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.dialect.name == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    return set(connection.exec_driver_sql(query).scalars())


async def test_stairway_up_down_up(empty_url: str) -> None:
    assert await migrate.current(empty_url) is None
    revisions = [script.revision for script in ScriptDirectory.from_config(migrate.config()).walk_revisions()]
    for revision in reversed(revisions):
        await migrate.upgrade(empty_url, revision)
        await migrate.downgrade(empty_url, "-1")
        await migrate.upgrade(empty_url, revision)
    assert await migrate.current(empty_url) == migrate.head() == revisions[0]
    assert await _ask(empty_url, _tables) == set(metadata.tables)
    await migrate.downgrade(empty_url, "base")
    assert await _ask(empty_url, _tables) == set()


async def test_the_tables_in_code_are_the_tables_made(empty_url: str) -> None:
    await migrate.upgrade(empty_url)

    def differences(connection: sa.Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    assert await _ask(empty_url, differences) == []


async def test_checks_in_code_are_the_checks_made(empty_url: str) -> None:
    """Alembic does not compare CHECK constraints, so this does: by name and by the codes they allow."""
    await migrate.upgrade(empty_url)

    def made(connection: sa.Connection) -> dict[str, set[str]]:
        inspector = sa.inspect(connection)
        found = (inspector.get_check_constraints(table) for table in metadata.tables)
        return {str(check["name"]): _codes(check["sqltext"]) for checks in found for check in checks}

    assert await _ask(empty_url, made) == _checks_in_code()


def _checks_in_code() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table in metadata.tables.values():
        of_columns = (check for column in table.columns for check in column.constraints)
        for check in (*table.constraints, *of_columns):
            if isinstance(check, sa.CheckConstraint):
                name = str(check.name).removeprefix(f"ck_{table.name}_")
                found[f"ck_{table.name}_{name}"] = _codes(str(check.sqltext))
    return found


def _codes(condition: str) -> set[str]:
    return set(re.findall(r"'(\w+)'", condition))


async def test_upgrading_twice_changes_nothing(empty_url: str) -> None:
    await migrate.upgrade(empty_url)
    await migrate.upgrade(empty_url)
    assert await migrate.current(empty_url) == migrate.head()


async def test_a_migration_that_rebuilds_a_table_leaves_the_books_guarded(tmp_path: Path) -> None:
    """Alembic's batch mode on SQLite copies a table and drops the old one with its triggers."""
    url = f"sqlite:///{tmp_path / 'clubs.db'}"
    await migrate.upgrade(url)

    def rebuild(connection: sa.Connection) -> None:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("entries", recreate="always") as batch:
            batch.add_column(sa.Column("seen_by", sa.Integer))

    await _ask(url, rebuild)
    assert await _ask(url, _triggers) == GUARDS - {"entries_refuse_update", "entries_refuse_delete"}
    await migrate.upgrade(url)
    assert await _ask(url, _triggers) == GUARDS


async def test_a_migration_that_leaves_loose_ends_is_rolled_back(sqlite_url: str) -> None:
    stray = sa.text("INSERT INTO clubs (id, area_code, name) VALUES (1, 'nowhere', 'Khổng')")
    await _ask(sqlite_url, lambda connection: connection.execute(stray).rowcount)
    with pytest.raises(LookupError, match="clubs"):
        await migrate.upgrade(sqlite_url)
