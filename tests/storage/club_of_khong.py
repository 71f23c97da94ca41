"""CLB thôn Khổng as tests need it: an area, a club, a treasurer, members, a loan; and times of golden.md."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.club_now import keep_life
from storage.tables.clubs import areas, clubs, members
from storage.tables.loans import loans
from storage.tables.people import people

VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Khong:
    """Row numbers of what `settle` made."""

    club_id: int
    treasurer: int
    lan: int
    tu: int
    lan_loan: int
    tu_loan: int


def november(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of November 2026 in Vietnam."""
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


async def new_club(connection: AsyncConnection, name: str) -> int:
    """A club of xã Hồng Sơn."""
    known = await connection.scalar(sa.select(areas.c.code).where(areas.c.code == "hong-son"))
    if known is None:
        await connection.execute(
            sa.insert(areas), [{"code": "hong-son", "name": "Hồng Sơn", "kind": "commune"}]
        )
    added = sa.insert(clubs).returning(clubs.c.id)
    return int((await connection.execute(added, [{"area_code": "hong-son", "name": name}])).scalar_one())


async def settle(connection: AsyncConnection, name: str = "thôn Khổng") -> Khong:
    """The club with its treasurer, bà Lan (who owes 5 million) and ông Tư."""
    club_id = await new_club(connection, name)
    adding = sa.insert(people).returning(people.c.id)
    treasurer = (await connection.execute(adding, [{"name": "Hoàng Thị Mai"}])).scalar_one()
    rows = [
        {"club_id": club_id, "roster_number": 3, "name": "Nguyễn Thị Lan", "birth_year": 1952},
        {"club_id": club_id, "roster_number": 7, "name": "Trần Văn Tư", "birth_year": 1948},
    ]
    given = await connection.execute(
        sa.insert(members).returning(members.c.id, members.c.roster_number), rows
    )
    ids = {row.roster_number: row.id for row in given}
    await keep_life(connection, [club_id])
    lan_loan = await _loan(connection, club_id, ids[3], date(2026, 6, 1))
    tu_loan = await _loan(connection, club_id, ids[7], date(2026, 11, 24))
    return Khong(club_id, treasurer, ids[3], ids[7], lan_loan, tu_loan)


async def _loan(connection: AsyncConnection, club_id: int, member_id: int, lent_on: date) -> int:
    row = {
        "club_id": club_id,
        "member_id": member_id,
        "principal": 5_000_000,
        "months": 12,
        "monthly_rate_bp": 100,
        "lent_on": lent_on,
        "due_on": lent_on.replace(year=2027),
    }
    added = await connection.execute(sa.insert(loans).returning(loans.c.id), [row])
    return int(added.scalar_one())
