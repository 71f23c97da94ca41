"""Whose full names a person's messages may carry: the roll and the committee of the clubs they serve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables.clubs import members
from storage.tables.messages import inbox
from storage.tables.people import people, roles

TYPED_LATELY = 12  # messages: a name somebody typed may be echoed to them for the length of a talk

Bearer = tuple[int, int | None]
"""Roster number (0 for a committee member who is not on the roll) and birth year."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What one person's messages may name: `names` by full name, `own` their own, `typed` what they wrote."""

    own: str = ""
    names: Mapping[str, Sequence[Bearer]] = field(default_factory=dict)
    typed: tuple[str, ...] = ()


async def load_known_names(connection: AsyncConnection, person_ids: Sequence[int]) -> dict[int, KnownNames]:
    """By person; two of one club share its names."""
    served = await _served(connection, person_ids)
    names = await _names(connection, sorted({club for clubs in served.values() for club in clubs}))
    query = sa.select(people.c.id, people.c.name).where(people.c.id.in_(person_ids))
    found = {}
    for row in (await connection.execute(query)).all():
        here: dict[str, list[Bearer]] = {}
        for club in sorted(served.get(row.id, ())):
            for name, bearer in names.get(club, ()):
                here.setdefault(name, []).append(bearer)
        found[row.id] = KnownNames(row.name, here, await _typed(connection, row.id))
    return found


async def _served(connection: AsyncConnection, person_ids: Sequence[int]) -> dict[int, set[int]]:
    query = sa.select(roles.c.person_id, roles.c.club_id).where(
        roles.c.person_id.in_(person_ids), roles.c.club_id.is_not(None)
    )
    found: dict[int, set[int]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.person_id, set()).add(row.club_id)
    return found


async def _names(connection: AsyncConnection, clubs: Sequence[int]) -> dict[int, list[tuple[str, Bearer]]]:
    roll = sa.select(members.c.club_id, members.c.name, members.c.roster_number, members.c.birth_year)
    committee = (
        sa.select(roles.c.club_id, people.c.name, sa.literal(0).label("roster_number"), people.c.birth_year)
        .join(people, people.c.id == roles.c.person_id)
        .where(roles.c.club_id.in_(clubs))
    )
    both = sa.union_all(roll.where(members.c.club_id.in_(clubs)), committee)
    found: dict[int, list[tuple[str, Bearer]]] = {}
    for row in await connection.execute(both):
        found.setdefault(row.club_id, []).append((row.name, (row.roster_number, row.birth_year)))
    return found


async def _typed(connection: AsyncConnection, person_id: int) -> tuple[str, ...]:
    query = (
        sa.select(inbox.c.body)
        .where(inbox.c.person_id == person_id)
        .order_by(inbox.c.id.desc())
        .limit(TYPED_LATELY)
    )
    bodies = (await connection.execute(query)).scalars()
    return tuple(str(body.get("text") or "") for body in bodies)
