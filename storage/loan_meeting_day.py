"""What a meeting decides about loans: everybody's interest and hội phí, and new days for what is owed."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.book import Receipt
from handlers.fund.posting import income_posting
from handlers.loan.effects import Collect, Extend
from storage.effects import Save
from storage.fund_store import post_all
from storage.loan_saving import change_loan, party_of, repaid, story_line, tell_payments
from storage.loan_store import COLLECTED
from storage.records import Fund, Posting
from storage.tables.loans import loan_events
from storage.tables.talk import audit

_NOTES = {"interest": "lãi vay tháng", "dues": "hội phí tháng"}


async def save_collections(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt]:
    """One receipt for each payer of a meeting; the month of the first collection is remembered."""
    receipts: list[Receipt] = []
    for save in saves:
        collect: Collect = save.effect
        given, first = await post_all(connection, save, _collected(collect))
        receipts += given
        if first and collect.what == "interest":
            await tell_payments(connection, save, collect.payments, collect.day, given)
            await _remember(connection, save, collect)
    return receipts


def _collected(collect: Collect) -> list[Posting]:
    note = f"{_NOTES[collect.what]} {int(collect.period[5:])}"
    if collect.what == "interest":
        each = [repaid(collect.club_id, paid, collect.day, note) for paid in collect.payments]
        return [posting for postings in each for posting in postings]
    return [
        income_posting(
            collect.club_id,
            Fund.ACTIVITY_FUND,
            paid.interest,
            "dues",
            collect.day,
            member_id=paid.member.id,
            party=party_of(paid.member),
            note=note,
        )
        for paid in collect.payments
    ]


async def _remember(connection: AsyncConnection, save: Save, collect: Collect) -> None:
    left = [[one.member.id, one.amount] for one in collect.unpaid]
    row = {
        "at": save.at,
        "person_id": save.caller.person.id,
        "club_id": collect.club_id,
        "act": COLLECTED,
        "subject": collect.period,
        "details": {"unpaid": left},
    }
    await connection.execute(sa.insert(audit).values(**row))


async def save_extensions(connection: AsyncConnection, saves: Sequence[Save]) -> list[object]:
    """A new day for what is owed; the day before it stays in the loan's story."""
    for save in saves:
        extend: Extend = save.effect
        days = {"new_due_on": extend.due_on, "note": extend.old_due_on.isoformat()}
        row = story_line(save, extend.loan_id, "extend", extend.day, **days)
        await connection.execute(sa.insert(loan_events).values(**row))
        await change_loan(connection, extend.loan_id, due_on=extend.due_on)
    return []
