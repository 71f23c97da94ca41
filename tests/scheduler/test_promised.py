"""Promises beside reports: told once, as things stand then, and let go when nothing is left to tell."""

from pathlib import Path

import sqlalchemy as sa

from bot.rounds import do_what_is_due
from storage.database import Database
from storage.tables.fund import loan_balances
from storage.tables.talk import promises
from tests.handlers.officer.officer_desk import OfficerDesk, assistant_with_officers, officer_desk

SAU = "khoản ông Sáu 2.000.000 đồng"


async def told(desk: OfficerDesk, folder: Path, when: str) -> list[str]:
    await desk.at(when)
    written = await do_what_is_due(assistant_with_officers(desk.database), desk.clock.now(), folder)
    await desk.runtime.settle()
    desk.terminal.take()
    return [row.text for row in written if "khoản ông Sáu" in row.text]


async def standing(desk: OfficerDesk) -> list[str]:
    async with desk.database.read() as connection:
        return list((await connection.execute(sa.select(promises.c.status))).scalars())


async def test_kept_once_and_closed(sqlite_database: Database, tmp_path: Path) -> None:
    async with officer_desk(sqlite_database, "2026-12-02 08:30") as desk:
        assert len(await told(desk, tmp_path, "2026-12-02 08:30")) == 1
        assert "15 giờ chiều nay" in await desk.say("treasurer", "chiều nhắc")
        assert await told(desk, tmp_path, "2026-12-02 14:59") == []
        assert SAU in (await told(desk, tmp_path, "2026-12-02 15:00"))[0]
        assert await told(desk, tmp_path, "2026-12-02 15:01") == []
        assert await standing(desk) == ["kept"]


async def test_a_loan_paid_meanwhile_is_not_told_of(sqlite_database: Database, tmp_path: Path) -> None:
    async with officer_desk(sqlite_database, "2026-12-02 08:30") as desk:
        await told(desk, tmp_path, "2026-12-02 08:30")
        await desk.say("treasurer", "chiều nhắc")
        async with desk.database.write() as connection:
            await connection.execute(sa.update(loan_balances).values(owed=0))
        assert await told(desk, tmp_path, "2026-12-02 15:00") == []
        assert await standing(desk) == ["dropped"]


async def test_a_promise_a_machine_slept_through_is_useful_for_a_week(
    sqlite_database: Database, tmp_path: Path
) -> None:
    async with officer_desk(sqlite_database, "2026-12-02 08:30") as desk:
        await told(desk, tmp_path, "2026-12-02 08:30")
        await desk.say("treasurer", "chiều nhắc")
        assert await told(desk, tmp_path, "2026-12-04 03:00") == []
        assert len(await told(desk, tmp_path, "2026-12-04 09:00")) == 1


async def test_the_ladder_waits_for_the_moment_that_was_chosen(
    sqlite_database: Database, tmp_path: Path
) -> None:
    async with officer_desk(sqlite_database, "2026-12-02 08:30") as desk:
        await told(desk, tmp_path, "2026-12-02 08:30")
        assert "nhắc bác" in await desk.say("treasurer", "ngày 20/1 nhắc bác")
        assert await told(desk, tmp_path, "2027-01-02 08:30") == []
        assert len(await told(desk, tmp_path, "2027-01-20 08:30")) == 1
