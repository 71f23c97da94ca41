"""Two schedulers over one outbox: reminders and digests go out exactly once, also as two real processes."""

import asyncio
import json
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.rounds import do_what_is_due
from handlers.fund.posting import income_posting
from scheduler.digest_round import send_digests
from scheduler.written import Written
from storage.database import Database, open_database
from storage.ledger import post
from storage.records import Fund
from storage.tables.messages import outbox
from tests.bot.processes import finished
from tests.scheduler.commune import assistant_over, at, person, settle

MONDAY = "07/12 08:30"


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = open_database(url)
    try:
        yield database
    finally:
        await database.dispose()


async def _settled(database: Database, clubs: int = 6) -> None:
    async with database.write() as connection:
        villages = await settle(connection, [f"CLB thôn {n}" for n in range(clubs)])
        for name in ("Lò Thị Mai", "Ma Văn Sơn"):
            await person(connection, name, "officer", area_code="tq")
        gift = income_posting(villages[0].club, Fund.ACTIVITY_FUND, 500_000, "gift", date(2026, 12, 3))
        await post(connection, [gift], at("03/12 09:00"))


async def _keys(database: Database) -> list[str]:
    async with database.read() as connection:
        return list(await connection.scalars(sa.select(outbox.c.key).order_by(outbox.c.key)))


@pytest.fixture
async def wanted(tmp_path: Path, sqlite_template: Path) -> list[str]:
    """The keys one scheduler alone writes on that Monday."""
    shutil.copy(sqlite_template, tmp_path / "alone.db")
    async with opened(f"sqlite:///{tmp_path / 'alone.db'}") as alone:
        await _settled(alone)
        await do_what_is_due(assistant_over(alone), at(MONDAY), tmp_path)
        return await _keys(alone)


async def test_two_schedulers_in_postgresql(wanted: list[str], postgresql_url: str, tmp_path: Path) -> None:
    async with opened(postgresql_url) as one, opened(postgresql_url) as other:
        await _settled(one)
        for clock in (MONDAY, MONDAY, "07/12 08:31"):
            rounds = (
                do_what_is_due(assistant_over(each), at(clock), tmp_path / "d") for each in (one, other)
            )
            await asyncio.gather(*rounds)
        assert await _keys(one) == wanted
    assert Counter(key.split("/")[0] for key in wanted) == {"remind": 15, "digest": 5}


async def test_two_processes_write_each_letter_once(
    wanted: list[str], database_url: str, tmp_path: Path
) -> None:
    async with opened(database_url) as database:
        await _settled(database)
        tick = ("tick", "--now", "2026-12-07T08:30", "--json", "--db", database_url)
        place = {"CLB_DATA_DIR": str(tmp_path)}
        ended = await asyncio.gather(*(finished(*tick, environment=place) for _ in range(2)))
        assert [(status, trouble) for status, _, trouble in ended] == [(0, "")] * 2
        said = [json.loads(line)["key"] for _, out, _ in ended for line in out.splitlines()]
        assert sorted(said) == await _keys(database) == wanted


async def test_a_report_between_two_schedulers_adds_no_second_half(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """The first scheduler's digest had one part, the second one's has two: nobody gets half of another."""
    await _settled(sqlite_database)
    words = assistant_over(sqlite_database).wording
    first = await send_digests(sqlite_database, words, tmp_path, at(MONDAY))
    async with sqlite_database.write() as connection:
        await connection.execute(sa.text("DELETE FROM settings WHERE key LIKE 'digest_done/%'"))
        one_part = [row.key for row in first if row.key.endswith("/2")]
        await connection.execute(sa.delete(outbox).where(outbox.c.key.in_(one_part)))
    assert one_part
    again: list[Written] = await send_digests(sqlite_database, words, tmp_path, at("07/12 08:31"))
    assert again == []


@pytest.mark.parametrize("clock", ["07/12 07:29", "07/12 12:00", "07/12 20:30", "07/12 23:00", "08/12 08:00"])
async def test_digests_are_written_in_mondays_push_hours_only(
    sqlite_database: Database, tmp_path: Path, clock: str
) -> None:
    await _settled(sqlite_database)
    words = assistant_over(sqlite_database).wording
    assert await send_digests(sqlite_database, words, tmp_path, at(clock)) == []
    assert await send_digests(sqlite_database, words, tmp_path, at("14/12 13:30")) != []
