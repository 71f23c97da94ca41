"""A province sets when its officers get the week's digest: once a week each, whenever it is changed."""

from pathlib import Path

import pytest

from handlers.officer.calendar_changes import AS_IT_IS, Change
from scheduler.digest_round import send_digests
from storage.calendar_changes import change_calendar
from storage.database import Database
from storage.demo import seed_demo
from tests.handlers.officer.officer_desk import WORDING, moment

PROVINCE = "08"


async def sent(database: Database, folder: Path, when: str) -> list[str]:
    """The areas whose digest was written just then."""
    written = await send_digests(database, WORDING, folder, moment(when))
    return sorted({row.key.split("/")[2] for row in written})


async def set_to(database: Database, when: str, *value: int) -> None:
    async with database.write() as connection:
        at = moment(when)
        await change_calendar(connection, PROVINCE, [Change("digest", value)], at.date(), at)


@pytest.fixture
async def demo(sqlite_database: Database) -> Database:
    async with sqlite_database.write() as connection:
        await seed_demo(connection)
    return sqlite_database


async def test_its_own_moment_and_the_nations(demo: Database, tmp_path: Path) -> None:
    await set_to(demo, "2026-11-28 09:00", 1, 8, 0)
    assert await sent(demo, tmp_path, "2026-11-30 07:29") == []
    assert await sent(demo, tmp_path, "2026-11-30 07:30") == ["VN"]
    assert await sent(demo, tmp_path, "2026-11-30 09:00") == []
    assert await sent(demo, tmp_path, "2026-12-01 07:59") == []
    assert await sent(demo, tmp_path, "2026-12-01 09:00") == ["08", "08-2608"]
    assert await sent(demo, tmp_path, "2026-12-01 09:01") == []
    assert await sent(demo, tmp_path, "2026-12-02 09:00") == []


async def test_moved_to_an_earlier_moment_on_the_day_itself(demo: Database, tmp_path: Path) -> None:
    await set_to(demo, "2026-11-28 09:00", 1, 8, 0)
    assert await sent(demo, tmp_path, "2026-11-30 07:30") == ["VN"]
    await set_to(demo, "2026-11-30 09:00", 0, AS_IT_IS, AS_IT_IS)
    assert await sent(demo, tmp_path, "2026-11-30 09:01") == ["08", "08-2608"]
    assert await sent(demo, tmp_path, "2026-12-01 09:00") == []


async def test_moved_to_a_later_day_nobody_gets_it_twice(demo: Database, tmp_path: Path) -> None:
    assert await sent(demo, tmp_path, "2026-11-30 07:30") == ["08", "08-2608", "VN"]
    await set_to(demo, "2026-11-30 09:00", 2, 14, 30)
    assert await sent(demo, tmp_path, "2026-11-30 09:01") == []
    assert await sent(demo, tmp_path, "2026-12-02 14:30") == []
    assert await sent(demo, tmp_path, "2026-12-09 14:30") == ["08", "08-2608"]
