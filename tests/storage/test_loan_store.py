"""Lending and repaying, as the books of CLB thôn Khổng keep them."""

from datetime import date

import sqlalchemy as sa

from handlers.dialogue.subject import Subject
from handlers.fund.posting import expense_posting, lend_posting, opening_posting, reversal_of
from handlers.loan.effects import Payment, Repay
from handlers.loan.schedule import interest_due
from storage.books import load_entries
from storage.database import Database
from storage.ledger import balances, post
from storage.loan_saving import save_loans, save_repayments
from storage.loan_store import load_loan_books
from storage.records import FundTotals
from storage.tables.fund import entries
from storage.tables.loans import loan_events
from storage.verify import verify
from tests.storage.club_of_khong import november, settle
from tests.storage.khong_loans import ACTIVITY, INCOME, TODAY, begin, lent_to_tu, loan_book, to_save


async def test_a_loan_moves_money_from_the_box_to_the_borrower(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        save = await lent_to_tu(connection, khong)
        again = await save_loans(connection, [save])
        assert [one.number for one in again] == [1]
        book = await loan_book(connection, khong)
        assert book.balances.income_fund == FundTotals(9_200_000, 0, 10_000_000)
        assert [loan.owed for loan in book.open_loans] == [5_000_000, 5_000_000]
        (loan,) = book.loans_of(khong.tu)
        assert (loan.rate_bp, loan.due_on, loan.purpose) == (100, date(2027, 11, 24), "nuôi gà")
        assert await verify(connection) == []


async def test_repaying_all_closes_the_loan_and_tells_its_story(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        book = await loan_book(connection, khong)
        paid = Payment(khong.lan_loan, book.member(khong.lan), 5_000_000, 50_000)
        save = to_save(khong, Repay(khong.club_id, paid, TODAY, 0))
        for _ in range(2):  # the second time writes nothing
            assert [one.number for one in await save_repayments(connection, [save])] == [1]
        (loan,) = (await loan_book(connection, khong)).loans
        assert (loan.owed, loan.status, loan.closed_on) == (0, "repaid", TODAY)
        told = (await connection.execute(sa.select(loan_events))).mappings().all()
        assert [(row["kind"], row["principal"], row["interest"]) for row in told] == [
            ("repay", 5_000_000, 50_000)
        ]
        assert (await balances(connection, [khong.club_id]))[khong.club_id].box == 19_250_000
        assert await verify(connection) == []


async def test_interest_goes_where_the_club_sends_it(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        book = await loan_book(connection, khong)
        paid = Payment(khong.lan_loan, book.member(khong.lan), 1_000_000, 50_000, aside=50_000)
        receipts = await save_repayments(
            connection, [to_save(khong, Repay(khong.club_id, paid, TODAY, 4_000_000))]
        )
        assert [(one.fund, one.number) for one in receipts] == [(INCOME, 1), (ACTIVITY, 1)]
        assert receipts[-1].balances.income_fund == FundTotals(15_200_000, 0, 4_000_000)
        assert receipts[-1].balances.activity_fund.total == 50_000
        (loan,) = (await loan_book(connection, khong)).loans
        assert sum(move.interest for move in loan.moves) == 50_000
        assert interest_due(loan, date(2026, 11, 1), None) == 0


async def test_a_repayment_struck_out_is_owed_again(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        book = await loan_book(connection, khong)
        paid = Payment(khong.lan_loan, book.member(khong.lan), 5_000_000, 0)
        receipts = await save_repayments(connection, [to_save(khong, Repay(khong.club_id, paid, TODAY, 0))])
        entry = (await load_entries(connection, entries.c.id == receipts[0].entry_id))[0]
        await post(connection, [reversal_of(entry, TODAY)], november(24))
        (loan,) = (await loan_book(connection, khong)).open_loans
        assert loan.owed == 5_000_000


async def test_books_of_many_clubs_come_with_the_same_few_queries(sqlite_database: Database) -> None:
    async with sqlite_database.write() as connection:
        first = await begin(connection)
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
