"""Rounds on real databases: golden A9 word for word, and each key one row whatever happens around it."""

import asyncio

import pytest
import sqlalchemy as sa

from scheduler.rounds import do_round
from storage.database import Database, open_database
from storage.report_store import load_report_books
from storage.tables.messages import outbox
from storage.talks import load_desks
from tests.scheduler.commune import (
    at,
    letters_to,
    round_at,
    say,
    settle,
    tan_tien,
)

A9 = """Dạ, báo cáo tháng 11 của CLB thôn Tân Tiến còn thiếu 2 mục: đo huyết áp và thu chi quỹ. \
Hạn là thứ Bảy 5/12, mình làm bây giờ nhé bác?
1. Làm ngay
2. Chiều nhắc
3. Mai nhắc"""
A9_PROMISED = """Dạ, cháu nhắc như đã hẹn: báo cáo tháng 11 còn 2 mục. Mình làm bây giờ nhé bác?
1. Làm ngay
2. Để lúc khác"""


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
    kept = await round_at(sqlite_database, "03/12 08:30")
    assert [row.to for row in kept if row.to == village.leader] == [village.leader]


async def test_two_schedulers_at_once_write_each_key_once(database_url: str) -> None:
    first, second = open_database(database_url), open_database(database_url)
    async with first.write() as connection:
        await settle(connection, [f"CLB thôn {n}" for n in range(12)])
    rounds = await asyncio.gather(*(round_at(each, "07/12 08:30") for each in (first, second, first, second)))
    keys = [row.key for rows in rounds for row in rows]
    assert len(keys) == len(set(keys)) == 24
    async with first.read() as connection:
        of_reports = sa.select(sa.func.count()).where(outbox.c.key.like("remind/report/%"))
        assert await connection.scalar(of_reports) == 24
        assert (
            await connection.scalar(sa.select(sa.func.count()).select_from(outbox)) == 25
        )  # the officer's own
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
