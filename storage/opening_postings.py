"""What a book begins with, as postings: cash and savings of each fund, then every loan that is running.

"Đang cho vay" is made of the loans themselves; what no loan explains is an entry of its own, without a loan.
"""

from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.posting import opening_posting
from handlers.fund.wanted import NameBorrower, OldLoan, SetOpening
from storage.loan_saving import party_of
from storage.records import Fund, FundTotals, Posting
from storage.tables.loans import loans

_DAYS_A_MONTH = 30


async def opening_postings(connection: AsyncConnection, opening: SetOpening) -> list[Posting]:
    """The postings of one beginning; its loans are made here and named by them."""
    named = sum(loan.owed for loan in opening.loans)
    postings = [
        _of_fund(opening, fund, replace(had, lent=had.lent - named) if fund is Fund.INCOME_FUND else had)
        for fund, had in opening.funds
    ]
    lent = [await _of_loan(connection, opening.club_id, opening.day, loan) for loan in opening.loans]
    return [*(posting for posting in postings if posting.lines), *lent]


def _of_fund(opening: SetOpening, fund: Fund, had: FundTotals) -> Posting:
    return opening_posting(opening.club_id, fund, opening.day, box=had.box, bank=had.bank, lent=had.lent)


async def naming_postings(connection: AsyncConnection, named: NameBorrower) -> tuple[Posting, Posting]:
    """What was lent to nobody known becomes a loan: the fund's total stays what it was."""
    taken_off = opening_posting(named.club_id, Fund.INCOME_FUND, named.day, lent=-named.loan.owed)
    return taken_off, await _of_loan(connection, named.club_id, named.day, named.loan)


async def _of_loan(connection: AsyncConnection, club_id: int, day: date, loan: OldLoan) -> Posting:
    row = {
        "club_id": club_id,
        "member_id": loan.member.id,
        "principal": loan.owed,
        "months": max(1, round((loan.due_on - loan.lent_on).days / _DAYS_A_MONTH)),
        "monthly_rate_bp": loan.rate_bp,
        "lent_on": loan.lent_on,
        "due_on": loan.due_on,
    }
    made = await connection.execute(sa.insert(loans).values(**row).returning(loans.c.id))
    posting = opening_posting(
        club_id,
        Fund.INCOME_FUND,
        day,
        lent=loan.owed,
        member_id=loan.member.id,
        party=party_of(loan.member),
    )
    return replace(posting, loan_id=int(made.scalar_one()))
