"""The first release: every table, frozen as SQL beside this file, one text per database.

`python -m storage.migrations.freeze_first` writes those texts anew; never again after the first release.
"""

import re
from pathlib import Path

from alembic import op

from storage.append_only import guard_books

revision = "first"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table and the triggers of the books."""
    connection = op.get_bind()
    for statement in _frozen(connection.dialect.name).split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    guard_books(connection)


def downgrade() -> None:
    """Drop every table, newest first."""
    connection = op.get_bind()
    created = re.findall(r"^CREATE TABLE (\w+)", _frozen(connection.dialect.name), re.MULTILINE)
    for table in reversed(created):
        connection.exec_driver_sql(f"DROP TABLE {table}")
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP FUNCTION refuse_book_change()")


def _frozen(dialect: str) -> str:
    return (Path(__file__).parent / f"first.{dialect}.sql").read_text(encoding="utf-8")
