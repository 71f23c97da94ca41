"""The money of the demo's story: entries, a corrected gift, a repayment, a loan; each unless it is there."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.posting import expense_posting, income_posting, lend_posting, repay_posting, reversal_of
from storage.books import load_entries
from storage.demo_months import add_loan, member_id_of
from storage.ledger import post
from storage.records import Fund, Posting
from storage.tables.fund import entries
from storage.tables.loans import loans

Lay = Callable[[AsyncConnection, datetime], Awaitable[None]]
ACTIVITY = Fund.ACTIVITY_FUND
KHONG = 1


async def _known(connection: AsyncConnection, posting: Posting) -> bool:
    """Whether an entry like it is in the book of that day already."""
    amount = max(abs(line.amount) for line in posting.lines)
    same = sa.and_(
        entries.c.club_id == posting.club_id,
        entries.c.category == posting.category,
        entries.c.occurred_on == posting.occurred_on,
    )
    found = await load_entries(connection, same)
    return any(max(abs(line.amount) for line in entry.lines) == amount for entry in found)


def book(make: Callable[[], Posting]) -> Lay:
    async def lay(connection: AsyncConnection, at: datetime) -> None:
        if not await _known(connection, make()):
            await post(connection, [make()], at)

    return lay


async def correct_the_gift(connection: AsyncConnection, at: datetime) -> None:
    newest = sa.select(sa.func.max(entries.c.id)).where(
        entries.c.club_id == KHONG, entries.c.category == "gift"
    )
    wrong = (await load_entries(connection, entries.c.id == newest.scalar_subquery()))[0]
    if wrong.reverses_id or wrong.reversed_by or abs(wrong.cash) != 500_000 or wrong.occurred_on.day != 22:
        return
    right = income_posting(
        KHONG, ACTIVITY, 300_000, "gift", wrong.occurred_on, note="ông Sơn ủng hộ", party="ông Sơn"
    )
    await post(connection, [reversal_of(wrong, wrong.occurred_on), right], at)


async def lan_repays(connection: AsyncConnection, at: datetime) -> None:
    loan_id = await _loan_of(connection, 3)
    paid = repay_posting(
        KHONG, loan_id, 1_000_000, 50_000, Fund.INCOME_FUND, at.date(), party="bà Nguyễn Thị Lan"
    )
    if not await _known(connection, paid[0]):
        await post(connection, paid, at)


async def _loan_of(connection: AsyncConnection, roster: int) -> int:
    member_id = await member_id_of(connection, KHONG, roster)
    query = sa.select(loans.c.id).where(loans.c.club_id == KHONG, loans.c.member_id == member_id)
    return int((await connection.execute(query)).scalar_one())


async def lend_to_tu(connection: AsyncConnection, at: datetime) -> None:
    if await _known(connection, lend_posting(KHONG, 0, 5_000_000, at.date())):
        return
    loan_id = await add_loan(connection, KHONG, 7, 5_000_000, at.date(), date(2027, 11, 24))
    await post(connection, [lend_posting(KHONG, loan_id, 5_000_000, at.date(), party="ông Trần Văn Tư")], at)


def money_in(amount: int, day: int, category: str, note: str, party: str = "") -> Lay:
    on = date(2026, 11, day)
    return book(lambda: income_posting(KHONG, ACTIVITY, amount, category, on, note=note, party=party))


def money_out(amount: int, day: int, category: str, note: str) -> Lay:
    on = date(2026, 11, day)
    return book(lambda: expense_posting(KHONG, ACTIVITY, amount, category, on, note=note))
