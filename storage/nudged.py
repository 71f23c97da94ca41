"""Which clubs an officer's reminder went to already that day: nobody is told twice that it was sent."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.nudge_book import Nudged, NudgedAsk
from storage.tables.messages import outbox
from storage.vietnam_days import begin_of, end_of

_NOTICE = outbox.c.kind == sa.literal_column("'notice'")
"""Written out, not given as a value: only so does SQLite find the partial index of notices."""

_MARGIN = timedelta(days=1)
"""The day in the key is that of the assistant's zone, whichever it is; the moment only narrows the search."""


async def load_nudged(connection: AsyncConnection, asks: Sequence[NudgedAsk]) -> dict[NudgedAsk, Nudged]:
    """By the keys of that day's notices: notice/nudge/<club>/<month>/<day>/<person>.

    A range of keys would not do: how text is ordered depends on the collation of the PostgreSQL it is in.
    """
    found = {}
    for ask in asks:
        keys = (await connection.execute(_nudges(ask))).scalars()
        found[ask] = Nudged(frozenset(int(key.split("/")[2]) for key in keys))
    return found


def _nudges(ask: NudgedAsk) -> sa.Select[Any]:
    written = outbox.c.created_at.between(begin_of(ask.on) - _MARGIN, end_of(ask.on) + _MARGIN)
    named = outbox.c.key.like(f"notice/nudge/%/{ask.period}/{ask.on.isoformat()}/%")
    return sa.select(outbox.c.key).where(_NOTICE, written, named)
