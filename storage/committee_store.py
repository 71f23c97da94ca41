"""The committees of clubs, for who asks "thủ quỹ là ai"."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.inquiry.committee import Committee, CommitteeAsk, Holder
from storage.people_records import COMMITTEE
from storage.role_days import in_force
from storage.tables.people import people, roles

_ORDER = {role.value: number for number, role in enumerate(COMMITTEE)}


async def load_committees(
    connection: AsyncConnection, asks: Sequence[CommitteeAsk]
) -> dict[CommitteeAsk, Committee]:
    """Everybody with a role in each club on the day, leader first."""
    ids = {ask.club_id for ask in asks}
    held: dict[CommitteeAsk, list[Holder]] = {ask: [] for ask in asks}
    for on in {ask.on for ask in asks}:
        query = (
            sa.select(roles.c.club_id, roles.c.role, people.c.name, people.c.honorific)
            .join(people, people.c.id == roles.c.person_id)
            .where(roles.c.club_id.in_(ids), roles.c.role.in_(list(_ORDER)), in_force(on))
            .order_by(people.c.id)
        )
        for row in await connection.execute(query):
            ask = CommitteeAsk(row.club_id, on)
            if ask in held:
                held[ask].append(Holder(row.role, row.name, row.honorific or "bác"))
    return {
        ask: Committee(tuple(sorted(found, key=lambda one: _ORDER[one.role]))) for ask, found in held.items()
    }
