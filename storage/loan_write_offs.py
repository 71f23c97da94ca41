"""A write-off in two steps: the committee's request waits, the officer's answer is what touches the books."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.fund.book import Receipt
from handlers.fund.posting import write_off_posting
from handlers.loan.book import LoanBook
from handlers.loan.effects import AskWriteOff, DecideWriteOff, WaitingWriteOffs, WriteOffRequest
from storage.effects import Save
from storage.fund_store import post_all
from storage.loan_saving import change_loan, party_of, story_line
from storage.loan_store import WRITE_OFF, load_loan_books
from storage.request_answer import decided_first
from storage.tables.clubs import clubs
from storage.tables.fund import fund_requests
from storage.tables.loans import loan_events

_NO_ENTRIES: dict[str, object] = {
    "why": WRITE_OFF,
    "asked": None,
    "drafts": [],
    "strike": [],
    "write": [],
    "dated": None,
}
"""As every request of the funds is stored; a write-off has no entries of its own yet."""


async def save_requests(connection: AsyncConnection, saves: Sequence[Save]) -> list[object]:
    """Requests that wait for an officer; the same loan is never asked about twice at once."""
    for save in saves:
        ask: AskWriteOff = save.effect
        payload = {**_NO_ENTRIES, "loan_id": ask.loan_id, "owed": ask.owed, "reason": ask.reason}
        payload["on"] = ask.day.isoformat()
        row = {"club_id": ask.club.id, "asked_by": save.caller.person.id, "asked_at": save.at}
        await connection.execute(sa.insert(fund_requests).values(**row, payload=payload))
    return []


async def save_decisions(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt]:
    """The officer's answers; a request somebody else has answered meanwhile is left as it is."""
    receipts: list[Receipt] = []
    for save in saves:
        decide: DecideWriteOff = save.effect
        first = await decided_first(connection, save, decide.request.id, agreed=decide.agreed)
        if first and decide.agreed:
            receipts += await _write_off(connection, save)
    return receipts


async def _write_off(connection: AsyncConnection, save: Save) -> list[Receipt]:
    """What was shown is what is written off: the talk's seal holds the sum."""
    decide: DecideWriteOff = save.effect
    request, loan = decide.request, decide.request.loan
    posting = write_off_posting(
        request.club.id,
        loan.id,
        loan.owed,
        decide.day,
        member_id=request.member.id,
        party=party_of(request.member),
        note=request.reason,
    )
    receipts, _ = await post_all(connection, save, [posting])
    lost = {"principal": loan.owed, "entry_id": receipts[0].entry_id, "note": request.reason}
    row = story_line(save, loan.id, "write_off", decide.day, **lost)
    await connection.execute(sa.insert(loan_events).values(**row))
    await change_loan(connection, loan.id, status="written_off")
    return receipts


async def load_waiting_write_offs(
    connection: AsyncConnection, areas: Sequence[str]
) -> dict[str, WaitingWriteOffs]:
    """Write-offs that wait for an officer, by the code of the commune."""
    query = (
        sa.select(fund_requests.c.id, fund_requests.c.club_id, fund_requests.c.payload, clubs.c.area_code)
        .join(clubs, clubs.c.id == fund_requests.c.club_id)
        .where(clubs.c.area_code.in_(areas), fund_requests.c.status == "waiting")
        .order_by(fund_requests.c.id)
    )
    found: dict[str, list[tuple[int, int]]] = {area: [] for area in areas}
    for row in await connection.execute(query):
        if row.payload.get("why") == WRITE_OFF:
            found[row.area_code].append((row.id, row.club_id))
    return {area: WaitingWriteOffs(tuple(waiting)) for area, waiting in found.items()}


async def load_write_off_requests(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> Mapping[Subject, WriteOffRequest]:
    """Requests by subject, each with its loan as it stands now."""
    wanted = [subject.record for subject in subjects if subject.record > 0]
    rows = (await connection.execute(sa.select(fund_requests).where(fund_requests.c.id.in_(wanted)))).all()
    ids = sorted({row.club_id for row in rows})
    books = await load_loan_books(connection, [Subject(club_id) for club_id in ids], today)
    found = {row.id: _request(row, books[Subject(row.club_id)]) for row in rows}
    return {subject: found[subject.record] for subject in subjects if subject.record in found}


def _request(row: sa.Row[Any], book: LoanBook) -> WriteOffRequest:
    loan = book.loan(row.payload["loan_id"])
    reason, asked_on = row.payload["reason"], date.fromisoformat(row.payload["on"])
    member = book.member(loan.member_id)
    return WriteOffRequest(row.id, book.club, member, loan, reason, asked_on, row.asked_by, row.status)
