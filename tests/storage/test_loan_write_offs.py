"""A debt is written off only by the officer, once; refused, the books stay as they were."""

import sqlalchemy as sa

from handlers.dialogue.subject import Subject
from handlers.loan.effects import AskWriteOff, DecideWriteOff
from storage.database import Database
from storage.loan_write_offs import (
    load_waiting_write_offs,
    load_write_off_requests,
    save_decisions,
    save_requests,
)
from storage.records import FundTotals
from storage.tables.fund import fund_requests
from storage.verify import verify
from tests.storage.khong_loans import TODAY, begin, loan_book, to_save


async def test_a_write_off_waits_for_the_officer(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        book = await loan_book(connection, khong)
        ask = AskWriteOff(book.club, khong.lan_loan, book.member(khong.lan), 5_000_000, "đi xa", TODAY)
        await save_requests(connection, [to_save(khong, ask)])
        assert (await loan_book(connection, khong)).waiting == {khong.lan_loan}
        waiting = await load_waiting_write_offs(connection, ["hong-son", "tan-trao"])
        ((request_id, club_id),) = waiting["hong-son"].requests
        assert (club_id, waiting["tan-trao"].requests) == (khong.club_id, ())
        subject = Subject(khong.club_id, record=request_id)
        request = (await load_write_off_requests(connection, [subject], TODAY))[subject]
        assert (request.reason, request.loan.owed, request.asked_by) == ("đi xa", 5_000_000, khong.treasurer)
        save = to_save(khong, DecideWriteOff(request, True, TODAY), talk_id=3)
        assert len(await save_decisions(connection, [save])) == 1
        assert await save_decisions(connection, [save]) == []  # answered once
        book = await loan_book(connection, khong)
        assert (book.loans[0].status, book.loans[0].owed, book.waiting) == ("written_off", 0, frozenset())
        assert book.balances.income_fund == FundTotals(14_200_000)
        assert await verify(connection) == []


async def test_a_refused_write_off_leaves_the_books_alone(database: Database) -> None:
    async with database.write() as connection:
        khong = await begin(connection)
        book = await loan_book(connection, khong)
        ask = AskWriteOff(book.club, khong.lan_loan, book.member(khong.lan), 5_000_000, "đi xa", TODAY)
        await save_requests(connection, [to_save(khong, ask)])
        request_id = (await connection.execute(sa.select(fund_requests.c.id))).scalar_one()
        subject = Subject(khong.club_id, record=request_id)
        request = (await load_write_off_requests(connection, [subject], TODAY))[subject]
        await save_decisions(connection, [to_save(khong, DecideWriteOff(request, False, TODAY), talk_id=3)])
        book = await loan_book(connection, khong)
        assert (book.loans[0].is_open, book.waiting) == (True, frozenset())
        status = (await connection.execute(sa.select(fund_requests.c.status))).scalar_one()
        assert status == "refused"
