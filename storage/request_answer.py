"""The answer to what waits for a second person or an officer: the first one stands."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.effects import Save
from storage.tables.fund import fund_requests


async def decided_first(connection: AsyncConnection, save: Save, request_id: int, *, agreed: bool) -> bool:
    """Keep who said yes or no, and when; False where somebody had answered already."""
    answer = {
        "status": "agreed" if agreed else "refused",
        "decided_by": save.caller.person.id,
        "decided_at": save.at,
    }
    waiting = sa.and_(fund_requests.c.id == request_id, fund_requests.c.status == "waiting")
    answered = sa.update(fund_requests).where(waiting).values(**answer).returning(fund_requests.c.id)
    return (await connection.execute(answered)).first() is not None
