"""Interest and dues collected on a meeting day, and a day of payment moved, in the books."""

from datetime import date

import sqlalchemy as sa

from handlers.fund.posting import reversal_of
from handlers.loan.effects import Collect, Extend, Payment, Unpaid
from handlers.loan.schedule import interest_due, late_days, standing
from storage.books import load_entries
from storage.database import Database
from storage.ledger import post
from storage.loan_meeting_day import save_collections, save_extensions
from storage.tables.fund import entries
from storage.tables.loans import loans
from storage.verify import verify
from tests.storage.club_of_khong import november
from tests.storage.khong_loans import ACTIVITY, TODAY, begin, lent_to_tu, loan_book, to_save


async def test_a_collection_day_is_one_receipt_a_payer_and_remembers_the_month(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        await lent_to_tu(connection, khong)
        book = await loan_book(connection, khong)
        lan, tu = book.member(khong.lan), book.member(khong.tu)
        collect = Collect(
            khong.club_id, "interest", "2026-12", date(2026, 12, 25),
            (Payment(khong.lan_loan, lan, 0, 50_000),), (Unpaid(tu, 50_000),),
        )  # fmt: skip
        receipts = await save_collections(connection, [to_save(khong, collect, talk_id=2)])
        await save_collections(connection, [to_save(khong, collect, talk_id=2)])
        assert [one.number for one in receipts] == [1]
        january = await loan_book(connection, khong, date(2027, 1, 25))
        assert january.since == date(2026, 12, 1)
        due = {loan.member_id: interest_due(loan, date(2027, 1, 1), january.since) for loan in january.loans}
        assert due == {khong.lan: 50_000, khong.tu: 100_000}
        assert await verify(connection) == []


async def test_dues_are_known_by_name_and_by_month(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        book = await loan_book(connection, khong)
        late = Payment(0, book.member(khong.lan), 0, 5_000)
        collect = Collect(khong.club_id, "dues", "2026-11", date(2026, 12, 2), (late,))
        receipts = await save_collections(connection, [to_save(khong, collect)])
        assert [(one.fund, one.number) for one in receipts] == [(ACTIVITY, 1)]
        book = await loan_book(connection, khong, date(2026, 12, 2))
        assert book.dues_of(date(2026, 11, 1)).members == {khong.lan}
        assert book.dues_of(date(2026, 12, 1)).members == frozenset()
        assert book.since is None
        entry = (await load_entries(connection, entries.c.category == "dues"))[0]
        await post(connection, [reversal_of(entry, entry.occurred_on)], november(24))
        assert (await loan_book(connection, khong, date(2026, 12, 2))).dues == {}


async def test_an_extension_moves_the_day_and_is_told(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        await connection.execute(sa.update(loans).values(due_on=date(2026, 11, 15)))
        book = await loan_book(connection, khong)
        assert late_days(book.loans[0], TODAY) == 9
        member, new_day = book.member(khong.lan), date(2027, 2, 15)
        extend = Extend(khong.club_id, khong.lan_loan, member, date(2026, 11, 15), new_day, TODAY)
        assert await save_extensions(connection, [to_save(khong, extend)]) == []
        (loan,) = (await loan_book(connection, khong)).loans
        assert (loan.due_on, standing(loan, TODAY)) == (new_day, "extended")
