"""Today's reminders of officers are found among years of letters by the moment they were written."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from handlers.officer.nudge_book import Nudged, NudgedAsk
from storage.database import Database
from storage.nudged import load_nudged
from storage.tables.messages import outbox
from storage.vietnam_days import begin_of, end_of
from tests.storage.plans import plan_of

TODAY = date(2026, 12, 6)
ASK = NudgedAsk("2026-11", TODAY)
YEARS = 730
A_DAY = 10


def letter(key: str, at: datetime, kind: str = "notice") -> dict[str, Any]:
    to = {"channel": "telegram", "address": "1", "body": {}, "status": "sent"}
    return {"key": key, "kind": kind, "not_before": at, "created_at": at, **to}


def old_letters() -> list[dict[str, Any]]:
    """Two years of answers, and of nudges about this very month and on other days."""
    days = [TODAY - timedelta(days=n) for n in range(1, YEARS)]
    answers = [letter(f"turn/{day}/{n}", begin_of(day), "reply") for day in days for n in range(A_DAY)]
    return answers + [letter(f"notice/nudge/9/2026-11/{day}/1", end_of(day)) for day in days]


async def test_only_that_day_and_month_are_found_and_by_the_index(database: Database) -> None:
    of_today = [
        letter(f"notice/nudge/3/2026-11/{TODAY}/7", begin_of(TODAY)),
        letter(f"notice/nudge/4/2026-11/{TODAY}/8", end_of(TODAY)),
        letter(f"notice/nudge/5/2026-10/{TODAY}/9", begin_of(TODAY)),
        letter(f"notice/broadcast/6/2026-11/{TODAY}/9", begin_of(TODAY)),
    ]
    async with database.write() as connection:
        await connection.execute(sa.insert(outbox), [*old_letters(), *of_today])
        await connection.exec_driver_sql("ANALYZE outbox" if database.dialect == "postgresql" else "ANALYZE")
    async with database.read() as connection:
        assert await load_nudged(connection, [ASK]) == {ASK: Nudged(frozenset({3, 4}))}
        plan = await plan_of(connection, load_nudged(connection, [ASK]))
    assert "ix_outbox_notices" in plan
    assert "Seq Scan" not in plan
    assert "SCAN outbox" not in plan


async def test_a_new_database_finds_them_by_the_index_too(sqlite_database: Database) -> None:
    """SQLite counts its rows only when told to."""
    async with sqlite_database.read() as connection:
        assert "ix_outbox_notices" in await plan_of(connection, load_nudged(connection, [ASK]))
