"""Lending, repaying, collecting, extending and writing off, as the books of CLB thôn Khổng keep them."""

from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.decision import Caller
from handlers.dialogue.subject import Subject
from handlers.fund.posting import expense_posting, lend_posting, opening_posting, reversal_of
from handlers.loan.book import LoanBook
from handlers.loan.effects import (
    AskWriteOff,
    Collect,
    DecideWriteOff,
    Extend,
    Lend,
    Payment,
    Repay,
    Unpaid,
)
from handlers.loan.schedule import interest_due, late_days, standing
from storage.books import load_entries
from storage.database import Database
from storage.effects import Save
from storage.ledger import balances, post
from storage.loan_meeting_day import save_collections, save_extensions
from storage.loan_saving import save_loans, save_repayments
from storage.loan_store import load_loan_books
from storage.loan_write_offs import (
    load_waiting_write_offs,
    load_write_off_requests,
    save_decisions,
    save_requests,
)
from storage.people_records import Person
from storage.records import Fund, FundTotals
from storage.tables.fund import entries, fund_requests
from storage.tables.loans import loan_events, loans
from storage.verify import verify
from tests.storage.club_of_khong import Khong, november, settle

TODAY = date(2026, 11, 24)
INCOME, ACTIVITY = Fund.INCOME_FUND, Fund.ACTIVITY_FUND


async def _begin(connection: AsyncConnection) -> Khong:
    """14,2 triệu in the box; bà Lan owes 5 triệu; ông Tư's loan of the fixture is put away."""
    khong = await settle(connection)
    owed = opening_posting(khong.club_id, INCOME, date(2026, 1, 1), box=14_200_000, lent=5_000_000)
    await post(connection, [replace(owed, loan_id=khong.lan_loan)], november(1))
    await connection.execute(sa.delete(loans).where(loans.c.id == khong.tu_loan))
    return khong


def _save(khong: Khong, effect: Any, talk_id: int = 1, day: int = 24) -> Save:
    caller = Caller(Person(khong.treasurer, "Hoàng Thị Mai"), november(day))
    return Save(effect, caller, talk_id, 1, 1, november(day))


async def _book(connection: AsyncConnection, khong: Khong, today: date = TODAY) -> LoanBook:
    subject = Subject(khong.club_id, record=9)
    return (await load_loan_books(connection, [subject], today))[subject]


async def _lent(connection: AsyncConnection, khong: Khong) -> Save:
    book = await _book(connection, khong)
    terms = (5_000_000, 12, 100, "flat", "end", TODAY, date(2027, 11, 24))
    save = _save(khong, Lend(khong.club_id, book.member(khong.tu), *terms, purpose="nuôi gà"))
    receipts = await save_loans(connection, [save])
    assert [(one.side, one.number) for one in receipts] == [("out", 1)]
    return save


async def test_a_loan_moves_money_from_the_box_to_the_borrower(database: Database) -> None:
    async with database.write() as connection:
        khong = await _begin(connection)
        save = await _lent(connection, khong)
        again = await save_loans(connection, [save])
        assert [one.number for one in again] == [1]
        book = await _book(connection, khong)
        assert book.balances.income_fund == FundTotals(9_200_000, 0, 10_000_000)
        assert [loan.owed for loan in book.open_loans] == [5_000_000, 5_000_000]
        (loan,) = book.loans_of(khong.tu)
        assert (loan.rate_bp, loan.due_on, loan.purpose) == (100, date(2027, 11, 24), "nuôi gà")
        assert await verify(connection) == []


async def test_repaying_all_closes_the_loan_and_tells_its_story(database: Database) -> None:
    async with database.write() as connection:
        khong = await _begin(connection)
        book = await _book(connection, khong)
        paid = Payment(khong.lan_loan, book.member(khong.lan), 5_000_000, 50_000)
        save = _save(khong, Repay(khong.club_id, paid, INCOME, TODAY, 0))
        for _ in range(2):  # the second time writes nothing
            assert [one.number for one in await save_repayments(connection, [save])] == [1]
        (loan,) = (await _book(connection, khong)).loans
        assert (loan.owed, loan.status, loan.closed_on) == (0, "repaid", TODAY)
        told = (await connection.execute(sa.select(loan_events))).mappings().all()
        assert [(row["kind"], row["principal"], row["interest"]) for row in told] == [
            ("repay", 5_000_000, 50_000)
        ]
        assert (await balances(connection, [khong.club_id]))[khong.club_id].box == 19_250_000
        assert await verify(connection) == []


async def test_interest_goes_where_the_club_sends_it(database: Database) -> None:
    async with database.write() as connection:
        khong = await _begin(connection)
        book = await _book(connection, khong)
        paid = Payment(khong.lan_loan, book.member(khong.lan), 1_000_000, 50_000)
        receipts = await save_repayments(
            connection, [_save(khong, Repay(khong.club_id, paid, ACTIVITY, TODAY, 4_000_000))]
        )
        assert [(one.fund, one.number) for one in receipts] == [(INCOME, 1), (ACTIVITY, 1)]
        assert receipts[-1].balances.income_fund == FundTotals(15_200_000, 0, 4_000_000)
        assert receipts[-1].balances.activity_fund.total == 50_000
        (loan,) = (await _book(connection, khong)).loans
        assert sum(move.interest for move in loan.moves) == 50_000
        assert interest_due(loan, date(2026, 11, 1), None) == 0


async def test_a_repayment_struck_out_is_owed_again(database: Database) -> None:
    async with database.write() as connection:
        khong = await _begin(connection)
        book = await _book(connection, khong)
        paid = Payment(khong.lan_loan, book.member(khong.lan), 5_000_000, 0)
        receipts = await save_repayments(
            connection, [_save(khong, Repay(khong.club_id, paid, INCOME, TODAY, 0))]
        )
        entry = (await load_entries(connection, entries.c.id == receipts[0].entry_id))[0]
        await post(connection, [reversal_of(entry, TODAY)], november(24))
        (loan,) = (await _book(connection, khong)).open_loans
        assert loan.owed == 5_000_000


async def test_a_collection_day_is_one_receipt_a_payer_and_remembers_the_month(database: Database) -> None:
    async with database.write() as connection:
        khong = await _begin(connection)
        await _lent(connection, khong)
        book = await _book(connection, khong)
        lan, tu = book.member(khong.lan), book.member(khong.tu)
        collect = Collect(
            khong.club_id, "interest", "2026-12", date(2026, 12, 25), INCOME,
            (Payment(khong.lan_loan, lan, 0, 50_000),), (Unpaid(tu, 50_000),),
        )  # fmt: skip
        receipts = await save_collections(connection, [_save(khong, collect, talk_id=2)])
        await save_collections(connection, [_save(khong, collect, talk_id=2)])
        assert [one.number for one in receipts] == [1]
        january = await _book(connection, khong, date(2027, 1, 25))
        assert january.since == date(2026, 12, 1)
        due = {loan.member_id: interest_due(loan, date(2027, 1, 1), january.since) for loan in january.loans}
        assert due == {khong.lan: 50_000, khong.tu: 100_000}
        assert await verify(connection) == []


async def test_dues_are_known_by_name_and_by_month(database: Database) -> None:
    async with database.write() as connection:
        khong = await _begin(connection)
        book = await _book(connection, khong)
        late = Payment(0, book.member(khong.lan), 0, 5_000)
        collect = Collect(khong.club_id, "dues", "2026-11", date(2026, 12, 2), ACTIVITY, (late,))
        receipts = await save_collections(connection, [_save(khong, collect)])
        assert [(one.fund, one.number) for one in receipts] == [(ACTIVITY, 1)]
        book = await _book(connection, khong, date(2026, 12, 2))
        assert book.dues_of(date(2026, 11, 1)).members == {khong.lan}
        assert book.dues_of(date(2026, 12, 1)).members == frozenset()
        assert book.since is None
        entry = (await load_entries(connection, entries.c.category == "dues"))[0]
        await post(connection, [reversal_of(entry, entry.occurred_on)], november(24))
        assert (await _book(connection, khong, date(2026, 12, 2))).dues == {}


async def test_an_extension_moves_the_day_and_is_told(database: Database) -> None:
    async with database.write() as connection:
        khong = await _begin(connection)
        await connection.execute(sa.update(loans).values(due_on=date(2026, 11, 15)))
        book = await _book(connection, khong)
        assert late_days(book.loans[0], TODAY) == 9
        member, new_day = book.member(khong.lan), date(2027, 2, 15)
        extend = Extend(khong.club_id, khong.lan_loan, member, date(2026, 11, 15), new_day, TODAY)
        assert await save_extensions(connection, [_save(khong, extend)]) == []
        (loan,) = (await _book(connection, khong)).loans
        assert (loan.due_on, standing(loan, TODAY)) == (new_day, "extended")


async def test_a_write_off_waits_for_the_officer(database: Database) -> None:
    async with database.write() as connection:
        khong = await _begin(connection)
        book = await _book(connection, khong)
        ask = AskWriteOff(book.club, khong.lan_loan, book.member(khong.lan), 5_000_000, "đi xa", TODAY)
        await save_requests(connection, [_save(khong, ask)])
        assert (await _book(connection, khong)).waiting == {khong.lan_loan}
        waiting = await load_waiting_write_offs(connection, ["hong-son", "tan-trao"])
        ((request_id, club_id),) = waiting["hong-son"].requests
        assert (club_id, waiting["tan-trao"].requests) == (khong.club_id, ())
        subject = Subject(khong.club_id, record=request_id)
        request = (await load_write_off_requests(connection, [subject], TODAY))[subject]
        assert (request.reason, request.loan.owed, request.asked_by) == ("đi xa", 5_000_000, khong.treasurer)
        save = _save(khong, DecideWriteOff(request, True, TODAY), talk_id=3)
        assert len(await save_decisions(connection, [save])) == 1
        assert await save_decisions(connection, [save]) == []  # answered once
        book = await _book(connection, khong)
        assert (book.loans[0].status, book.loans[0].owed, book.waiting) == ("written_off", 0, frozenset())
        assert book.balances.income_fund == FundTotals(14_200_000)
        assert await verify(connection) == []


async def test_a_refused_write_off_leaves_the_books_alone(database: Database) -> None:
    async with database.write() as connection:
        khong = await _begin(connection)
        book = await _book(connection, khong)
        ask = AskWriteOff(book.club, khong.lan_loan, book.member(khong.lan), 5_000_000, "đi xa", TODAY)
        await save_requests(connection, [_save(khong, ask)])
        request_id = (await connection.execute(sa.select(fund_requests.c.id))).scalar_one()
        subject = Subject(khong.club_id, record=request_id)
        request = (await load_write_off_requests(connection, [subject], TODAY))[subject]
        await save_decisions(connection, [_save(khong, DecideWriteOff(request, False, TODAY), talk_id=3)])
        book = await _book(connection, khong)
        assert (book.loans[0].is_open, book.waiting) == (True, frozenset())
        status = (await connection.execute(sa.select(fund_requests.c.status))).scalar_one()
        assert status == "refused"


async def test_books_of_many_clubs_come_with_the_same_few_queries(sqlite_database: Database) -> None:
    async with sqlite_database.write() as connection:
        first = await _begin(connection)
        second = await settle(connection, "thôn Tân Tiến")
        out = lend_posting(second.club_id, second.tu_loan, 1_000_000, TODAY, member_id=second.tu)
        box = opening_posting(second.club_id, INCOME, date(2026, 1, 1), box=2_000_000)
        water = expense_posting(second.club_id, INCOME, 100_000, "other_expense", TODAY)
        await post(connection, [box, out, water], november(24))
        subjects = [Subject(first.club_id), Subject(second.club_id), Subject(second.club_id, record=4)]
        books = await load_loan_books(connection, [*subjects, Subject(999)], TODAY)
    assert set(books) == set(subjects)
    assert books[subjects[1]] is books[subjects[2]]
    assert [loan.owed for loan in books[subjects[1]].open_loans] == [1_000_000]
