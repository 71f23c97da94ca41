"""Mã sổ tháng: the same as long as nothing changes, another as soon as anything does."""

from datetime import date

import sqlalchemy as sa

from storage.month_code import code_of, month_code
from storage.tables.fund import entries
from tests.talks.conversation import conversation

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


async def test_an_entry_of_the_month_changes_its_code_alone(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 17:00") as talk:
        database = await talk.database()
        async with database.read() as connection:
            first = sa.select(entries.c.club_id).order_by(entries.c.id).limit(1)
            club_id = (await connection.execute(first)).scalar_one()
            before = [await month_code(connection, club_id, month) for month in (OCTOBER, NOVEMBER)]
        for words in ("chi 20k mua chè", "1"):
            await talk.say("treasurer", words)
        async with database.read() as connection:
            after = [await month_code(connection, club_id, month) for month in (OCTOBER, NOVEMBER)]
    assert after[0] == before[0] != before[1] != after[1]


def test_a_code_is_two_groups_of_four_and_of_nothing_it_is_empty() -> None:
    assert len(code_of(["ab", "cd"])) == 9
    assert code_of(["ab", "cd"]) != code_of(["cd", "ab"])
    assert code_of([]) == ""
