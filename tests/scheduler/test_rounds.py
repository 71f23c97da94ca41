"""Rounds on real databases: golden A9 word for word, and each key one row whatever happens around it."""

import asyncio
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from handlers.calendar.settings import CalendarSettings
from handlers.calendar.standing import Status, filing_rate
from scheduler.rounds import do_round
from storage.calendar_store import extend, save_calendar
from storage.database import Database, open_database
from storage.report_store import load_report_books
from storage.tables.messages import outbox
from storage.tables.people import identities, people
from storage.tables.talk import promises
from storage.talks import load_desks
from storage.time_state import load_standings
from tests.scheduler.commune import (
    Village,
    almost_done,
    assistant_over,
    at,
    file_report,
    letters_to,
    round_at,
    say,
    settle,
)

A9 = """Dạ, báo cáo tháng 11 của CLB thôn Tân Tiến còn thiếu 2 mục: đo huyết áp và thu chi quỹ. \
Hạn là thứ Bảy 5/12, mình làm bây giờ nhé bác?
1. Làm ngay
2. Chiều nhắc
3. Mai nhắc"""
A9_PROMISED = """Dạ, cháu nhắc như đã hẹn: báo cáo tháng 11 còn 2 mục. Mình làm bây giờ nhé bác?
1. Làm ngay
2. Để lúc khác"""


async def tan_tien(database: Database) -> Village:
    async with database.write() as connection:
        [village] = await settle(connection)
        await almost_done(connection, village.club)
    return village


async def test_reminded_and_put_off_twice_as_in_the_golden_talk(database: Database) -> None:
    village = await tan_tien(database)
    [row] = await round_at(database, "02/12 08:30")
    assert (row.text, row.to) == (A9, village.leader)
    assert row.key == f"remind/report/{village.club}/2026-11/{village.leader}/-3"
    said = await say(database, village.leader, "chieu nhac", "02/12 08:31")
    assert said == "Dạ, 15 giờ chiều nay cháu nhắc bác ạ."
    assert await round_at(database, "02/12 14:59") == []
    [row] = await round_at(database, "02/12 15:00")
    assert row.text == A9_PROMISED
    said = await say(database, village.leader, "tối con gái bác làm giúp", "02/12 15:01")
    assert said == (
        "Dạ, 19 giờ tối nay cháu nhắn lại. "
        "Con gái bác cứ cầm máy bác nhắn giúp, cháu ghi là có người nhập hộ ạ."
    )
    assert [row.to for row in await round_at(database, "02/12 19:00")] == [village.leader]
    assert await round_at(database, "02/12 19:01") == []


@pytest.mark.parametrize(
    "words, reply",
    [
        ("2", "Dạ, 15 giờ chiều nay cháu nhắc bác ạ."),
        ("3", "Dạ, 8 giờ 30 sáng mai cháu nhắc bác ạ."),
        ("tuần sau", "Dạ, 8 giờ 30 sáng thứ Hai 7/12 cháu nhắc bác ạ."),
        ("không", "Dạ, bao giờ cháu nhắc lại thì tiện cho bác ạ? Ví dụ: chiều mai"),
    ],
)
async def test_a_number_means_the_reminders_own_list(
    sqlite_database: Database, words: str, reply: str
) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    assert await say(sqlite_database, village.leader, words, "02/12 08:31") == reply


async def test_a_wish_may_come_unasked_and_replace_an_older_one(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    await say(sqlite_database, village.leader, "2", "02/12 08:31")
    said = await say(sqlite_database, village.leader, "thôi mai nhắc bác", "02/12 08:40")
    assert said == "Dạ, 8 giờ 30 sáng mai cháu nhắc bác ạ."
    assert await round_at(sqlite_database, "02/12 15:00") == []
    assert len(await round_at(sqlite_database, "03/12 08:30")) == 1


async def test_two_schedulers_at_once_write_each_key_once(database_url: str) -> None:
    first, second = open_database(database_url), open_database(database_url)
    async with first.write() as connection:
        await settle(connection, [f"CLB thôn {n}" for n in range(12)])
    rounds = await asyncio.gather(*(round_at(each, "07/12 08:30") for each in (first, second, first, second)))
    keys = [row.key for rows in rounds for row in rows]
    assert len(keys) == len(set(keys)) == 24
    async with first.read() as connection:
        assert await connection.scalar(sa.select(sa.func.count()).select_from(outbox)) == 24
    await first.dispose()
    await second.dispose()


async def test_a_round_that_dies_half_way_is_done_again_whole(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)

    class Power:
        def compose(self, *_: object) -> object:
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        await do_round(sqlite_database, Power(), load_report_books, at("02/12 08:30"))  # type: ignore[arg-type]  # no words on purpose
    async with sqlite_database.read() as connection:
        assert (await load_desks(connection, [village.leader]))[village.leader].talk_id == 0
    assert [row.text for row in await round_at(sqlite_database, "02/12 08:31")] == [A9]


async def test_an_outage_of_days_ends_in_one_letter(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    assert [row.to for row in await round_at(sqlite_database, "06/12 10:00")] == [village.leader]
    assert await round_at(sqlite_database, "06/12 10:01") == []
    [letter] = await letters_to(sqlite_database, village.leader)
    assert "đã qua 1 ngày" in letter["body"]["text"]


async def test_a_clock_that_jumps_a_month_and_back_sends_nothing_twice(sqlite_database: Database) -> None:
    await tan_tien(sqlite_database)
    moments = [
        "02/12 08:30",
        "2027-01-02T08:30",
        "02/12 08:31",
        "05/12 08:30",
        "2027-01-05T08:30",
        "05/12 09:00",
    ]
    keys = [row.key for moment in moments for row in await round_at(sqlite_database, moment)]
    assert len(keys) == len(set(keys))
    assert {key.rsplit("/", 1)[1] for key in keys} >= {"-3", "0"}


async def test_nothing_is_written_at_night(sqlite_database: Database) -> None:
    await tan_tien(sqlite_database)
    for clock in ("00:00", "03:00", "06:59", "11:31", "13:29", "20:01", "23:59"):
        assert await round_at(sqlite_database, f"05/12 {clock}") == []


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
        "Dạ, còn 2 CLB chưa nộp báo cáo tháng 11, hạn 5/12. Bác gọi điện hỏi giúp cháu ạ:\n"
        "- Tân Tiến, bác Lý Thị Xuân, 0912 345 678: chưa bắt đầu\n"
        "- Quyết Thắng, bác Lý Thị Xuân, 0912 345 678: Zalo không nhận tin"
    )


async def test_an_unsent_letter_is_dropped_when_the_report_arrives(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    async with sqlite_database.write() as connection:
        await file_report(connection, village.club, "2026-11", at("02/12 08:31"))
    assert await round_at(sqlite_database, "02/12 08:32") == []
    [letter] = await letters_to(sqlite_database, village.leader)
    assert (letter["status"], letter["provider_id"]) == ("failed", "dropped")


async def test_an_unsent_letter_is_overtaken_by_the_next_step(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    [row] = await round_at(sqlite_database, "05/12 08:30")
    letters = await letters_to(sqlite_database, village.leader)
    assert [letter["status"] for letter in letters] == ["failed", "waiting"]
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


async def test_a_province_has_its_own_days_and_a_club_its_extension(sqlite_database: Database) -> None:
    async with sqlite_database.write() as connection:
        first, second = await settle(connection, ["CLB thôn Khổng", "CLB thôn Đồng Tâm"])
        await save_calendar(connection, "tq", CalendarSettings(club_due_day=8, steps=(-1,)))
        await save_calendar(connection, "tq", CalendarSettings(club_due_day=9, steps=(-1,)))
        await extend(connection, second.club, "2026-11", date(2026, 12, 12))
    assert await round_at(sqlite_database, "05/12 08:30") == []
    assert [row.to for row in await round_at(sqlite_database, "08/12 08:30")] == [first.leader]
    assert [row.to for row in await round_at(sqlite_database, "11/12 08:30")] == [second.leader]


async def test_how_a_commune_stands(database: Database) -> None:
    async with database.write() as connection:
        villages = await settle(connection, ["CLB A", "CLB B", "CLB C"])
        await file_report(connection, villages[0].club, "2026-11", at("04/12 20:00"))
        seldom = sa.text("UPDATE clubs SET settings = :rhythm WHERE id = :club")
        rhythm = {"rhythm": '{"meeting_rhythm_months": 2}', "club": villages[2].club}
        await connection.execute(seldom, rhythm)
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
