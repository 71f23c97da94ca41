"""What was said to be recorded is recorded; buttons toggle those away where a channel has them."""

import sqlalchemy as sa

from handlers.messages import Outgoing
from storage.tables.meeting import absences, meetings
from storage.tables.talk import audit
from tests.talks.conversation import Conversation, conversation

AT = "2026-11-25 10:30"
BEFORE = 8  # meetings the demo has before


async def _recorded(talk: Conversation) -> tuple[int, int] | None:
    """Present, and how many names are away, of the meeting of 25/11."""
    async with (await talk.database()).read() as connection:
        query = sa.select(meetings).where(
            meetings.c.club_id == 1, meetings.c.held_on == talk.clock.moment.date()
        )
        row = (await connection.execute(query)).first()
        if row is None:
            return None
        away = await connection.execute(sa.select(absences).where(absences.c.meeting_id == row.id))
        return row.present_count, len(away.all())


async def test_recorded_as_soon_as_it_is_said_to_be(sqlite_url: str) -> None:
    async with conversation(sqlite_url, AT) as talk:
        await talk.texts("secretary", "điểm danh", "vắng 3, 7, 12")
        assert await _recorded(talk) is None
        assert (await talk.texts("secretary", "ừ đúng"))[0].startswith("Dạ, đã ghi.")
        assert await _recorded(talk) == (57, 3)


async def test_going_back_replaces_what_was_recorded(sqlite_url: str) -> None:
    async with conversation(sqlite_url, AT) as talk:
        await talk.texts(
            "secretary", "điểm danh", "vắng 3, 7, 12", "1", "quay lại", "2", "vắng 3, 7", "1", "45"
        )
        assert await _recorded(talk) == (58, 2)
        async with (await talk.database()).read() as connection:
            traces = (await connection.execute(sa.select(audit.c.act))).scalars().all()
        assert traces == ["meeting_changed"]


async def test_dropped_halfway_nothing_is_recorded(sqlite_url: str) -> None:
    async with conversation(sqlite_url, AT) as talk:
        await talk.texts("secretary", "điểm danh", "vắng 3, 7, 12", "dừng")
        assert await _recorded(talk) is None


def _tap(reply: Outgoing, label: str) -> str:
    return next(choice.tap for choice in reply.choices if choice.label == label)


async def _press(talk: Conversation, reply: Outgoing, label: str) -> Outgoing:
    return (await talk.say("secretary", "", tap=_tap(reply, label)))[-1]


async def test_members_are_toggled_by_buttons_that_the_text_does_not_number(sqlite_url: str) -> None:
    async with conversation(sqlite_url, AT) as talk:
        reply = (await talk.say("secretary", "điểm danh"))[-1]
        assert reply.choices[0].label == "12 Sáu"  # away the last time
        assert "12 Sáu" not in reply.text
        for label in ("3 Lan", "12 Sáu", "(3 Lan)", "7 Tư", "Xong"):
            reply = await _press(talk, reply, label)
        assert "số 12, ông Đỗ Văn Sáu" in reply.text
        assert "số 7, ông Trần Văn Tư" in reply.text
        assert "Lan" not in reply.text
        assert "58/60" in reply.text


async def test_a_typed_number_never_means_a_button(sqlite_url: str) -> None:
    async with conversation(sqlite_url, AT) as talk:
        texts = await talk.texts("secretary", "điểm danh", "3")
        assert texts[1].startswith('Dạ, "3" là bà Nguyễn Thị Lan')


async def test_names_typed_after_taps_are_added(sqlite_url: str) -> None:
    async with conversation(sqlite_url, AT) as talk:
        reply = (await talk.say("secretary", "điểm danh"))[-1]
        await _press(talk, reply, "3 Lan")
        assert "58/60" in (await talk.texts("secretary", "ông Tư"))[0]


async def test_every_page_of_buttons_comes_round(sqlite_url: str) -> None:
    async with conversation(sqlite_url, AT) as talk:
        reply = (await talk.say("secretary", "điểm danh"))[-1]
        seen = {choice.label for choice in reply.choices}
        for _ in range(BEFORE):
            reply = await _press(talk, reply, "Xem tiếp")
            seen |= {choice.label for choice in reply.choices}
        assert len(seen - {"Xem tiếp", "Xong"}) == 60
