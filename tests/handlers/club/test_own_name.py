"""Who joins as an officer or operator says a whole name: the second thumb on "1" is nobody's."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from handlers.club.join import is_whole_name
from handlers.messages import Incoming
from storage.join_store import new_invite
from storage.tables.people import people
from tests.handlers.officer.officer_desk import moment
from tests.talks.crowd import Postbag, demo_worker


@pytest.mark.parametrize("words", ["Lương Minh Tuấn", "  y  Niê ", "nguyen thi hoa"])
def test_a_whole_name(words: str) -> None:
    assert is_whole_name(words)


@pytest.mark.parametrize("words", ["1", "không", "Đúng", "2 Hoa", "0912345678", "👍 👍", ""])
def test_no_name(words: str) -> None:
    assert not is_whole_name(words)


async def test_it_is_asked_again_and_the_join_goes_on(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        database, now = runtime.assistant.database, moment("2026-11-21 09:00")
        async with database.write() as connection:
            card = await new_invite(connection, "officer", now, area_code="08")
        for words in (card.code, "1", "1", "không", "Trần Thị Hoa", "1"):
            said = Incoming("terminal", "new-officer", uuid4().hex, runtime.clock.now(), text=words)
            await runtime.receive([said])
            await runtime.settle()
        async with database.read() as connection:
            names = (await connection.scalars(sa.select(people.c.name))).all()
    replies = [text.split("Ví dụ")[0] for text in bag.to("new-officer")]
    assert replies[2] == "Dạ, bác nhắn cháu cả họ và tên ạ. "
    assert "dữ liệu" in replies[4]
    assert "xong rồi" in replies[5]
    assert "Trần Thị Hoa" in names
