"""The roll of a club: who belongs to it, who owes it, and the moves that change it, each with its trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.club.roster_book import MemberGone, MemberJoined, RosterBook
from handlers.dialogue.subject import Subject
from storage.clubs import load_clubs, load_members, lock_clubs
from storage.effects import Save
from storage.loan_sums import outstanding
from storage.summaries import refresh
from storage.tables.clubs import members
from storage.tables.loans import loans
from storage.tables.talk import audit


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Receipt: the newcomer's roster number, and how many the club now has."""

    number: int
    members: int


async def load_roster_books(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, RosterBook]:
    """Roster books by subject; those of one club share one."""
    ids = sorted({subject.club_id for subject in subjects})
    found = await load_clubs(connection, ids)
    rosters = await load_members(connection, ids)
    owed = await _owed(connection, ids)
    books = {
        club_id: RosterBook(club, today, rosters[club_id], tuple(owed.get(club_id, ())))
        for club_id, club in found.items()
    }
    return {subject: books[subject.club_id] for subject in subjects if subject.club_id in books}


async def _owed(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    query = sa.select(loans.c.club_id, loans.c.member_id, outstanding().label("owed")).where(
        loans.c.club_id.in_(ids), loans.c.status == "open"
    )
    sums: dict[tuple[int, int], int] = {}
    for row in await connection.execute(query):
        key = (row.club_id, row.member_id)
        sums[key] = sums.get(key, 0) + int(row.owed)
    found: dict[int, list[tuple[int, int]]] = {}
    for (club_id, member_id), amount in sums.items():
        if amount > 0:
            found.setdefault(club_id, []).append((member_id, amount))
    return found


async def save_members_gone(connection: AsyncConnection, saves: Sequence[Save]) -> list[Any]:
    """Who died, left or moved keeps the roster number and the name; a second telling changes nothing."""
    for save in saves:
        effect: MemberGone = save.effect
        named = sa.and_(members.c.id == effect.member.id, members.c.left_on.is_(None))
        gone = sa.update(members).where(named).values(left_on=effect.left_on, left_reason=effect.reason)
        if (await connection.execute(gone)).rowcount:
            details = {"left_on": effect.left_on.isoformat(), "reason": effect.reason}
            await _trace(connection, save, effect.club_id, "member_gone", effect.member.id, details)
            await refresh(connection, [(effect.club_id, effect.left_on)])
    return []


async def save_members_joined(connection: AsyncConnection, saves: Sequence[Save]) -> list[Enrolled]:
    """Put newcomers onto the roll; the number is given here, under the club's lock."""
    receipts = []
    for save in saves:
        effect: MemberJoined = save.effect
        await lock_clubs(connection, [effect.club_id])
        highest = sa.select(sa.func.max(members.c.roster_number)).where(members.c.club_id == effect.club_id)
        number = ((await connection.execute(highest)).scalar_one_or_none() or 0) + 1
        new = sa.insert(members).values(
            club_id=effect.club_id, roster_number=number, name=effect.name, birth_year=effect.birth_year,
            sex=effect.sex, joined_on=effect.joined_on,
        )  # fmt: skip
        member_id = (await connection.execute(new.returning(members.c.id))).scalar_one()
        await _trace(connection, save, effect.club_id, "member_joined", member_id, {"number": number})
        await refresh(connection, [(effect.club_id, effect.joined_on)])
        now_here = (await load_members(connection, [effect.club_id], save.caller.today))[effect.club_id]
        receipts.append(Enrolled(number, len(now_here)))
    return receipts


async def _trace(
    connection: AsyncConnection, save: Save, club_id: int, act: str, member_id: int, details: dict[str, Any]
) -> None:
    await connection.execute(
        sa.insert(audit).values(
            at=save.at, person_id=save.caller.person.id, club_id=club_id, act=act,
            subject=f"member/{member_id}", details=details,
        )
    )  # fmt: skip
