"""What people say to the calendar, saved and read back on both databases: extension, rhythm, province."""

from datetime import date

import pytest
import sqlalchemy as sa

from handlers.calendar.settings import CalendarSettings
from storage.calendar_store import load_calendars, load_extensions
from storage.database import Database
from storage.meeting_rhythms import load_rhythms
from storage.people_records import MeetingRhythm
from storage.tables.meeting import meetings
from tests.scheduler.commune import Village, at, person, round_at, say, settle

NOVEMBER = "2026-11"


@pytest.fixture
async def village(database: Database) -> Village:
    async with database.write() as connection:
        return (await settle(connection))[0]


async def _extension(database: Database, village: Village) -> date | None:
    async with database.read() as connection:
        return (await load_extensions(connection, [village.club], [NOVEMBER])).get((village.club, NOVEMBER))


async def test_more_time_given_and_taken_back_moves_the_reminders(
    database: Database, village: Village
) -> None:
    assert [row.to for row in await round_at(database, "05/12 08:30")] == [village.leader]
    asked = await say(database, village.officer, "gia hạn cho CLB thôn Tân Tiến đến 12/12", "05/12 09:00")
    assert "12/12" in asked
    await say(database, village.officer, "1", "05/12 09:01")
    assert await _extension(database, village) == date(2026, 12, 12)
    assert await round_at(database, "07/12 08:30") == []
    [row] = await round_at(database, "09/12 08:30")
    assert (row.to, row.key.rsplit("/", 1)[1]) == (village.leader, "-3@2026-12-12")
    await say(database, village.officer, "bỏ gia hạn CLB thôn Tân Tiến", "09/12 09:00")
    await say(database, village.officer, "1", "09/12 09:01")
    assert await _extension(database, village) is None
    assert {row.to for row in await round_at(database, "10/12 08:30")} == {village.deputy, village.officer}


async def test_more_time_asked_for_and_granted(database: Database, village: Village) -> None:
    asked = await say(database, village.leader, "xin gia hạn báo cáo đến 10/12", "04/12 09:00")
    for minute in range(1, 4):
        if "?" in asked:
            asked = await say(
                database, village.leader, "1" if "1." in asked else "đi viện", f"04/12 09:0{minute}"
            )
    assert await _extension(database, village) is None
    await say(database, village.officer, "duyệt gia hạn", "04/12 10:00")
    await say(database, village.officer, "1", "04/12 10:01")
    assert await _extension(database, village) == date(2026, 12, 10)


async def test_a_rhythm_told_by_the_leader(database: Database, village: Village) -> None:
    held = {"club_id": village.club, "held_on": date(2026, 11, 25), "recorded_at": at("25/11 11:00")}
    async with database.write() as connection:
        await connection.execute(sa.insert(meetings), [held])
    asked = await say(database, village.leader, "câu lạc bộ họp hai tháng một lần", "26/11 09:00")
    assert "1." in asked
    await say(database, village.leader, "1", "26/11 09:01")
    async with database.read() as connection:
        told = (await load_rhythms(connection, [village.club]))[village.club]
    assert told == (MeetingRhythm(date(2026, 11, 1), 2),)
    assert await round_at(database, "05/12 08:30") != []
    assert await round_at(database, "2027-01-05T08:30") == []  # December lies between two meetings


async def test_a_province_sets_its_day(database: Database, village: Village) -> None:
    async with database.write() as connection:
        province = await person(connection, "Ma Thị Thu", "officer", area_code="tq")
    asked = await say(database, province, "đổi hạn báo cáo sang ngày 7", "24/11 09:00")
    assert "1." in asked
    await say(database, province, "1", "24/11 09:01")
    await say(database, province, "đổi ngày nhắc trước 5, 2 ngày", "24/11 09:02")
    await say(database, province, "1", "24/11 09:03")
    async with database.read() as connection:
        calendar = (await load_calendars(connection, ["hong-son"]))["hong-son"]
    assert (calendar.club_due_day, calendar.steps) == (7, (-5, -2, 0, 2))
    assert calendar.club_due_before == ((NOVEMBER, CalendarSettings().club_due_day),)
    days = [day for day in range(1, 11) if await round_at(database, f"{day:02}/12 08:30")]
    assert days == [2, 5, 7, 9, 10]
