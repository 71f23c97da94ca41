"""Thôi khỏi nhắc: the words, that it holds for one person and one thing, and how it is taken back."""

import pytest

from handlers.report.silence import takes_back, wants_silence
from storage.database import Database
from tests.scheduler.commune import round_at, say, tan_tien


@pytest.mark.parametrize(
    "words",
    ["thôi khỏi nhắc", "khỏi nhắc", "đừng nhắc nữa", "Đừng nhắc bác nữa nhé", "khong can nhac dau chau",
     "bác nhớ rồi khỏi nhắc", "thôi không phải nhắc nữa", "đừng có nhắc bác nữa", "khỏi phải nhắc"],
)  # fmt: skip
def test_words_that_ask_for_silence(words: str) -> None:
    assert wants_silence(words)


@pytest.mark.parametrize(
    "words",
    ["chiều nhắc", "mai nhắc bác", "đừng nhắc bây giờ", "đừng nhắc trưa, chiều nhắc bác", "nhắc lại cho bác",
     "khoan nhắc", "thôi để mai", "thu 500k", "không", "lời nhắc ông Sáu", "cảm ơn cháu đã nhắc"],
)  # fmt: skip
def test_words_that_do_not(words: str) -> None:
    assert not wants_silence(words)


@pytest.mark.parametrize(
    "words",
    ["nhắc lại cho bác", "nhắc lại bác đi", "cứ nhắc bác như cũ", "lại nhắc bác nhé", "nhac bac lai di"],
)
def test_words_that_take_it_back(words: str) -> None:
    assert takes_back(words)


@pytest.mark.parametrize("words", ["mai nhắc bác", "chiều nhắc", "nhắc bác Xuân", "nhắc", "nhắc lại 3 giờ"])
def test_words_that_take_nothing_back(words: str) -> None:
    assert not takes_back(words)


SILENT = 'Dạ, vâng ạ, báo cáo tháng 11 cháu không nhắc bác nữa. Khi nào cần, bác nhắn "nhắc lại cho bác" ạ.'


async def test_silence_holds_for_the_report_and_the_deputy_goes_on(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    assert await say(sqlite_database, village.leader, "thôi khỏi nhắc", "02/12 08:31") == SILENT
    assert "nhắc bác ạ" not in await say(sqlite_database, village.leader, "1", "02/12 08:32")
    assert await round_at(sqlite_database, "05/12 08:30") == []
    assert [row.to for row in await round_at(sqlite_database, "07/12 08:30")] == [village.deputy]
    assert [row.to for row in await round_at(sqlite_database, "08/12 08:30")] == [village.officer]


async def test_it_is_taken_back_with_four_words(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    await say(sqlite_database, village.leader, "đừng nhắc nữa", "02/12 08:31")
    said = await say(sqlite_database, village.leader, "nhắc lại cho bác", "04/12 08:31")
    assert said == "Dạ, từ nay cháu lại nhắc bác như trước ạ."
    assert [row.to for row in await round_at(sqlite_database, "05/12 08:30")] == [village.leader]
    said = await say(sqlite_database, village.leader, "cứ nhắc bác như cũ", "05/12 08:40")
    assert said.startswith("Dạ, cháu vẫn nhắc bác như thường ạ.")


async def test_a_new_promise_ends_the_silence(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    await say(sqlite_database, village.leader, "khỏi nhắc", "02/12 08:31")
    said = await say(sqlite_database, village.leader, "mai nhắc bác", "02/12 09:31")
    assert said == "Dạ, 8 giờ 30 sáng mai cháu nhắc bác ạ."
    assert [row.to for row in await round_at(sqlite_database, "03/12 08:30")] == [village.leader]


async def test_silence_drops_the_promise_and_the_next_month_begins_anew(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    await say(sqlite_database, village.leader, "chiều nhắc", "02/12 08:31")
    assert await say(sqlite_database, village.leader, "thôi khỏi nhắc nữa cháu", "02/12 08:40") == SILENT
    assert await round_at(sqlite_database, "02/12 15:00") == []
    [row] = await round_at(sqlite_database, "2027-01-02T08:30")
    assert row.key == f"remind/report/{village.club}/2026-12/{village.leader}/-3"


async def test_an_officer_may_ask_for_it_too(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "08/12 08:30")
    said = await say(sqlite_database, village.officer, "khỏi nhắc", "08/12 08:31")
    assert said.startswith("Dạ, vâng ạ, ")
    silent = await say(sqlite_database, village.officer, "nhắc lại cho bác", "08/12 08:32")
    assert silent == "Dạ, từ nay cháu lại nhắc bác như trước ạ."
