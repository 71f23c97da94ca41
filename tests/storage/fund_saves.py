"""What tests of saved talks about money share: a Save of an effect, the end of a book, people who agree."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.decision import Caller
from handlers.dialogue.subject import Subject
from handlers.fund.amends import LedgerTail
from handlers.fund.posting import income_posting
from storage.effects import Save
from storage.fund_changes import load_ledger_tails
from storage.ledger import post
from storage.people import add_identity, load_people
from storage.records import Fund
from storage.tables.people import people, roles
from tests.storage.club_of_khong import Khong, november, settle

DAY = date(2026, 11, 21)
ACTIVITY, INCOME = Fund.ACTIVITY_FUND, Fund.INCOME_FUND


async def save_of(
    connection: AsyncConnection, effect: Any, by: int, at: datetime, talk_id: int, line: int = 1
) -> Save:
    person = (await load_people(connection, [by], at.date()))[by]
    return Save(effect, Caller(person, at), talk_id, 1, line, at)


async def tail_of(connection: AsyncConnection, khong: Khong) -> LedgerTail:
    subject = Subject(khong.club_id)
    return (await load_ledger_tails(connection, [subject], DAY))[subject]


async def second_person(connection: AsyncConnection, khong: Khong, role: str = "leader", **place: Any) -> int:
    """Somebody reachable with that role."""
    new = sa.insert(people).values(name=f"bác {role}").returning(people.c.id)
    person_id = int((await connection.execute(new)).scalar_one())
    where = place or {"club_id": khong.club_id}
    await connection.execute(
        sa.insert(roles).values(person_id=person_id, role=role, since=date(2026, 1, 1), **where)
    )
    await add_identity(connection, "web", f"{role}-{person_id}", person_id)
    return person_id


async def with_gift(connection: AsyncConnection) -> Khong:
    """Khổng with dues and a gift that was entered as 500.000."""
    khong = await settle(connection)
    for number, posting in enumerate(
        (
            income_posting(khong.club_id, ACTIVITY, 250_000, "dues", DAY, note="hội phí"),
            income_posting(
                khong.club_id, ACTIVITY, 500_000, "gift", DAY, party="ông Sơn", recorded_by=khong.treasurer
            ),
        )
    ):
        await post(connection, [posting], november(21, 9, number))
    return khong
