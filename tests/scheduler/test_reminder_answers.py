"""A reminder and money in the middle of each other: whole turns on a real database."""

from storage.database import Database
from tests.scheduler.commune import round_at, say, tan_tien


async def test_money_comes_first_and_the_reminder_again_after_it(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    await round_at(sqlite_database, "02/12 08:30")
    assert "1. Đúng" in await say(sqlite_database, village.leader, "thu 300k hội phí", "02/12 08:31")
    said = await say(sqlite_database, village.leader, "1", "02/12 08:32")
    assert "phiếu thu số 1" in said
    assert "còn thiếu 2 mục: đo huyết áp và thu chi quỹ" in said  # this money is December's
    said = await say(sqlite_database, village.leader, "để lúc khác", "02/12 08:33")
    assert said == "Dạ, bao giờ cháu nhắc lại thì tiện cho bác ạ? Ví dụ: chiều mai"
    said = await say(sqlite_database, village.leader, "chiều mai", "02/12 08:34")
    assert said == "Dạ, 15 giờ chiều mai cháu nhắc bác ạ."
    said = await say(sqlite_database, village.leader, "1", "02/12 08:35")
    assert said == "Dạ, cháu nhớ lời bác dặn rồi ạ."


async def test_a_question_something_came_between_is_asked_again(sqlite_database: Database) -> None:
    village = await tan_tien(sqlite_database)
    asked = await say(sqlite_database, village.leader, "thu 300k hội phí", "02/12 08:29")
    await round_at(sqlite_database, "02/12 09:00")
    again = await say(sqlite_database, village.leader, "1", "02/12 09:01")
    assert again.splitlines()[1:] == asked.splitlines()[1:]
    assert "phiếu thu số 1" in await say(sqlite_database, village.leader, "1", "02/12 09:02")
