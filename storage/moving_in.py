"""Writes clubs moved in out of a workbook, in one transaction; what is there already is left as it is.

A club is known by its name in its commune, a member by the number, a beginning by the fund having one: so
the same workbook may be read twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.club.moving_in import NewClub, NewLoan, NewMember, Workbook
from handlers.club.sheet_rows import CLUBS, COLUMNS, ROLL, Fault
from handlers.fund.wanted import OldLoan, SetOpening
from storage.clubs import load_members
from storage.ledger import post
from storage.opening_postings import opening_postings
from storage.people_records import Member
from storage.records import Fund
from storage.summaries import refresh
from storage.tables.clubs import areas, clubs, members
from storage.tables.fund import entries


@dataclass(slots=True)
class Made:
    """What one reading of a workbook added, and how much of it was there already."""

    clubs: int = 0
    members: int = 0
    openings: int = 0
    loans: int = 0
    known: int = 0
    faults: list[Fault] = field(default_factory=list)


async def move_in(connection: AsyncConnection, book: Workbook, at: datetime) -> Made:
    """Every club of the workbook; with faults in `Made` the caller takes the transaction back."""
    made = Made()
    for club in book.clubs:
        club_id = await _club(connection, club, made)
        if club_id is None:
            continue
        await _members(connection, club_id, [one for one in book.members if one.club == club.name], made)
        running = [one for one in book.loans if one.club == club.name]
        await _opening(connection, club_id, club, running, at, made)
    return made


async def _club(connection: AsyncConnection, club: NewClub, made: Made) -> int | None:
    area = sa.select(areas.c.code).where(areas.c.code == club.area_code, areas.c.kind == "commune")
    if (await connection.execute(area)).first() is None:
        made.faults.append(Fault(CLUBS, club.row, "Mã xã", "no_area"))
        return None
    same = sa.select(clubs.c.id).where(clubs.c.area_code == club.area_code, clubs.c.name == club.name)
    known: int | None = (await connection.execute(same)).scalar_one_or_none()
    if known is not None:
        made.known += 1
        return known
    settings = {"monthly_rate_bp": club.rate_bp, "dues_amount": club.dues}
    row = {"area_code": club.area_code, "name": club.name, "hamlet": club.hamlet, "settings": settings}
    made.clubs += 1
    return int((await connection.execute(sa.insert(clubs).values(**row).returning(clubs.c.id))).scalar_one())


async def _members(connection: AsyncConnection, club_id: int, lines: Sequence[NewMember], made: Made) -> None:
    here = {member.roster_number: member for member in (await load_members(connection, [club_id]))[club_id]}
    fresh = [line for line in lines if line.number not in here]
    for line in lines:
        if line.number in here and here[line.number].name != line.name:
            made.faults.append(Fault(ROLL, line.row, COLUMNS[ROLL][1], "number_taken"))
    made.known += len(lines) - len(fresh)
    made.members += len(fresh)
    if fresh:
        await connection.execute(sa.insert(members), [_row(club_id, line) for line in fresh])
        await refresh(connection, {(club_id, line.joined_on) for line in fresh})


def _row(club_id: int, line: NewMember) -> dict[str, object]:
    return {
        "club_id": club_id,
        "roster_number": line.number,
        "name": line.name,
        "birth_year": line.birth_year,
        "sex": line.sex,
        "joined_on": line.joined_on,
    }


async def _opening(
    connection: AsyncConnection,
    club_id: int,
    club: NewClub,
    running: Sequence[NewLoan],
    at: datetime,
    made: Made,
) -> None:
    """Both funds and the loans at once; a book that has anything in it has begun already."""
    begun = sa.select(entries.c.id).where(entries.c.club_id == club_id).limit(1)
    if (await connection.execute(begun)).first() is not None:
        made.known += 1 + len(running)
        return
    roll = {member.roster_number: member for member in (await load_members(connection, [club_id]))[club_id]}
    loans = tuple(_loan(club, line, roll[line.number]) for line in running if line.number in roll)
    funds = ((Fund.ACTIVITY_FUND, club.activity), (Fund.INCOME_FUND, club.income))
    opening = SetOpening(club_id, club.day, tuple((fund, had) for fund, had in funds if had.total), loans)
    postings = await opening_postings(connection, opening)
    await post(connection, postings, at)
    made.openings += sum(posting.loan_id is None for posting in postings)
    made.loans += len(loans)


def _loan(club: NewClub, line: NewLoan, member: Member) -> OldLoan:
    """Without a day of lending it was lent before this month, so that the month's interest is due."""
    lent_on: date = line.lent_on or club.day.replace(day=1) - timedelta(days=1)
    rate = club.rate_bp if line.rate_bp is None else line.rate_bp
    return OldLoan(member, line.owed, rate, min(lent_on, line.due_on), line.due_on)
