"""An officer enters for a club, on a real database: whose name stands where, and what may not happen."""

from typing import Any

import pytest
import sqlalchemy as sa

from handlers.messages import Kind
from storage.people import person_of_handle
from storage.tables.clubs import clubs
from storage.tables.fund import entries
from storage.tables.messages import outbox
from storage.tables.people import people, roles
from storage.tables.report import report_versions, reports
from storage.tables.talk import audit, talks
from tests.talks.conversation import Conversation, Heard, conversation, moment

MORNING = "2026-12-02 09:00"
DONG_TAM, TAN_TIEN = 2, 3


async def rows(talk: Conversation, query: sa.Select[Any]) -> list[Any]:
    async with (await talk.database()).read() as connection:
        return list(await connection.execute(query))


async def change(talk: Conversation, statement: sa.Executable) -> None:
    async with (await talk.database()).write() as connection:
        await connection.execute(statement)


async def id_of(talk: Conversation, handle: str) -> int:
    async with (await talk.database()).read() as connection:
        found = await person_of_handle(connection, handle)
    assert found is not None
    return found


async def newest_entry(talk: Conversation, club_id: int) -> Any:
    query = sa.select(entries).where(entries.c.club_id == club_id).order_by(entries.c.id.desc()).limit(1)
    return (await rows(talk, query))[0]


async def test_an_entry_names_the_officer_and_leaves_a_trace(database_url: str) -> None:
    async with conversation(database_url, MORNING) as talk:
        await talk.texts("commune", "nhập hộ CLB thôn Đồng Tâm", "thu 500k hội phí", "1")
        officer, entry = await id_of(talk, "commune"), await newest_entry(talk, DONG_TAM)
        acts = await rows(talk, sa.select(audit).where(audit.c.person_id == officer).order_by(audit.c.id))
        letters = await rows(
            talk,
            sa.select(outbox).where(outbox.c.key.like("notice/on_behalf/%")),
        )
        leader = await id_of(talk, "leader-2")
    assert (entry.recorded_by, entry.note) == (officer, "hội phí")
    assert [(act.act, act.club_id) for act in acts] == [
        ("on_behalf_begun", DONG_TAM),
        ("entered_on_behalf", DONG_TAM),
    ]
    assert acts[1].details["what"] == "PostEntry"
    assert [letter.person_id for letter in letters] == [leader]
    assert "bác Nguyễn Thị Thu, cán bộ Hội, vừa nhập hộ" in letters[0].body["text"]


async def test_the_leaders_draft_goes_on_and_is_one_report(database_url: str) -> None:
    async with conversation(database_url, MORNING) as talk:
        begun = ["không", "40", "3 cụ 12 lượt", "2 nhà 5 công", "văn nghệ", "không", "không", "1"]
        await talk.texts("commune", "nhập hộ CLB thôn Tân Tiến", "báo cáo", "tiếp", *begun)
        officer = await id_of(talk, "commune")
        filed = await rows(
            talk,
            sa.select(report_versions)
            .join(reports)
            .where(reports.c.club_id == TAN_TIEN, reports.c.period == "2026-11"),
        )
        drafts = await rows(
            talk,
            sa.select(talks).where(
                talks.c.name == "report.monthly", talks.c.subject == "club:3/period:2026-11"
            ),
        )
    assert [(row.submitted_by, row.figures["present"]) for row in filed] == [(officer, 49)]
    assert [row.status for row in drafts] == ["finished"]


@pytest.mark.parametrize("handle", ["province", "commune"])
async def test_outside_the_area_the_club_does_not_exist(handle: str, sqlite_url: str) -> None:
    async with conversation(sqlite_url, MORNING) as talk:
        [reply] = await talk.texts(handle, "nhập hộ CLB thôn Tân Tiến xã Tân Trào")
        [desk] = await talk.texts(handle, "1")
    assert ("Từ giờ" in reply or "từ giờ" in reply) == (handle == "province")
    assert "xã Tân Trào" not in desk


async def test_who_may_only_look_may_not_enter(database_url: str) -> None:
    async with conversation(database_url, MORNING) as talk:
        await change(talk, sa.update(roles).where(roles.c.area_code.is_not(None)).values(role="reader"))
        replies = await talk.texts(
            "commune", "nhập hộ CLB thôn Khổng", "thu 500k hội phí", "thông báo: mai họp"
        )
        acts = await rows(talk, sa.select(audit.c.act).where(audit.c.act == "on_behalf_begun"))
    assert "cán bộ Hội phụ trách mới làm được" in replies[0]
    assert "cán bộ Hội phụ trách mới làm được" in replies[2]
    assert acts == []


async def test_a_role_that_ended_ends_it_before_the_next_word(database_url: str) -> None:
    """The officer is relieved with an entry waiting for its "1": nothing is written."""
    async with conversation(database_url, MORNING) as talk:
        await talk.texts("commune", "nhập hộ CLB thôn Đồng Tâm", "thu 500k hội phí")
        before = await newest_entry(talk, DONG_TAM)
        officer = await id_of(talk, "commune")
        await change(
            talk, sa.update(roles).where(roles.c.person_id == officer).values(until=moment(MORNING).date())
        )
        [reply] = await talk.texts("commune", "1")
        after = await newest_entry(talk, DONG_TAM)
    assert reply.startswith("Dạ, việc nhập hộ từ hôm trước cháu đã đóng lại.")
    assert after.id == before.id


async def test_a_club_that_moved_away_ends_it_too(sqlite_url: str) -> None:
    async with conversation(sqlite_url, MORNING) as talk:
        await talk.texts("commune", "nhập hộ CLB thôn Đồng Tâm", "thu 500k hội phí")
        here = sa.select(clubs.c.area_code).where(clubs.c.id == DONG_TAM)
        other = sa.select(clubs.c.area_code).where(clubs.c.area_code != here.scalar_subquery()).limit(1)
        await change(
            talk, sa.update(clubs).where(clubs.c.id == DONG_TAM).values(area_code=other.scalar_subquery())
        )
        [reply] = await talk.texts("commune", "1")
    assert "đã đóng lại" in reply


async def test_a_large_sum_still_wants_the_leader(database_url: str) -> None:
    async with conversation(database_url, MORNING) as talk:
        large = {"large_amount": 1_000_000}
        await change(talk, sa.update(clubs).where(clubs.c.id == DONG_TAM).values(settings=large))
        before = await newest_entry(talk, DONG_TAM)
        said = await talk.texts("commune", "nhập hộ CLB thôn Đồng Tâm", "chi 2tr mua loa", "1")
        agreed = await talk.texts("commune", "đồng ý")
        asked = await rows(
            talk, sa.select(outbox.c.person_id).where(outbox.c.key.like("notice/fund.agree/%"))
        )
        leader = await id_of(talk, "leader-2")
        after = await newest_entry(talk, DONG_TAM)
    assert after.id == before.id, said
    assert [row.person_id for row in asked] == [leader]
    assert "đã ghi" not in agreed[0].lower()


async def test_the_officers_hear_once_of_messages_nobody_can_read(database_url: str) -> None:
    async with conversation(database_url, MORNING) as talk:
        for _ in range(5):
            await talk.say("leader-2", Heard("", Kind.UNSUPPORTED))
        told = await rows(
            talk,
            sa.select(outbox.c.body, people.c.demo_handle)
            .join(people, people.c.id == outbox.c.person_id)
            .where(outbox.c.key.like("notice/unread/%")),
        )
    assert [row.demo_handle for row in told] == ["commune"]
    assert told[0].body["text"].endswith("nhắn: nhập hộ CLB thôn Đồng Tâm")


async def test_looking_something_up_is_not_entering(sqlite_url: str) -> None:
    async with conversation(sqlite_url, MORNING) as talk:
        await talk.texts("commune", "nhập hộ CLB thôn Khổng", "quỹ", "sổ quỹ", "xong")
        acts = await rows(talk, sa.select(audit.c.act).where(audit.c.act == "entered_on_behalf"))
    assert acts == []
