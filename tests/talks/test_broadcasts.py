"""Notices to many on a real database: everybody once, in their own time, and every answer noted once."""

from typing import Any

import pytest
import sqlalchemy as sa

from bot.outbox import deliver
from handlers.officer.broadcast_book import AudienceAsk
from storage.broadcast_store import load_audiences
from storage.tables.messages import broadcast_people, broadcasts, outbox
from storage.tables.people import people, roles
from storage.tables.talk import audit
from tests.talks.conversation import Conversation, conversation, moment

NINE = "2026-11-30 09:00"
WHOM = ("leaders", "committee")
MEETING = "thông báo cho ban chủ nhiệm: mai 8 giờ họp"


async def rows(talk: Conversation, query: sa.Select[Any]) -> list[Any]:
    async with (await talk.database()).read() as connection:
        return list(await connection.execute(query))


async def letters(talk: Conversation) -> list[Any]:
    return await rows(talk, sa.select(outbox).where(outbox.c.key.like("notice/broadcast/%")))


async def test_everybody_is_written_to_once_and_it_is_noted(database_url: str) -> None:
    async with conversation(database_url, NINE) as talk:
        await talk.texts("commune", MEETING, "1", "1")
        [sent] = await rows(talk, sa.select(broadcasts))
        told = await rows(talk, sa.select(broadcast_people))
        found = await letters(talk)
        acts = await rows(talk, sa.select(audit.c.details).where(audit.c.act == "broadcast"))
    assert (sent.words, sent.recipients) == ("mai 8 giờ họp", 8)
    assert sum(each.reached for each in told) == len(found) == 7
    assert {letter.status for letter in found} == {"sent"}
    assert [row.details for row in acts] == [{"reached": 7, "unreached": 1}]


async def test_leaders_only_and_never_beyond_the_area(database_url: str) -> None:
    async with conversation(database_url, NINE) as talk:
        held = await rows(talk, sa.select(roles.c.area_code).where(roles.c.role == "officer"))
        codes = sorted(row.area_code for row in held if row.area_code)
        async with (await talk.database()).read() as connection:
            asks = [AudienceAsk((code,), (), whom, moment(NINE).date()) for code in codes for whom in WHOM]
            found = await load_audiences(connection, asks)
    counted = {(ask.whom, len(found[ask].people), found[ask].clubs) for ask in asks}
    assert {("leaders", 4, 4), ("committee", 8, 4)} <= counted
    assert all(len({p.person_id for p in each.people}) == len(each.people) for each in found.values())


async def test_an_answer_is_noted_once_with_its_moment(database_url: str) -> None:
    async with conversation(database_url, NINE) as talk:
        await talk.texts("commune", MEETING, "1")
        [first] = await talk.texts("treasurer", "dạ rõ ạ")
        talk.clock.moment = moment("2026-11-30 10:00")
        [second] = await talk.texts("treasurer", "đã rõ")
        noted = await rows(
            talk, sa.select(broadcast_people).where(broadcast_people.c.understood_at.is_not(None))
        )
    assert first == second == "Dạ, cháu báo lại Hội xã Hồng Sơn là bác đã rõ. Cháu cảm ơn bác ạ."
    assert [row.understood_at for row in noted] == [moment(NINE)]


@pytest.mark.parametrize("words", ["👍", "ok", "vâng"])
async def test_a_bare_yes_counts_only_right_after_the_notice(words: str, sqlite_url: str) -> None:
    async with conversation(sqlite_url, NINE) as talk:
        await talk.texts("commune", MEETING, "1")
        talk.clock.moment = moment("2026-11-30 09:30")
        [after_other] = [(await talk.texts("leader", "quỹ", words))[-1]]
        [at_once] = await talk.texts("leader-2", words)
    assert "đã rõ" not in after_other
    assert "đã rõ" in at_once


async def test_the_button_answers_its_own_notice_in_the_middle_of_a_talk(sqlite_url: str) -> None:
    async with conversation(sqlite_url, NINE) as talk:
        await talk.texts("commune", MEETING, "1")
        await talk.texts("leader-2", "báo cáo")
        [reply] = await talk.say("leader-2", "", tap="understood:1")
        [foreign] = await talk.say("leader-2", "", tap="understood:99")
        noted = await rows(
            talk, sa.select(broadcast_people).where(broadcast_people.c.understood_at.is_not(None))
        )
    assert reply.text.startswith("Dạ, cháu báo lại Hội xã Hồng Sơn là bác đã rõ.")
    assert "Câu 1/9" in reply.text or "Đúng hết chưa" in reply.text or "xem lại" in reply.text, reply.text
    assert "câu ấy xong rồi" in foreign.text
    assert len(noted) == 1


async def test_a_notice_waits_while_its_person_is_at_an_entry(database_url: str) -> None:
    """Written at night for seven in the morning; the treasurer begins an entry at five to seven."""
    async with conversation(database_url, "2026-11-30 21:00") as talk:
        await talk.texts("commune", MEETING, "1")
        talk.clock.moment = moment("2026-12-01 06:55")
        await talk.texts("treasurer", "thu 300k hội phí")
        for clock in ("2026-12-01 07:00", "2026-12-01 07:10"):
            talk.clock.moment = moment(clock)
            await (await talk.runtime()).settle()
        mine = people.c.demo_handle == "treasurer"
        query = sa.select(outbox.c.status).join(people, people.c.id == outbox.c.person_id)
        theirs = query.where(mine, outbox.c.kind == "notice")
        waiting = await rows(talk, theirs)
        [receipt] = await talk.texts("treasurer", "1")
        talk.clock.moment = moment("2026-12-01 07:41")
        await (await talk.runtime()).settle()
        gone = await rows(talk, theirs)
    assert [row.status for row in waiting] == ["waiting"]
    assert "đã ghi" in receipt
    assert [row.status for row in gone] == ["sent"]


async def test_answers_overtake_notices_that_still_wait(database_url: str) -> None:
    """Two at a time leave the house: whoever asks meanwhile is answered before the rest of them."""
    async with conversation(database_url, NINE) as talk:
        runtime = await talk.runtime()
        database = await talk.database()
        async with database.write() as connection:
            for kind, who in (("notice", ["leader", "leader-2", "treasurer"]), ("reply", ["leader-2"])):
                for handle in who:
                    await connection.execute(_letter(kind, handle))
        sent = await deliver(database, runtime.channels, talk.clock, limit=2)
    assert [(letter.kind, letter.address) for letter in sent] == [("reply", "leader-2"), ("notice", "leader")]


def _letter(kind: str, handle: str) -> sa.Insert:
    person = sa.select(people.c.id).where(people.c.demo_handle == handle).scalar_subquery()
    at = moment(NINE)
    return sa.insert(outbox).values(
        key=f"{kind}/{handle}",
        person_id=person,
        channel="terminal",
        address=handle,
        body={"text": "x", "choices": [], "files": []},
        kind=kind,
        not_before=at,
        created_at=at,
    )


async def test_the_silent_are_nudged_once_a_day(database_url: str) -> None:
    async with conversation(database_url, NINE) as talk:
        await talk.texts("commune", "thông báo cho chủ nhiệm: mai họp", "1")
        await talk.texts("leader", "đã rõ")
        await talk.texts("commune", "ai đã rõ", "nhắc")
        [again] = await talk.texts("commune", "ai đã rõ")
        same_day = len(await letters(talk))
        talk.clock.moment = moment("2026-12-01 09:00")
        await talk.texts("commune", "ai đã rõ", "1")
        next_day = len(await letters(talk))
    assert "Hôm nay cháu nhắc lại rồi" in again
    assert (same_day, next_day) == (3 + 2, 3 + 2 + 2)


async def test_who_blocked_us_since_is_to_be_telephoned(database_url: str) -> None:
    async with conversation(database_url, NINE) as talk:
        await talk.texts("commune", "thông báo cho chủ nhiệm: mai họp", "1")
        async with (await talk.database()).write() as connection:
            first = sa.select(sa.func.min(outbox.c.id)).where(outbox.c.key.like("notice/broadcast/%"))
            await connection.execute(
                sa.update(outbox).where(outbox.c.id == first.scalar_subquery()).values(status="failed")
            )
        [result] = await talk.texts("commune", "ai đã rõ")
    assert "Đã gửi tới máy 2, đang chờ 0, không gửi được 2" in result
    assert (
        "Cần gọi điện: bác Bình (thôn Khổng, 0123 456 701), bác Hào (thôn Quyết Thắng, 0123 456 708)"
        in result
    )
