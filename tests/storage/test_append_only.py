"""The books refuse to be changed; only a person's words may be blanked, and the chain stays whole."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.posting import income_posting
from storage.database import Database
from storage.ledger import post
from storage.records import Fund
from storage.verify import verify
from tests.storage.club_of_khong import november, settle


async def _one_entry(connection: AsyncConnection) -> int:
    khong = await settle(connection)
    gift = income_posting(
        khong.club_id,
        Fund.ACTIVITY_FUND,
        500_000,
        "gift",
        november(22).date(),
        party="ông Sơn",
        note="ủng hộ",
        photo="zalo:1",
    )
    return (await post(connection, [gift], november(22)))[0].entry_id


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET seq = 2",
        "UPDATE entries SET hash = 'x'",
        "UPDATE entries SET party = 'ông Tư'",
        "UPDATE entries SET note = ''",
        "UPDATE entries SET salt = NULL, text_digest = 'x'",
        "UPDATE entries SET recorded_by = 1",
        "UPDATE lines SET amount = amount * 2",
        "UPDATE lines SET place = 'bank' WHERE place = 'box'",
        "DELETE FROM lines",
        "DELETE FROM entries",
    ],
)
async def test_changes_are_refused(database: Database, change: str) -> None:
    async with database.write() as connection:
        await _one_entry(connection)
    with pytest.raises(DBAPIError, match="append-only"):
        async with database.write() as connection:
            await connection.execute(sa.text(change))
    async with database.read() as connection:
        assert await verify(connection) == []


async def test_replacing_a_line_is_refused(sqlite_database: Database) -> None:
    """SQLite's INSERT OR REPLACE deletes without asking delete triggers, unless told to."""
    async with sqlite_database.write() as connection:
        await _one_entry(connection)
    with pytest.raises(DBAPIError, match="append-only"):
        async with sqlite_database.write() as connection:
            await connection.execute(
                sa.text("INSERT OR REPLACE INTO lines (entry_id, place, amount) VALUES (1, 'box', 9)")
            )


async def test_truncating_is_refused(postgresql_database: Database) -> None:
    """SQLite has no TRUNCATE; its DELETE without a condition is refused above."""
    with pytest.raises(DBAPIError, match="append-only"):
        async with postgresql_database.write() as connection:
            await connection.execute(sa.text("TRUNCATE entries CASCADE"))


async def test_words_may_be_blanked_and_the_chain_holds(database: Database) -> None:
    blank = "UPDATE entries SET party = NULL, note = NULL, photo = NULL, salt = NULL"
    async with database.write() as connection:
        await _one_entry(connection)
        await connection.execute(sa.text(blank))
    async with database.read() as connection:
        assert await verify(connection) == []
