"""How a database means to find what is asked of it, in its own words."""

from collections.abc import Awaitable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection


async def plan_of(connection: AsyncConnection, asking: Awaitable[object]) -> str:
    """The plan of every statement that `asking` runs over this connection, with its own values."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked.append((statement, values))

    inner = connection.sync_connection
    assert inner is not None
    sa.event.listen(inner, "before_cursor_execute", note)
    await asking
    sa.event.remove(inner, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    rows = [
        row
        for statement, values in asked
        for row in await connection.exec_driver_sql(f"{explain} {statement}", values)
    ]
    return "\n".join(str(row[-1]) for row in rows)
