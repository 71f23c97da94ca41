"""Meetings and the roll in the database: counts refreshed, changes traced, numbers permanent."""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from handlers.club.roster_book import MemberGone, MemberJoined, RosterBook
from handlers.decision import Caller
from handlers.dialogue.subject import Subject
from handlers.meeting.book import MeetingBook, NoteMeeting, RecordActivity, RecordRollCall
from handlers.meeting.query import turnout
from storage.activity_store import save_activities
from storage.database import Database
from storage.demo import seed_demo
from storage.effects import Save
from storage.meeting_store import load_meeting_books, save_notes, save_roll_calls
from storage.month_facts import load_month_facts
from storage.people import load_people, person_of_handle
from storage.roster_store import load_roster_books, save_members_gone, save_members_joined
from storage.tables.report import club_months
from storage.tables.talk import audit

MET = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)
KHONG = Subject(1, MET.isoformat())


async def _save(connection: Any, effect: Any) -> Save:
    person_id = await person_of_handle(connection, "secretary")
    assert person_id is not None
    person = (await load_people(connection, [person_id], MET))[person_id]
    return Save(effect, Caller(person, AT), 1, 1, 1, AT)


async def _book(connection: Any) -> MeetingBook:
    return (await load_meeting_books(connection, [KHONG], MET))[KHONG]


async def _roster(connection: Any) -> RosterBook:
    return (await load_roster_books(connection, [Subject(1)], MET))[Subject(1)]


def _call(book: MeetingBook, *numbers: int) -> RecordRollCall:
    away = tuple((book.member(number).id, "unknown") for number in numbers)
    return RecordRollCall(1, MET, 60 - len(away), 60, away)


async def test_a_roll_call_feeds_the_month(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        await save_roll_calls(connection, [await _save(connection, _call(await _book(connection), 3, 7, 12))])
        await save_notes(
            connection, [await _save(connection, NoteMeeting(1, MET, {"measured": 45, "guests": 2}))]
        )
        facts = (await load_month_facts(connection, [1], "2026-11"))[1]
        assert (facts.meeting_on, facts.present, facts.measured) == (MET, 57, 45)
        month = sa.select(club_months).where(
            club_months.c.club_id == 1, club_months.c.month == date(2026, 11, 1)
        )
        row = (await connection.execute(month)).one()
        assert (row.meetings, row.present, row.measured, row.guests) == (1, 57, 45, 2)
        book = await _book(connection)
        assert book.held is not None
        assert turnout(book, book.held) == (57, 60, 32, 38)
        assert (await connection.execute(sa.select(audit))).first() is None


async def test_a_second_roll_call_corrects_and_leaves_a_trace(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        book = await _book(connection)
        for numbers in ((3, 7, 12), (3, 7, 12), (3, 7)):
            await save_roll_calls(connection, [await _save(connection, _call(book, *numbers))])
        held = (await _book(connection)).held
        assert held is not None
        assert (held.present, len(held.away)) == (58, 2)
        traces = (await connection.execute(sa.select(audit))).all()
        assert [trace.act for trace in traces] == ["meeting_changed"]
        assert (traces[0].details["old"]["present"], traces[0].details["new"]["present"]) == (57, 58)


async def test_a_changed_note_leaves_a_trace_and_a_new_one_none(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        for measured in (45, 54):
            effect = NoteMeeting(1, MET, {"measured": measured, "themes": ["digital"]})
            await save_notes(connection, [await _save(connection, effect)])
        traces = (await connection.execute(sa.select(audit))).all()
        assert len(traces) == 1
        assert traces[0].details["old"]["measured"] == 45


async def test_activities_count_in_their_month(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        before = (await load_month_facts(connection, [1], "2026-11"))[1]
        for effect in (RecordActivity(1, MET, 4, "self_help", 1, 4), RecordActivity(1, MET, 5, "rights")):
            await save_activities(connection, [await _save(connection, effect)])
        facts = (await load_month_facts(connection, [1], "2026-11"))[1]
        assert before.self_help == (2, 6)
        assert facts.self_help == (3, 10)
        assert facts.areas == before.areas | {5}


async def test_who_is_gone_keeps_the_number_and_a_newcomer_gets_the_next(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        roster = await _roster(connection)
        last = roster.members[-1]
        for _ in range(2):
            await save_members_gone(connection, [await _save(connection, MemberGone(1, last, MET, "died"))])
        joined = await _save(connection, MemberJoined(1, "Hà Thị Sen", MET, 1958, "female"))
        assert [receipt.number for receipt in await save_members_joined(connection, [joined])] == [61]
        after = await _roster(connection)
        assert [m.roster_number for m in after.members][-2:] == [59, 61]
        facts = (await load_month_facts(connection, [1], "2026-11"))[1]
        assert facts.roster == (2, 0, 1)
        acts = [row.act for row in await connection.execute(sa.select(audit).order_by(audit.c.id))]
        assert acts == ["member_gone", "member_joined"]


async def test_another_clubs_meetings_and_members_stay_out(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        await save_roll_calls(connection, [await _save(connection, _call(await _book(connection), 3))])
        other = Subject(2, MET.isoformat())
        book = (await load_meeting_books(connection, [KHONG, other], MET))[other]
        assert book.held is None
        assert {member.club_id for member in book.members} == {2}


async def test_who_owes_the_club_is_known(database: Database) -> None:
    async with database.write() as connection:
        await seed_demo(connection)
        roster = await _roster(connection)
        assert roster.owed_by(roster.members[2]) == 5_000_000
        assert roster.owed_by(roster.members[0]) == 0
