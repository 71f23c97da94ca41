"""Who looks after which area: officers, and those who may read."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.role_days import in_force
from storage.tables.people import people, roles


@dataclass(frozen=True, slots=True)
class Watcher:
    """A person and one area of theirs."""

    person_id: int
    area_code: str


async def load_watchers(connection: AsyncConnection, on: date) -> list[Watcher]:
    """Everybody who holds an officer's or reader's role for an area on that day, each area once."""
    query = (
        sa.select(roles.c.person_id, roles.c.area_code)
        .join(people, people.c.id == roles.c.person_id)
        .where(roles.c.role.in_(("officer", "reader")), roles.c.area_code.is_not(None))
        .where(in_force(on), people.c.erased_at.is_(None))
        .distinct()
        .order_by(roles.c.area_code, roles.c.person_id)
    )
    return [Watcher(row.person_id, row.area_code) for row in await connection.execute(query)]
