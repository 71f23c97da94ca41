"""Writes the first release's tables as SQL, one text per database; a tool of developers.

After the first release the texts stay as they are and a change of tables is a new revision.
"""

from pathlib import Path

from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.schema import CreateIndex, CreateTable

from storage.tables.every import metadata

VERSIONS = Path(__file__).parent / "versions"


def frozen(dialect: Dialect) -> str:
    """CREATE TABLE and CREATE INDEX of everything, in an order that satisfies the links."""
    statements: list[str] = []
    for table in metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    return "".join(f"{_tidy(statement)};\n\n" for statement in statements).rstrip("\n") + "\n"


def _tidy(statement: str) -> str:
    return "\n".join(line.rstrip() for line in statement.strip().splitlines())


def main() -> None:
    """Write both texts."""
    for driver in ("sqlite+aiosqlite", "postgresql+asyncpg"):
        dialect = make_url(f"{driver}://").get_dialect()()
        (VERSIONS / f"first.{dialect.name}.sql").write_text(frozen(dialect), encoding="utf-8")


if __name__ == "__main__":
    main()
