"""Whether some file is to be drawn is asked every second: by an index, however many letters have left."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa

from storage.database import Database
from storage.drawing import is_any_undrawn
from storage.tables.messages import outbox
from storage.vietnam_days import begin_of
from tests.storage.plans import plan_of

NOW = begin_of(date(2026, 12, 6))
MANY = 5000


def letter(key: str, at: datetime, status: str) -> dict[str, object]:
    to = {"channel": "telegram", "address": "1", "body": {}, "kind": "reply"}
    return {"key": key, "status": status, "not_before": at, "created_at": at, **to}


async def test_undrawn_letters_are_found_by_an_index(database: Database) -> None:
    sent = [letter(f"turn/{n}", NOW - timedelta(minutes=n), "sent") for n in range(MANY)]
    async with database.write() as connection:
        await connection.execute(sa.insert(outbox), sent)
        await connection.exec_driver_sql("ANALYZE outbox" if database.dialect == "postgresql" else "ANALYZE")
    async with database.read() as connection:
        assert not await is_any_undrawn(connection, NOW)
        plan = await plan_of(connection, is_any_undrawn(connection, NOW))
    assert "ix_outbox_status" in plan
    assert "Seq Scan" not in plan
    assert "SCAN outbox" not in plan


async def test_a_letter_another_worker_draws_is_not_due(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(sa.insert(outbox), [letter("held", NOW + timedelta(seconds=30), "drawing")])
    async with database.read() as connection:
        assert not await is_any_undrawn(connection, NOW)
        assert await is_any_undrawn(connection, NOW + timedelta(minutes=1))
        assert not await is_any_undrawn(connection, NOW + timedelta(minutes=1), only="2")
