"""Loans of CLB thôn Khổng for tests: money in the box, bà Lan's debt, and the loan book read anew."""

from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.decision import Caller
from handlers.dialogue.subject import Subject
from handlers.fund.posting import opening_posting
from handlers.loan.book import LoanBook
from handlers.loan.effects import Lend
from storage.effects import Save
from storage.ledger import post
from storage.loan_saving import save_loans
from storage.loan_store import load_loan_books
from storage.people_records import Person
from storage.records import Fund
from storage.tables.loans import loans
from tests.storage.club_of_khong import Khong, november, settle

TODAY = date(2026, 11, 24)
INCOME, ACTIVITY = Fund.INCOME_FUND, Fund.ACTIVITY_FUND


async def begin(connection: AsyncConnection) -> Khong:
    """14,2 triệu in the box; bà Lan owes 5 triệu; ông Tư's loan of the fixture is put away."""
    khong = await settle(connection)
    owed = opening_posting(khong.club_id, INCOME, date(2026, 1, 1), box=14_200_000, lent=5_000_000)
    await post(connection, [replace(owed, loan_id=khong.lan_loan)], november(1))
    await connection.execute(sa.delete(loans).where(loans.c.id == khong.tu_loan))
    return khong


def to_save(khong: Khong, effect: Any, talk_id: int = 1, day: int = 24) -> Save:
    caller = Caller(Person(khong.treasurer, "Hoàng Thị Mai"), november(day))
    return Save(effect, caller, talk_id, 1, 1, november(day))


async def loan_book(connection: AsyncConnection, khong: Khong, today: date = TODAY) -> LoanBook:
    subject = Subject(khong.club_id, record=9)
    return (await load_loan_books(connection, [subject], today))[subject]


async def lent_to_tu(connection: AsyncConnection, khong: Khong) -> Save:
    book = await loan_book(connection, khong)
    terms = (5_000_000, 12, 100, "flat", "end", TODAY, date(2027, 11, 24))
    save = to_save(khong, Lend(khong.club_id, book.member(khong.tu), *terms, purpose="nuôi gà"))
    receipts = await save_loans(connection, [save])
    assert [(one.side, one.number) for one in receipts] == [("out", 1)]
    return save
