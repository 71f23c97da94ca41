"""What waits is found among millions of handled messages by its own index, never by reading them all."""

from datetime import UTC, datetime

from storage.database import Database
from storage.messages import next_turns
from storage.outbox import claim
from tests.storage.plans import plan_of

NOW = datetime(2026, 11, 28, 1, 30, tzinfo=UTC)


async def test_waiting_messages_and_letters_are_found_by_an_index(sqlite_database: Database) -> None:
    async with sqlite_database.write() as connection:
        turns = await plan_of(connection, next_turns(connection, 50))
        letters = await plan_of(connection, claim(connection, ["telegram"], NOW, 50))
    assert "ix_inbox_new" in turns
    assert "SCAN inbox USING INDEX ix_inbox_person" not in turns
    assert "SCAN outbox" not in letters
