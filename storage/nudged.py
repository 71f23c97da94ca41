"""Which clubs an officer's reminder went to already that day: nobody is told twice that it was sent."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.nudge_book import Nudged, NudgedAsk
from storage.tables.messages import outbox


async def load_nudged(connection: AsyncConnection, asks: Sequence[NudgedAsk]) -> dict[NudgedAsk, Nudged]:
    """By the keys of the letters: notice/nudge/<club>/<month>/<day>/<person>."""
    found = {}
    for ask in asks:
        that_day = outbox.c.key.like(f"notice/nudge/%/{ask.period}/{ask.on.isoformat()}/%")
        keys = (await connection.execute(sa.select(outbox.c.key).where(that_day))).scalars()
        found[ask] = Nudged(frozenset(int(key.split("/")[2]) for key in keys))
    return found
