"""Loans as talks see them, and the writing of what was lent, repaid, collected, extended and lost.

Everything asks in lists: one query for loans, one for their moves, one for the month's hội phí.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.loan.book import DuesPaid, Loan, LoanBook, Move, period_of
from handlers.loan.schedule import months_after
from storage.books import balances, struck_ids
from storage.clubs import area_names, load_clubs, load_members
from storage.due_days import load_closings
from storage.loan_moves import load_moves
from storage.records import Place
from storage.tables.fund import entries, fund_requests, lines
from storage.tables.loans import loan_events, loans
from storage.tables.talk import audit

COLLECTED = "loan.interest_collected"  # act in `audit`; its subject is the month
_MONTH = re.compile(r"tháng (\d{1,2})\b")
WRITE_OFF = "write_off"  # `why` in the payload of fund_requests


async def load_loan_books(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, LoanBook]:
    """Loan books by subject; subjects of one club share one book."""
    books = await _books_of(connection, sorted({subject.club_id for subject in subjects}), today)
    return {subject: books[subject.club_id] for subject in subjects if subject.club_id in books}


async def _books_of(connection: AsyncConnection, ids: Sequence[int], today: date) -> dict[int, LoanBook]:
    found = await load_clubs(connection, ids)
    communes = await area_names(connection, [club.area_code for club in found.values()])
    held = await balances(connection, ids)
    rolls = await load_members(connection, ids)
    lent = await load_loans(connection, loans.c.club_id.in_(ids))
    since = await _collected_since(connection, ids)
    dues = await _dues(connection, ids, today)
    closings = await load_closings(connection, ids)
    waiting = await _waiting_loans(connection, ids)
    return {
        club_id: LoanBook(
            club,
            communes.get(club.area_code, ""),
            held[club_id],
            rolls[club_id],
            tuple(lent.get(club_id, ())),
            since.get(club_id),
            dues.get(club_id, {}),
            closings[club_id],
            frozenset(waiting.get(club_id, ())),
        )
        for club_id, club in found.items()
    }


async def load_loans(connection: AsyncConnection, among: sa.ColumnElement[bool]) -> dict[int, list[Loan]]:
    """Loans that a condition on `loans` names, by club, in order of lending, with all their moves."""
    extended = (
        sa.select(loan_events.c.id)
        .where(loan_events.c.loan_id == loans.c.id, loan_events.c.kind == "extend")
        .exists()
    )
    query = sa.select(loans, extended.label("extended")).where(among).order_by(loans.c.lent_on, loans.c.id)
    rows = (await connection.execute(query)).mappings().all()
    moves = await load_moves(connection, sa.select(loans.c.id).where(among))
    found: dict[int, list[Loan]] = {}
    for row in rows:
        begun = (_as_lent(move, row["lent_on"]) for move in moves.get(row["id"], ()))
        found.setdefault(row["club_id"], []).append(_loan(row, tuple(begun)))
    return found


def _as_lent(move: Move, lent_on: date) -> Move:
    """A loan moved in from the paper book was owed since it was lent, not since the book began here."""
    return replace(move, on=min(move.on, lent_on)) if move.opened else move


_SAME = "id member_id principal months lent_on due_on method repayment guarantor purpose status".split()


def _loan(row: sa.RowMapping, moves: tuple[Move, ...]) -> Loan:
    given = {name: row[name] for name in _SAME}
    return Loan(**given, rate_bp=row["monthly_rate_bp"], extended=bool(row["extended"]), moves=moves)


async def _collected_since(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, date]:
    """The month of each club's first collection day here."""
    query = (
        sa.select(audit.c.club_id, sa.func.min(audit.c.subject).label("first"))
        .where(audit.c.club_id.in_(ids), audit.c.act == COLLECTED)
        .group_by(audit.c.club_id)
    )
    return {row.club_id: date.fromisoformat(f"{row.first}-01") for row in await connection.execute(query)}


async def _dues(
    connection: AsyncConnection, ids: Sequence[int], today: date
) -> dict[int, dict[str, DuesPaid]]:
    """Hội phí of this month and the one before, by club and month; entries struck out do not count.

    "hội phí tháng 11" in the note says whose month it is, else the day does: who pays late pays for November.
    """
    first = months_after(today.replace(day=1), -1)
    found: dict[int, dict[str, DuesPaid]] = {}
    for row in await connection.execute(_dues_entries(ids, first, months_after(first, 2))):
        months = found.setdefault(row.club_id, {})
        period = _period_meant(row.note or "", row.occurred_on)
        known = months.get(period, DuesPaid())
        named = known.members | {row.member_id} if row.member_id else known.members
        lump = known.lump - (0 if row.member_id else row.amount)
        months[period] = DuesPaid(named, lump)
    return found


def _dues_entries(ids: Sequence[int], first: date, last: date) -> sa.Select[Any]:
    wanted = (entries.c.club_id, entries.c.member_id, entries.c.occurred_on, entries.c.note, lines.c.amount)
    return (
        sa.select(*wanted)
        .join(lines, lines.c.entry_id == entries.c.id)
        .where(
            entries.c.club_id.in_(ids),
            entries.c.category == "dues",
            entries.c.occurred_on.between(first, last),
            entries.c.reverses_id.is_(None),
            entries.c.id.not_in(struck_ids()),
            lines.c.place == Place.EARNED.value,
        )
    )


def _period_meant(note: str, paid_on: date) -> str:
    named = _MONTH.search(note)
    month = int(named[1]) if named else 0
    if not 1 <= month <= 12:
        return period_of(paid_on)
    return period_of(date(paid_on.year - (month > paid_on.month), month, 1))


async def _waiting_loans(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, list[int]]:
    query = sa.select(fund_requests).where(
        fund_requests.c.club_id.in_(ids), fund_requests.c.status == "waiting"
    )
    found: dict[int, list[int]] = {}
    for row in await connection.execute(query):
        if row.payload.get("why") == WRITE_OFF:
            found.setdefault(row.club_id, []).append(row.payload["loan_id"])
    return found
