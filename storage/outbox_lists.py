"""The outbox as its operator looks at it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables.messages import outbox


async def list_letters(connection: AsyncConnection, statuses: Sequence[str]) -> list[dict[str, Any]]:
    """Letters for the operator, oldest first."""
    query = sa.select(outbox).where(outbox.c.status.in_(statuses)).order_by(outbox.c.id)
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def count_waiting(connection: AsyncConnection) -> int:
    """Letters that have not left yet."""
    query = sa.select(sa.func.count()).select_from(outbox).where(outbox.c.status == "waiting")
    return int((await connection.execute(query)).scalar_one())
