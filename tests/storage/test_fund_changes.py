"""Corrections and requests for a second person in a real book, on both databases."""

from datetime import date

import sqlalchemy as sa

from handlers.dialogue.subject import Subject
from handlers.fund.amends import AmendBook, Rewrite, undoing
from handlers.fund.book import EntryDraft
from handlers.fund.posting import lend_posting
from handlers.fund.requests import CLOSED, LARGE, AnswerRequest, AskAgreement, Asked, WaitingRequestsAsk
from storage.database import Database
from storage.fund_changes import save_amends
from storage.fund_requests import load_request_books, load_waiting_requests, save_answers, save_asks
from storage.fund_views import changes_of
from storage.ledger import balances, post
from storage.tables.fund import lines
from storage.tables.loans import loans
from storage.verify import verify
from tests.storage.club_of_khong import november, settle
from tests.storage.fund_saves import ACTIVITY, DAY, save_of, second_person, tail_of, with_gift


async def test_a_correction_leaves_both_receipts_and_the_right_sum(database: Database) -> None:
    async with database.write() as connection:
        khong = await with_gift(connection)
        gift = (await tail_of(connection, khong)).entries[-1]
        fix = AmendBook(khong.club_id, (gift,), (Rewrite(gift, 300_000),))
        save = await save_of(connection, fix, khong.treasurer, november(22), 7)
        receipts = await save_amends(connection, [save])
        again = await save_amends(connection, [save])
        tail = await tail_of(connection, khong)
        assert [receipt.number for receipt in receipts] == [3]
        assert again[0].entry_id == receipts[0].entry_id
        assert receipts[0].balances.activity_fund.box == 550_000
        assert len(tail.entries) == 4
        assert [entry.occurred_on for entry in tail.entries[-2:]] == [DAY, DAY]
        change = changes_of(tail)[0]
        assert (change.struck.id, change.by) == (gift.id, "Hoàng Thị Mai")
        assert change.instead is not None
        assert change.instead.id == receipts[0].entry_id
        assert await verify(connection) == []


async def test_undoing_a_correction_brings_the_old_entry_back(database: Database) -> None:
    async with database.write() as connection:
        khong = await with_gift(connection)
        gift = (await tail_of(connection, khong)).entries[-1]
        fix = AmendBook(khong.club_id, (gift,), (Rewrite(gift, 300_000),), dated=date(2026, 11, 22))
        await save_amends(connection, [await save_of(connection, fix, khong.treasurer, november(22), 7)])
        tail = await tail_of(connection, khong)
        strike, write = undoing(tail, tail.last_written())
        assert [entry.receipt_number for entry in strike] == [3]
        assert [(rewrite.entry.id, rewrite.amount) for rewrite in write] == [(gift.id, 500_000)]
        back = AmendBook(khong.club_id, strike, write)
        await save_amends(connection, [await save_of(connection, back, khong.treasurer, november(23), 8)])
        held = (await balances(connection, [khong.club_id]))[khong.club_id]
        assert held.activity_fund.total == 750_000
        assert await verify(connection) == []


async def test_striking_a_loan_out_cancels_it(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        await post(connection, [lend_posting(khong.club_id, khong.tu_loan, 5_000_000, DAY)], november(21))
        lent = (await tail_of(connection, khong)).entries[-1]
        strike = AmendBook(khong.club_id, (lent,))
        assert (
            await save_amends(
                connection, [await save_of(connection, strike, khong.treasurer, november(22), 7)]
            )
            == []
        )
        status = await connection.scalar(sa.select(loans.c.status).where(loans.c.id == khong.tu_loan))
        assert status == "cancelled"


async def test_a_large_sum_waits_for_the_leader(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        leader = await second_person(connection, khong)
        draft = EntryDraft("expense", ACTIVITY, 8_000_000, "equipment", DAY, "mua loa")
        ask = AskAgreement(khong.club_id, LARGE, (draft,))
        asked = (
            await save_asks(connection, [await save_of(connection, ask, khong.treasurer, november(21), 7)])
        )[0]
        assert isinstance(asked, Asked)
        assert (asked.asked, [notice.person_id for notice in asked.notices]) == ("bác leader", [leader])
        assert (await tail_of(connection, khong)).entries == ()
        mine = WaitingRequestsAsk(khong.club_id, "", khong.treasurer)
        theirs = WaitingRequestsAsk(khong.club_id, "", leader)
        waiting = await load_waiting_requests(connection, [mine, theirs], DAY)
        assert waiting[mine].requests == ()
        request = waiting[theirs].requests[0]
        assert (request.drafts, request.asker) == ((draft,), "Hoàng Thị Mai")
        save = await save_of(connection, AnswerRequest(request, True), leader, november(22), 8)
        first = await save_answers(connection, [save])
        second = await save_answers(connection, [save])
        assert [getattr(result, "late", None) for result in (first[0], second[0])] == [False, True]
        tail = await tail_of(connection, khong)
        assert [(entry.note, entry.recorded_by) for entry in tail.entries] == [("mua loa", khong.treasurer)]
        subject = Subject(khong.club_id, record=request.id)
        book = (await load_request_books(connection, [subject], DAY))[subject]
        assert book.request is not None
        assert book.request.status == "agreed"


async def test_a_closed_month_waits_for_the_officer_and_may_be_refused(database: Database) -> None:
    async with database.write() as connection:
        khong = await with_gift(connection)
        await second_person(connection, khong)
        officer = await second_person(connection, khong, "officer", area_code="hong-son")
        gift = (await tail_of(connection, khong)).entries[-1]
        fix = AmendBook(khong.club_id, (gift,), (Rewrite(gift, 300_000),))
        ask = AskAgreement(khong.club_id, CLOSED, amend=fix)
        asked = (
            await save_asks(connection, [await save_of(connection, ask, khong.treasurer, november(21), 7)])
        )[0]
        assert (asked.asked, asked.notices[0].officers_of_club) == ("", khong.club_id)
        theirs = WaitingRequestsAsk(0, "hong-son", officer)
        request = (await load_waiting_requests(connection, [theirs], DAY))[theirs].requests[0]
        assert request.amend == fix
        save = await save_of(connection, AnswerRequest(request, False), officer, november(22), 8)
        assert len(await save_answers(connection, [save])) == 1
        assert (await load_waiting_requests(connection, [theirs], DAY))[theirs].requests == ()
        assert (await balances(connection, [khong.club_id]))[khong.club_id].activity_fund.box == 750_000


async def test_a_request_that_was_overtaken_no_longer_waits(database: Database) -> None:
    async with database.write() as connection:
        khong = await with_gift(connection)
        officer = await second_person(connection, khong, "officer", area_code="hong-son")
        gift = (await tail_of(connection, khong)).entries[-1]
        fix = AmendBook(khong.club_id, (gift,), (Rewrite(gift, 300_000),))
        ask = AskAgreement(khong.club_id, CLOSED, amend=fix)
        await save_asks(connection, [await save_of(connection, ask, khong.treasurer, november(21), 7)])
        strike = AmendBook(khong.club_id, (gift,))
        await save_amends(connection, [await save_of(connection, strike, khong.treasurer, november(22), 8)])
        theirs = WaitingRequestsAsk(0, "hong-son", officer)
        assert (await load_waiting_requests(connection, [theirs], DAY))[theirs].requests == ()


async def test_without_a_second_person_the_officer_agrees_to_large_sums(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        officer = await second_person(connection, khong, "officer", area_code="hong-son")
        draft = EntryDraft("expense", ACTIVITY, 8_000_000, "equipment", DAY, "mua loa")
        ask = AskAgreement(khong.club_id, LARGE, (draft,))
        asked = (
            await save_asks(connection, [await save_of(connection, ask, khong.treasurer, november(21), 7)])
        )[0]
        assert asked.asked == ""
        theirs = WaitingRequestsAsk(0, "hong-son", officer)
        assert len((await load_waiting_requests(connection, [theirs], DAY))[theirs].requests) == 1


async def test_a_replacement_altered_by_hand_is_named(database: Database) -> None:
    async with database.write() as connection:
        khong = await with_gift(connection)
        gift = (await tail_of(connection, khong)).entries[-1]
        fix = AmendBook(khong.club_id, (gift,), (Rewrite(gift, 300_000),))
        receipts = await save_amends(
            connection, [await save_of(connection, fix, khong.treasurer, november(22), 7)]
        )
        on = " ON lines" if connection.dialect.name == "postgresql" else ""
        await connection.exec_driver_sql(f"DROP TRIGGER lines_refuse_update{on}")
        await connection.execute(
            sa.update(lines).where(lines.c.entry_id == receipts[0].entry_id).values(amount=lines.c.amount * 2)
        )
        found = await verify(connection)
        assert receipts[0].entry_id in {broken.entry_id for broken in found}
        assert gift.id not in {broken.entry_id for broken in found}
