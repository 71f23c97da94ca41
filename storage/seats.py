"""Who holds a role where: a seat of a club's committee, or of the officers of an area."""

from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import combining, normalize

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.hearing.folding import fold, nfc
from storage.tables.people import invites, people, roles


@dataclass(frozen=True, slots=True)
class Seat:
    """A role in one club or in one area, never both."""

    role: str
    club_id: int | None = None
    area_code: str | None = None

    def place(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """Rows of `roles` or `invites` that are of this club or area, whatever the role."""
        if self.club_id:
            return table.c.club_id == self.club_id
        return table.c.area_code == self.area_code


async def holders(connection: AsyncConnection, seat: Seat) -> dict[int, str]:
    """Names of those who hold the seat now, by person."""
    return await _people(connection, seat, roles.c.role == seat.role)


async def expected(connection: AsyncConnection, seat: Seat) -> dict[int, str]:
    """Those who hold the seat, and those who were invited to it by name and have not answered yet."""
    return await holders(connection, seat) | await _invited(connection, seat, invites.c.role == seat.role)


async def namesakes(connection: AsyncConnection, seat: Seat, name: str) -> dict[int, str]:
    """Those of that name who hold any role in the seat's place, or were invited there by name."""
    found = await _people(connection, seat, sa.true()) | await _invited(connection, seat, sa.true())
    return {person_id: each for person_id, each in found.items() if same_name(each, name)}


def same_name(name: str, typed: str) -> bool:
    """Hoà is Hòa, and "hoa" typed without accents may be both; Hoa is somebody else."""
    known, said = " ".join(nfc(name).lower().split()), " ".join(nfc(typed).lower().split())
    return fold(known) == fold(said) and (said.isascii() or _marks(known) == _marks(said))


def _marks(words: str) -> list[str]:
    """The accents alone: older spelling puts them on another vowel of the same syllable."""
    return [
        "".join(sorted(mark for mark in normalize("NFD", word) if combining(mark) or mark == "đ"))
        for word in words.split()
    ]


async def _people(connection: AsyncConnection, seat: Seat, of: sa.ColumnElement[bool]) -> dict[int, str]:
    query = (
        sa.select(people.c.id, people.c.name)
        .join(roles, roles.c.person_id == people.c.id)
        .where(seat.place(roles), of, roles.c.until.is_(None))
        .order_by(people.c.id)
    )
    return {row.id: row.name for row in await connection.execute(query)}


async def _invited(connection: AsyncConnection, seat: Seat, of: sa.ColumnElement[bool]) -> dict[int, str]:
    """A cancelled card still tells who somebody is whom nobody knows otherwise."""
    unknown_yet = ~sa.exists().where(roles.c.person_id == people.c.id)
    still_meant = sa.or_(invites.c.revoked_at.is_(None), unknown_yet)
    query = (
        sa.select(people.c.id, people.c.name)
        .join(invites, invites.c.person_id == people.c.id)
        .where(seat.place(invites), of, invites.c.used_at.is_(None), still_meant)
        .order_by(people.c.id)
    )
    return {row.id: row.name for row in await connection.execute(query)}


async def new_person(connection: AsyncConnection, name: str) -> int:
    """Somebody nobody knew before, who holds no role yet."""
    new = sa.insert(people).values(name=nfc(name)).returning(people.c.id)
    return int((await connection.execute(new)).scalar_one())


async def take_seat(connection: AsyncConnection, seat: Seat, person_id: int, today: date) -> None:
    """Give the role to somebody known; who has it already keeps it as it is."""
    if person_id in await holders(connection, seat):
        return
    held = {"role": seat.role, "club_id": seat.club_id, "area_code": seat.area_code}
    await connection.execute(sa.insert(roles).values(person_id=person_id, since=today, **held))
    await rights_changed(connection, person_id)


async def leave_seat(connection: AsyncConnection, seat: Seat, person_id: int, today: date) -> None:
    """The role ends today and stays in the history."""
    theirs = sa.and_(roles.c.person_id == person_id, roles.c.role == seat.role, roles.c.until.is_(None))
    await connection.execute(sa.update(roles).where(theirs, seat.place(roles)).values(until=today))
    await rights_changed(connection, person_id)


async def rights_changed(connection: AsyncConnection, person_id: int) -> None:
    """Raise the person's version: a role came or went, or a phone was lost."""
    raised = sa.update(people).where(people.c.id == person_id).values(version=people.c.version + 1)
    await connection.execute(raised)


def open_codes(seat: Seat, person_id: int | None, at: datetime) -> sa.ColumnElement[bool]:
    """Codes still good: of the person; of nobody in particular where the club's seat itself is meant."""
    whose = [invites.c.person_id == person_id] if person_id else []
    if person_id is None or seat.club_id:
        whose.append(invites.c.person_id.is_(None))
    good = sa.and_(invites.c.used_at.is_(None), invites.c.revoked_at.is_(None), invites.c.expires_at > at)
    return sa.and_(invites.c.role == seat.role, seat.place(invites), sa.or_(*whose), good)


async def count_open_codes(
    connection: AsyncConnection, seat: Seat, person_id: int | None, at: datetime
) -> int:
    """How many codes given out before could still be used for the same."""
    query = sa.select(sa.func.count()).select_from(invites).where(open_codes(seat, person_id, at))
    return int((await connection.execute(query)).scalar_one())


async def left_since(connection: AsyncConnection, seat: Seat, person_id: int, day: date) -> bool:
    """Whether the person gave the seat up on that day or later."""
    theirs = sa.and_(roles.c.person_id == person_id, roles.c.role == seat.role, roles.c.until >= day)
    query = sa.select(sa.exists().where(theirs, seat.place(roles)))
    return bool((await connection.execute(query)).scalar_one())
