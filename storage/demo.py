"""Demo data: the clubs of the golden transcripts as they stood on 20/11/2026, through the same
`post` as real money.

What their people did afterwards is the story (demo_story.py), laid day by day up to the demo's clock.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.club.join import code_digest
from handlers.fund.posting import (
    opening_posting,
)
from storage.demo_figures import (
    AREAS,
    BORROWERS,
    CLUBS,
    COMMITTEE,
    KHONG,
    OFFICERS,
    DemoClub,
)
from storage.demo_members import members_of
from storage.demo_months import BEGUN_AT, BOOKS_BEGIN, ZONE, add_loan, months_of_khong, october
from storage.ledger import post
from storage.people import add_identity
from storage.records import Fund
from storage.summaries import rebuild
from storage.tables.clubs import areas, clubs, members
from storage.tables.people import invites, people, roles
from storage.tables.talk import settings

CHANNELS = ("web", "terminal")
STORY = "demo_story_until"
CARD = "48271936"


async def seed_demo(connection: AsyncConnection) -> None:
    """Lay the demo into an empty database."""
    rows = [dict(zip(("code", "name", "kind", "parent_code"), area, strict=True)) for area in AREAS]
    await connection.execute(sa.insert(areas), [{**row, "aliases": []} for row in rows])
    for number, club in enumerate(CLUBS, 1):
        await _club(connection, number, club)
    for handle, name, role, area in OFFICERS:
        await _person(connection, handle, name, None, None, role, area_code=area)
    await _person(connection, "stranger", "", None, None, None)
    await months_of_khong(connection)
    await _card_of_the_leader(connection)
    await rebuild(connection)
    began = datetime(2026, 11, 20, 12, tzinfo=ZONE).astimezone(UTC).isoformat()
    await connection.execute(sa.insert(settings).values(key=STORY, value=began))


async def _club(connection: AsyncConnection, club_id: int, club: DemoClub) -> None:
    await connection.execute(
        sa.insert(clubs).values(
            id=club_id,
            area_code=club.area,
            name=f"CLB {club.hamlet}",
            hamlet=club.hamlet,
            founded_on=date(2019, 5, 10),
            settings={},
            was=[],
        )
    )
    await connection.execute(sa.insert(members), members_of(club_id, club))
    handle = "leader" if club_id == 1 else f"leader-{club_id}"
    leader_id = await _person(connection, handle, *club.leader, "leader", club_id=club_id)
    if club_id == 1:
        for role, name, sex, born in COMMITTEE:
            await _person(connection, role, name, sex, born, role, club_id=club_id)
    await _opening(connection, club_id, club)
    await october(connection, club_id, club, leader_id)


async def _person(
    connection: AsyncConnection,
    handle: str,
    name: str,
    sex: str | None,
    born: int | None,
    role: str | None,
    *,
    club_id: int | None = None,
    area_code: str | None = None,
) -> int:
    row = {"name": name, "sex": sex, "birth_year": born, "demo_handle": handle}
    person_id = int(
        (await connection.execute(sa.insert(people).values(**row).returning(people.c.id))).scalar_one()
    )
    # 012x numbers were given up in 2018: nobody real is rung by somebody trying the demo
    number = {"phone": f"0123 456 {700 + person_id}"}
    await connection.execute(sa.update(people).where(people.c.id == person_id).values(**number))
    for channel in CHANNELS:
        await add_identity(connection, channel, handle, person_id)
    if role is not None:
        held = {"person_id": person_id, "role": role, "club_id": club_id, "area_code": area_code}
        await connection.execute(sa.insert(roles).values(**held, since=date(2025, 7, 1)))
    return person_id


async def _opening(connection: AsyncConnection, club_id: int, club: DemoClub) -> None:
    start = [
        opening_posting(club_id, Fund.ACTIVITY_FUND, BOOKS_BEGIN, box=club.activity),
        opening_posting(club_id, Fund.INCOME_FUND, BOOKS_BEGIN, box=club.box),
    ]
    for number, principal in enumerate(club.loans):
        roster = BORROWERS[number] if club is KHONG else number + 3
        due = date(2026, 11, 15) if club is KHONG and roster == 12 else date(2027, 6, 30)
        loan_id = await add_loan(connection, club_id, roster, principal, date(2025, 11, 15), due)
        owed = opening_posting(club_id, Fund.INCOME_FUND, BOOKS_BEGIN, lent=principal)
        start.append(replace(owed, loan_id=loan_id))
    await post(connection, start, BEGUN_AT)


async def _card_of_the_leader(connection: AsyncConnection) -> None:
    """The code on the golden card: the demo's stranger may become the leader with it."""
    leader = sa.select(people.c.id).where(people.c.demo_handle == "leader").scalar_subquery()
    ends = datetime(2027, 12, 31, tzinfo=ZONE)
    card = {"code_hash": code_digest(CARD), "person_id": leader, "role": "leader", "club_id": 1}
    await connection.execute(sa.insert(invites).values(**card, created_at=BEGUN_AT, expires_at=ends))
