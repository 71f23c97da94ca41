"""Promises to remind of something that is no club's report, and what somebody was reminded of last."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.calendar.duties import REPORTS, Promise
from handlers.report.put_off import ToldLast, ToldLastAsk
from storage.reminder_letters import load_last_told
from storage.tables.talk import promises

LATELY = timedelta(days=14)
"""A reminder older than this is not what "chiều nhắc" or "khỏi nhắc" speak of."""


async def load_promises_aside(connection: AsyncConnection, now: datetime) -> tuple[Promise, ...]:
    """Promises that wait, their moments in the zone of `now`; those about reports are loaded with these."""
    waits = sa.and_(promises.c.status == "waiting", promises.c.occasion.not_like(f"{REPORTS}%"))
    return tuple(
        Promise(row.id, row.person_id, row.occasion, row.at.astimezone(now.tzinfo))
        for row in await connection.execute(sa.select(promises).where(waits).order_by(promises.c.id))
    )


async def load_told_last(
    connection: AsyncConnection, asks: Sequence[ToldLastAsk]
) -> dict[ToldLastAsk, ToldLast]:
    """What each person's newest reminder was about."""
    since = {ask: datetime.combine(ask.on, time(), UTC) - LATELY for ask in asks}
    return {ask: ToldLast(await load_last_told(connection, ask.person_id, at)) for ask, at in since.items()}
