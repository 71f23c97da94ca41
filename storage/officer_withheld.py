"""Messages Zalo kept from us, counted for each committee member: an officer enters in their name."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.officer.contacts import Withheld, WithheldAsk
from storage.books import chunks
from storage.people_records import COMMITTEE
from storage.role_days import in_force
from storage.tables.messages import inbox
from storage.tables.people import roles
from storage.vietnam_days import begin_of

LATELY = timedelta(days=30)
PROTECTED_ON = "zalo_bot"  # elsewhere a person chose to send what nobody can read


async def load_withheld(
    connection: AsyncConnection, asks: Sequence[WithheldAsk]
) -> dict[WithheldAsk, Withheld]:
    """By club, the count of the person with the most."""
    return {ask: await _counted(connection, ask) for ask in asks}


async def _counted(connection: AsyncConnection, ask: WithheldAsk) -> Withheld:
    most: dict[int, int] = {}
    for some in chunks(ask.club_ids):
        for row in await connection.execute(_per_person(some, ask)):
            most[row.club_id] = max(row.messages, most.get(row.club_id, 0))
    return Withheld(most)


def _per_person(club_ids: Sequence[int], ask: WithheldAsk) -> sa.Select[Any]:
    since = begin_of(ask.on) - LATELY
    return (
        sa.select(roles.c.club_id, inbox.c.person_id, sa.func.count(inbox.c.id.distinct()).label("messages"))
        .join(inbox, inbox.c.person_id == roles.c.person_id)
        .where(
            roles.c.club_id.in_(club_ids),
            roles.c.role.in_(COMMITTEE),
            in_force(ask.on),
            inbox.c.channel == PROTECTED_ON,
            inbox.c.kind == "unsupported",
            inbox.c.body["private"].as_boolean(),
            inbox.c.received_at >= since,
        )
        .group_by(roles.c.club_id, inbox.c.person_id)
    )
