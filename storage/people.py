"""People, their roles and their addresses on channels."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import insert_new, listed
from storage.people_records import Person, Role, RoleName
from storage.tables.people import identities, people, roles

_PERSON = tuple(field.name for field in fields(Person) if field.name != "roles")
_ROLES = sa.select(roles).where(roles.c.person_id.in_(listed("ids")))
_PEOPLE = sa.select(people).where(people.c.id.in_(listed("ids")))
_AT_ADDRESSES = sa.tuple_(identities.c.channel, identities.c.address).in_(listed("addresses"))
_KNOWN = sa.select(identities).where(_AT_ADDRESSES, identities.c.person_id.is_not(None))
_HEARD = sa.update(identities).where(_AT_ADDRESSES).values(last_heard_at=sa.bindparam("at"), blocked_at=None)


async def load_people(connection: AsyncConnection, ids: Sequence[int], on: date) -> dict[int, Person]:
    """People by id with the roles they hold on that day."""
    held: dict[int, list[Role]] = {}
    for row in (await connection.execute(_ROLES, {"ids": ids})).mappings():
        role = Role(**{**row, "role": RoleName(row["role"])})
        if role.holds_on(on):
            held.setdefault(role.person_id, []).append(role)
    rows = (await connection.execute(_PEOPLE, {"ids": ids})).mappings()
    return {row["id"]: _person(row, held.get(row["id"], [])) for row in rows}


def _person(row: Mapping[Any, Any], held: list[Role]) -> Person:
    return Person(**{name: row[name] for name in _PERSON}, roles=tuple(held))


async def person_of_handle(connection: AsyncConnection, handle: str) -> int | None:
    """The demo person with that handle."""
    found = await connection.execute(sa.select(people.c.id).where(people.c.demo_handle == handle))
    return found.scalar_one_or_none()


async def people_at(
    connection: AsyncConnection, addresses: Sequence[tuple[str, str]], at: datetime
) -> dict[tuple[str, str], int]:
    """The person behind each (channel, address); an address never seen before gets a nameless person."""
    found = await _known(connection, addresses)
    for channel, address in dict.fromkeys(addresses):
        if (channel, address) not in found:
            found[channel, address] = await _welcome(connection, channel, address)
    await connection.execute(_HEARD, {"addresses": list(addresses), "at": at})
    return found


async def _known(
    connection: AsyncConnection, addresses: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    rows = await connection.execute(_KNOWN, {"addresses": list(addresses)})
    return {(row.channel, row.address): row.person_id for row in rows}


async def _welcome(connection: AsyncConnection, channel: str, address: str) -> int:
    new = sa.insert(people).values(name="").returning(people.c.id)
    person_id = int((await connection.execute(new)).scalar_one())
    row = {"channel": channel, "address": address, "person_id": person_id}
    if not await insert_new(connection, identities, [row]):
        return (await _known(connection, [(channel, address)]))[channel, address]
    return person_id


async def add_identity(connection: AsyncConnection, channel: str, address: str, person_id: int) -> None:
    """Bind an address to a person; one that is bound already is bound anew."""
    row = {"channel": channel, "address": address, "person_id": person_id}
    if not await insert_new(connection, identities, [row]):
        await connection.execute(
            sa.update(identities)
            .where(identities.c.channel == channel, identities.c.address == address)
            .values(person_id=person_id)
        )


async def lock_people(connection: AsyncConnection, ids: Sequence[int]) -> None:
    """One sorted lock, so that two workers never wait for each other."""
    query = sa.select(people.c.id).where(people.c.id.in_(ids)).order_by(people.c.id).with_for_update()
    await connection.execute(query)


async def any_people(connection: AsyncConnection) -> bool:
    """Whether the database holds anybody at all."""
    return (await connection.execute(sa.select(people.c.id).limit(1))).first() is not None
