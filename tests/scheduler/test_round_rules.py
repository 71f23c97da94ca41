"""What a round combines, drops and leaves in peace; how a commune stands."""

from datetime import date, timedelta

import sqlalchemy as sa

from handlers.calendar.settings import CalendarSettings
from handlers.calendar.standing import Status, filing_rate
from scheduler.rounds import do_round
from storage.calendar_store import extend, save_calendar
from storage.club_months import load_standings
from storage.database import Database
from storage.health import load_counts
from storage.report_store import load_report_books
from storage.tables.clubs import meeting_rhythms
from storage.tables.people import identities, people
from storage.tables.talk import promises
from storage.talks import load_desks
from tests.scheduler.commune import (
    almost_done,
    assistant_over,
    at,
    file_report,
    letters_to,
    round_at,
    say,
    settle,
    tan_tien,
)


async def test_two_reports_of_one_leader_make_one_message(sqlite_database: Database) -> None:
    async with sqlite_database.write() as connection:
        first, second = await settle(connection, ["CLB thôn Khổng", "CLB thôn Đồng Tâm"])
        await connection.execute(
            sa.text("UPDATE roles SET person_id = :to WHERE person_id = :by"),
            {"to": first.leader, "by": second.leader},
        )
    [row] = await round_at(sqlite_database, "02/12 08:30")
    assert len(row.keys) == 2
    assert row.text.splitlines()[:3] == [
        "Dạ, bác còn 2 báo cáo chưa nộp:",
        "- CLB thôn Khổng, tháng 11: còn 8 mục, hạn 5/12",
        "- CLB thôn Đồng Tâm, tháng 11: còn 8 mục, hạn 5/12",
    ]
    assert await round_at(sqlite_database, "02/12 08:31") == []
    await say(sqlite_database, first.leader, "chiều nhắc", "02/12 08:32")
    [again] = await round_at(sqlite_database, "02/12 15:00")
    assert len(again.keys) == 2


async def test_the_officer_gets_a_call_list_with_phone_and_reason(sqlite_database: Database) -> None:
    async with sqlite_database.write() as connection:
        villages = await settle(connection, ["CLB thôn Tân Tiến", "CLB thôn Quyết Thắng"])
        gone = [str(villages[1].leader), str(villages[1].deputy)]
        blocked = sa.update(identities).where(identities.c.address.in_(gone))
        await connection.execute(blocked.values(blocked_at=at("01/12 08:00")))
    rows = await round_at(sqlite_database, "08/12 08:30")
    [calls] = [row.text for row in rows if row.to == villages[0].officer]
    assert calls == (
        "Dạ, bác gọi điện hỏi giúp cháu 2 CLB chưa nộp báo cáo tháng 11, hạn 5/12 ạ:\n"
        "- Tân Tiến, bác Lý Thị Xuân, 0912 345 678: chưa bắt đầu\n"
        "- Quyết Thắng, bác Lý Thị Xuân, 0912 345 678: không nhắn tin được"
    )


async def test_an_unsent_letter_is_dropped_when_the_report_arrives(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    async with sqlite_database.write() as connection:
        await file_report(connection, village.club, "2026-11", at("02/12 08:31"))
    assert await round_at(sqlite_database, "02/12 08:32") == []
    [letter] = await letters_to(sqlite_database, village.leader)
    assert letter["status"] == "overtaken"
    async with sqlite_database.read() as connection:
        assert (await load_counts(connection, at("02/12 09:00"), at("01/12 07:00"))).failed == 0


async def test_an_unsent_letter_is_overtaken_by_the_next_step(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    [row] = await round_at(sqlite_database, "05/12 08:30")
    letters = await letters_to(sqlite_database, village.leader)
    assert [letter["status"] for letter in letters] == ["overtaken", "waiting"]
    assert letters[1]["key"] == row.key


async def test_a_promise_ends_with_the_report(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    await say(sqlite_database, village.leader, "chiều nhắc", "02/12 08:31")
    async with sqlite_database.write() as connection:
        await file_report(connection, village.club, "2026-11", at("02/12 10:00"))
    assert await round_at(sqlite_database, "02/12 15:00") == []
    async with sqlite_database.read() as connection:
        assert list((await connection.execute(sa.select(promises.c.status))).scalars()) == ["dropped"]


async def test_an_open_money_question_is_left_in_peace_then_talked_to_without_numbers(
    sqlite_database: Database,
) -> None:
    village = await tan_tien(sqlite_database)
    asked = await say(sqlite_database, village.leader, "thu 300k hội phí", "02/12 08:29")
    assert "1. Đúng" in asked
    assert await round_at(sqlite_database, "02/12 08:30") == []
    assert await round_at(sqlite_database, "02/12 08:58") == []
    [row] = await round_at(sqlite_database, "02/12 08:59")
    assert "1." not in row.text
    assert row.text.startswith("Dạ, cháu nhắc thêm: báo cáo tháng 11")
    async with sqlite_database.read() as connection:
        desk = (await load_desks(connection, [village.leader]))[village.leader]
    assert desk.shown is not None
    assert desk.shown.codes == ()  # the money question has to be shown again


async def test_a_province_has_its_own_days_and_a_club_its_extension(database: Database) -> None:
    async with database.write() as connection:
        first, second = await settle(connection, ["CLB thôn Khổng", "CLB thôn Đồng Tâm"])
        await save_calendar(connection, "tq", CalendarSettings(club_due_day=8, steps=(-1,)))
        await save_calendar(connection, "tq", CalendarSettings(club_due_day=9, steps=(-1,)))
        await extend(connection, second.club, "2026-11", date(2026, 12, 12))
    assert await round_at(database, "05/12 08:30") == []
    assert [row.to for row in await round_at(database, "08/12 08:30")] == [first.leader]
    assert [row.to for row in await round_at(database, "11/12 08:30")] == [second.leader]


async def test_how_a_commune_stands(database: Database) -> None:
    async with database.write() as connection:
        villages = await settle(connection, ["CLB A", "CLB B", "CLB C"])
        await file_report(connection, villages[0].club, "2026-11", at("04/12 20:00"))
        seldom = {"club_id": villages[2].club, "since": date(2026, 1, 1), "months": 2}
        await connection.execute(sa.insert(meeting_rhythms).values(**seldom, recorded_at=at("01/01 08:00")))
        await almost_done(connection, villages[2].club)
    async with database.read() as connection:
        ids = [village.club for village in villages]
        november = await load_standings(connection, ids, "2026-11", at("06/12 09:00"))
        december = await load_standings(connection, ids, "2026-12", at("06/12 09:00"))
    assert [each.status for each in november] == [Status.SUBMITTED, Status.LATE, Status.LATE]
    assert november[0].in_time
    assert (filing_rate(november).part, filing_rate(november).whole) == (1, 3)
    assert december[2].status is Status.NO_MEETING


async def test_every_message_is_short_and_asks_once(sqlite_database: Database) -> None:
    async with sqlite_database.write() as connection:
        await settle(connection, [f"CLB liên thế hệ tự giúp nhau thôn Tân Tiến {n}" for n in range(6)])
        await connection.execute(sa.update(people).values(name="Nguyễn Thị Hoàng Oanh"))
    start, texts = at("25/11 07:00"), []
    wording = assistant_over(sqlite_database).wording
    for hours in range(0, 24 * 20, 12):
        now = start + timedelta(hours=hours, minutes=90)
        texts += [row.text for row in await do_round(sqlite_database, wording, load_report_books, now)]
    assert len(texts) > 10
    for text in texts:
        assert len(text) <= 350, text
        assert text.count("?") <= 1
