"""Who is busy with November's report in the demo, and who cannot be reached."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from storage.tables.people import desks, identities, people
from storage.tables.talk import talks

TAN_TIEN, QUYET_THANG = 3, 4


async def begun(connection: AsyncConnection, club_id: int) -> bool:
    """Whether somebody is at November's report already."""
    subject = str(Subject(club_id, "2026-11"))
    known = sa.select(talks.c.id).where(talks.c.name == "report.monthly", talks.c.subject == subject)
    return (await connection.execute(known)).first() is not None


async def tan_tien_begins(connection: AsyncConnection, at: datetime) -> None:
    """Bà Xuân answered two questions of her report and was called away."""
    if await begun(connection, TAN_TIEN):
        return
    leader = sa.select(people.c.id).where(people.c.demo_handle == f"leader-{TAN_TIEN}")
    person_id = (await connection.execute(leader)).scalar_one()
    answers = {
        "meeting_on": {"value": "2026-11-20", "words": "20", "on": "2026-11-24", "by": person_id, "seal": ""},
        "present": {"value": 49, "words": "49", "on": "2026-11-24", "by": person_id, "seal": ""},
    }
    state = {
        "opening": {"words": "báo cáo"},
        "answers": answers,
        "order": ["meeting_on", "present"],
        "asked": ["meeting_on", "present", "roster"],
        "touched_on": "2026-11-24",
    }
    new = sa.insert(talks).values(
        name="report.monthly",
        subject=str(Subject(TAN_TIEN, "2026-11")),
        state=state,
        round=1,
        status="parked",
        opened_at=at,
        touched_at=at,
    )
    await connection.execute(new)
    await connection.execute(sa.delete(desks).where(desks.c.person_id == person_id))


async def hao_unreachable(connection: AsyncConnection, at: datetime) -> None:
    leader = sa.select(people.c.id).where(people.c.demo_handle == f"leader-{QUYET_THANG}")
    person_id = (await connection.execute(leader)).scalar_one()
    row = {"channel": "zalo_bot", "address": "demo-hao", "person_id": person_id, "blocked_at": at}
    await connection.execute(sa.insert(identities).values(**row))
