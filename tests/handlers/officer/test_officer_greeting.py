"""Who only looks is greeted and helped with what a reader may ask, never with sending or reminding."""

import sqlalchemy as sa

from storage.tables.people import people, roles
from tests.handlers.officer.officer_desk import OfficerDesk


async def test_a_reader_is_offered_only_what_a_reader_may_do(desk: OfficerDesk) -> None:
    async with desk.database.write() as connection:
        person = sa.select(people.c.id).where(people.c.demo_handle == "commune").scalar_subquery()
        await connection.execute(sa.update(roles).where(roles.c.person_id == person).values(role="reader"))
    assert "- tình hình\n" in await desk.say("commune", "chào cháu")
    menu = await desk.say("commune", "giúp")
    assert "xem được số liệu" in menu
    assert "thông báo" not in menu
    assert (await desk.say("commune", "abc xyz")).endswith("ví dụ: tình hình")
    assert "- quá hạn vay" in await desk.say("commune", "abc xyz")
