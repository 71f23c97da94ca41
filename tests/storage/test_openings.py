"""A book that begins with running loans: what is lent out is the sum of them, on both databases."""

from datetime import date

from handlers.fund.wanted import OldLoan, SetOpening
from storage.books import balances
from storage.database import Database
from storage.fund_openings import save_openings
from storage.records import FundTotals
from storage.verify import verify
from tests.storage.club_of_khong import november, settle
from tests.storage.fund_saves import ACTIVITY, INCOME, save_of
from tests.storage.khong_loans import loan_book


async def test_lent_out_is_the_sum_of_the_loans_and_of_what_nobody_is_named_for(database: Database) -> None:
    async with database.write() as connection:
        khong = await settle(connection)
        roll = (await loan_book(connection, khong)).members
        lan = next(member for member in roll if member.id == khong.lan)
        old = OldLoan(lan, 5_000_000, 100, date(2026, 3, 15), date(2027, 6, 30))
        funds = ((ACTIVITY, FundTotals(2_000_000)), (INCOME, FundTotals(10_000_000, 0, 5_500_000)))
        opening = SetOpening(khong.club_id, date(2026, 11, 1), funds, (old,))
        save = await save_of(connection, opening, khong.treasurer, november(21), 1)
        assert len(await save_openings(connection, [save])) == 3
        held = (await balances(connection, [khong.club_id]))[khong.club_id]
        assert held.income_fund == FundTotals(10_000_000, 0, 5_500_000)
        (loan,) = (await loan_book(connection, khong)).open_loans
        assert (loan.owed, loan.moves[0].on, loan.due_on) == (5_000_000, date(2026, 3, 15), date(2027, 6, 30))
        assert await verify(connection) == []
