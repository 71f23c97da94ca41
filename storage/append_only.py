"""Triggers that keep the books append-only on both databases.

Migrations that rebuild a table drop its triggers, so the same function runs after every migration.
"""

import sqlalchemy as sa

from storage.tables.fund import ERASABLE

_REFUSAL = "the books are append-only: strike an entry out with a reversal"


def guard_books(connection: sa.Connection) -> None:
    """(Re)create the triggers on `entries` and `lines`; does nothing while the tables are not there.

    DELETE is refused, and UPDATE of anything but blanking the erasable texts of an entry to NULL.
    """
    inspector = sa.inspect(connection)
    for table, erasable in (("entries", ERASABLE), ("lines", ())):
        if not inspector.has_table(table):
            continue
        columns = [str(column["name"]) for column in inspector.get_columns(table)]
        for statement in _statements(connection.dialect.name, table, columns, erasable):
            connection.exec_driver_sql(statement)


def _statements(dialect: str, table: str, columns: list[str], erasable: tuple[str, ...]) -> list[str]:
    if dialect == "postgresql":
        return _postgresql(table, _changed(columns, erasable, "IS NOT DISTINCT FROM"))
    return _sqlite(table, _changed(columns, erasable, "IS"))


def _changed(columns: list[str], erasable: tuple[str, ...], same: str) -> str:
    """SQL that is true when more than a blanking of erasable columns happened."""
    kept = [_kept(f'"{column}"', same, column in erasable) for column in columns]
    return f"NOT ({' AND '.join(kept)})"


def _kept(column: str, same: str, may_be_blanked: bool) -> str:
    unchanged = f"NEW.{column} {same} OLD.{column}"
    return f"({unchanged} OR NEW.{column} IS NULL)" if may_be_blanked else unchanged


def _sqlite(table: str, changed: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    return [
        f"DROP TRIGGER IF EXISTS {table}_refuse_update",
        f"DROP TRIGGER IF EXISTS {table}_refuse_delete",
        f"CREATE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table} WHEN {changed} {refuse}",
        f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} {refuse}",
    ]


def _postgresql(table: str, changed: str) -> list[str]:
    raising = f"RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'"
    function = "CREATE OR REPLACE FUNCTION refuse_book_change() RETURNS trigger LANGUAGE plpgsql"
    before = {
        "update": f"UPDATE ON {table} FOR EACH ROW WHEN ({changed})",
        "delete": f"DELETE ON {table} FOR EACH ROW",
        "truncate": f"TRUNCATE ON {table} FOR EACH STATEMENT",
    }
    triggers = [
        f"CREATE OR REPLACE TRIGGER {table}_refuse_{act} BEFORE {when} EXECUTE FUNCTION refuse_book_change()"
        for act, when in before.items()
    ]
    return [f"{function} AS $$ BEGIN {raising}; END $$", *triggers]
