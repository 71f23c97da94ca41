"""What waits is found among millions of handled messages by its own index, never by reading them all."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.messages import next_turns
from storage.outbox import claim

NOW = datetime(2026, 11, 28, 1, 30, tzinfo=UTC)


async def _plans(connection: AsyncConnection, asked: list[tuple[str, Any]]) -> str:
    found = []
    for statement, values in asked:
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        found += [str(row.detail) for row in rows]
    return "\n".join(found)


async def test_waiting_messages_and_letters_are_found_by_an_index(sqlite_database: Database) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, values))

    async with sqlite_database.write() as connection:
        engine = connection.sync_connection
        assert engine is not None
        sa.event.listen(engine, "before_cursor_execute", note)
        await next_turns(connection, 50)
        await claim(connection, ["telegram"], NOW, 50)
        sa.event.remove(engine, "before_cursor_execute", note)
        plan = await _plans(connection, asked)
    assert "ix_inbox_new" in plan
    assert "SCAN inbox USING INDEX ix_inbox_person" not in plan
    assert "SCAN outbox" not in plan
