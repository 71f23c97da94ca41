"""Writes what the talks about loans confirmed: entries through `post`, and the loan's own story
beside them.
"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.book import Receipt
from handlers.fund.posting import Particulars, lend_posting, repay_posting
from handlers.loan.effects import Lend, Payment, Repay
from storage.effects import Save
from storage.fund_store import keyed, post_all
from storage.loan_store import load_loans
from storage.people_records import Member
from storage.records import Fund, Posting
from storage.tables.fund import entries
from storage.tables.loans import loan_events, loans

_TITLES = {"female": "bà ", "male": "ông "}


async def save_loans(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt]:
    """New loans; one saved before under the same (talk, round, line) is not made again."""
    receipts = []
    for save in saves:
        lend: Lend = save.effect
        loan_id = await _loan_written(connection, save) or await _new_loan(connection, lend)
        posting = lend_posting(
            lend.club_id,
            loan_id,
            lend.principal,
            lend.lent_on,
            member_id=lend.member.id,
            party=party_of(lend.member),
            note=lend.purpose,
        )
        receipts += (await post_all(connection, save, [posting]))[0]
    return receipts


async def _loan_written(connection: AsyncConnection, save: Save) -> int | None:
    key = keyed(lend_posting(0, 0, 1, save.at.date()), save, 0)
    query = sa.select(entries.c.loan_id).where(
        entries.c.talk_id == key.talk_id, entries.c.round == key.round, entries.c.line == key.line
    )
    found: int | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def _new_loan(connection: AsyncConnection, lend: Lend) -> int:
    row = {
        "club_id": lend.club_id,
        "member_id": lend.member.id,
        "principal": lend.principal,
        "months": lend.months,
        "monthly_rate_bp": lend.rate_bp,
        "method": lend.method,
        "repayment": lend.repayment,
        "lent_on": lend.lent_on,
        "due_on": lend.due_on,
        "guarantor": lend.guarantor,
        "purpose": lend.purpose,
    }
    return int((await connection.execute(sa.insert(loans).values(**row).returning(loans.c.id))).scalar_one())


async def save_repayments(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt]:
    """Repayments of one borrower each; a loan with nothing left to pay becomes repaid."""
    receipts: list[Receipt] = []
    for save in saves:
        repay: Repay = save.effect
        postings = repaid(repay.club_id, repay.payment, repay.day)
        given, first = await post_all(connection, save, postings)
        receipts += given
        if first:
            await tell_payments(connection, save, [repay.payment], repay.day, given)
            await _close_repaid(connection, [repay.payment.loan_id])
    return receipts


def repaid(club_id: int, paid: Payment, day: date, note: str = "") -> tuple[Posting, ...]:
    """One borrower's postings: principal with its part of the interest, then what goes to the other fund."""
    who = Particulars(member_id=paid.member.id, party=party_of(paid.member), note=note)
    here, aside = Fund.INCOME_FUND, Fund.ACTIVITY_FUND
    kept = repay_posting(club_id, paid.loan_id, paid.principal, paid.parts.income, here, day, **who)
    return (*kept, *repay_posting(club_id, paid.loan_id, 0, paid.aside, aside, day, **who))


async def tell_payments(
    connection: AsyncConnection, save: Save, payments: Sequence[Payment], day: date, given: Sequence[Receipt]
) -> None:
    """The loans' own story, with the entry of each; interest that went to the other fund is in it too."""
    rows = [
        story_line(
            save,
            paid.loan_id,
            "repay",
            day,
            principal=paid.principal,
            interest=paid.interest,
            entry_id=entry_id,
        )
        for paid, entry_id in zip(payments, _first_entries(payments, given), strict=True)
    ]
    await connection.execute(sa.insert(loan_events), rows)


def story_line(save: Save, loan_id: int, kind: str, on: date, **told: object) -> dict[str, object]:
    """A row of `loan_events`: what became of the loan that day, and who recorded it."""
    who = {"recorded_by": save.caller.person.id, "recorded_at": save.at}
    return {"loan_id": loan_id, "kind": kind, "on": on, **told, **who}


def _first_entries(payments: Sequence[Payment], given: Sequence[Receipt]) -> list[int]:
    """The first entry of each payment; one whose interest is split has two."""
    found, place = [], 0
    for paid in payments:
        found.append(given[place].entry_id)
        place += 1 + bool(paid.aside and (paid.principal or paid.parts.income))
    return found


async def _close_repaid(connection: AsyncConnection, loan_ids: Sequence[int]) -> None:
    for held in (await load_loans(connection, loans.c.id.in_(loan_ids))).values():
        for loan in held:
            if loan.owed == 0 and loan.status == "open":
                await change_loan(connection, loan.id, status="repaid")


async def change_loan(connection: AsyncConnection, loan_id: int, **changed: object) -> None:
    """Change what may change on a loan: its day, its status."""
    values = {**changed, "version": loans.c.version + 1}
    await connection.execute(sa.update(loans).where(loans.c.id == loan_id).values(**values))


def party_of(member: Member) -> str:
    """The member as the cash book names the other side: "bà Nguyễn Thị Lan"."""
    return _TITLES.get(member.sex or "", "") + member.name
