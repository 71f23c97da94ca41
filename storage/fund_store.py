"""The two funds as talks see them, and the writing of what was confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import median_low

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.fund.book import FundBook, FundSummary, OverdueLoan, Receipt
from handlers.fund.wanted_postings import entry_posting
from storage.books import balances, entries_between, struck_ids
from storage.clubs import area_names, load_clubs, load_members
from storage.database import listed
from storage.due_days import load_closings
from storage.effects import Save
from storage.ledger import post
from storage.records import ClubBalances, Entry, Fund, Place, Posted, Posting
from storage.tables.fund import entries, fund_months, lines, loan_balances
from storage.tables.loans import loans

HABIT_DAYS = 400
RECENT_DAYS = 45
LINES_A_SAVE = 100  # postings one effect may need: keeps (talk, round, line) unique

_ACTIVITY_MONTH = sa.select(fund_months).where(
    fund_months.c.club_id.in_(listed("ids")),
    fund_months.c.fund == Fund.ACTIVITY_FUND,
    fund_months.c.month == sa.bindparam("first"),
)
_OVERDUE = (
    sa.select(loans.c.club_id, loans.c.id, loans.c.member_id, loan_balances.c.owed, loans.c.due_on)
    .join(loan_balances, loan_balances.c.loan_id == loans.c.id)
    .where(
        loans.c.club_id.in_(listed("ids")), loans.c.status == "open", loans.c.due_on < sa.bindparam("today")
    )
    .where(loan_balances.c.owed > 0)
    .order_by(loans.c.due_on)
)


async def load_fund_books(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, FundBook]:
    """Fund books by subject; two subjects of one club share one book."""
    ids = sorted({subject.club_id for subject in subjects})
    books = await fund_books_of(connection, ids, today)
    return {subject: books[subject.club_id] for subject in subjects if subject.club_id in books}


async def load_fund_summaries(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, FundSummary]:
    """What "/quy" needs and no more: five queries however many clubs."""
    ids = sorted({subject.club_id for subject in subjects})
    clubs, held = await load_clubs(connection, ids), await balances(connection, ids)
    flows, late = await _month_flows(connection, ids, today), await load_overdue(connection, ids, today)
    made = {
        club_id: FundSummary(club, held[club_id], *flows.get(club_id, (0, 0)), late.get(club_id, ()))
        for club_id, club in clubs.items()
    }
    return {subject: made[subject.club_id] for subject in subjects if subject.club_id in made}


async def fund_books_of(connection: AsyncConnection, ids: Sequence[int], today: date) -> dict[int, FundBook]:
    """Everything about both funds of these clubs that a talk needs."""
    clubs = await load_clubs(connection, ids)
    communes = await area_names(connection, [club.area_code for club in clubs.values()])
    held = await balances(connection, ids)
    rosters = await load_members(connection, ids, today)
    flows = await _month_flows(connection, ids, today)
    habits = await load_habits(connection, ids, today.replace(day=1))
    recent = await _recent(connection, ids, today)
    late = await load_overdue(connection, ids, today)
    closings = await load_closings(connection, ids)
    return {
        club_id: FundBook(
            club,
            communes.get(club.area_code, ""),
            held[club_id],
            rosters[club_id],
            *flows.get(club_id, (0, 0)),
            habits.get(club_id, {}),
            recent.get(club_id, ()),
            late.get(club_id, ()),
            closings[club_id],
        )
        for club_id, club in clubs.items()
    }


async def _month_flows(
    connection: AsyncConnection, ids: Sequence[int], today: date
) -> dict[int, tuple[int, int]]:
    rows = await connection.execute(_ACTIVITY_MONTH, {"ids": ids, "first": today.replace(day=1)})
    return {row.club_id: (row.money_in + row.moved_in, row.money_out + row.moved_out) for row in rows}


async def load_habits(
    connection: AsyncConnection, ids: Sequence[int], before: date
) -> dict[int, Mapping[str, int]]:
    """The median amount of each category before this month, by club; struck-out entries do not count."""
    amount = sa.func.abs(lines.c.amount)
    query = (
        sa.select(entries.c.club_id, entries.c.category, amount.label("amount"))
        .join(lines, lines.c.entry_id == entries.c.id)
        .where(
            entries.c.club_id.in_(ids),
            entries.c.occurred_on.between(before - timedelta(days=HABIT_DAYS), before - timedelta(days=1)),
            lines.c.place.in_((Place.EARNED, Place.SPENT)),
            entries.c.reverses_id.is_(None),
            entries.c.id.not_in(struck_ids()),
        )
    )
    amounts: dict[int, dict[str, list[int]]] = {}
    for row in await connection.execute(query):
        amounts.setdefault(row.club_id, {}).setdefault(row.category, []).append(row.amount)
    return {
        club_id: {category: median_low(known) for category, known in of_club.items()}
        for club_id, of_club in amounts.items()
    }


async def _recent(
    connection: AsyncConnection, ids: Sequence[int], today: date
) -> dict[int, tuple[Entry, ...]]:
    found: dict[int, list[Entry]] = {}
    for entry in await entries_between(connection, ids, today - timedelta(days=RECENT_DAYS), today):
        found.setdefault(entry.club_id, []).append(entry)
    return {club_id: tuple(held) for club_id, held in found.items()}


async def load_overdue(
    connection: AsyncConnection, ids: Sequence[int], today: date
) -> dict[int, tuple[OverdueLoan, ...]]:
    """Loans past their day with principal still owed, by club, oldest first."""
    found: dict[int, list[OverdueLoan]] = {}
    for row in await connection.execute(_OVERDUE, {"ids": ids, "today": today}):
        late = OverdueLoan(row.id, row.member_id, int(row.owed), row.due_on)
        found.setdefault(row.club_id, []).append(late)
    return {club_id: tuple(held) for club_id, held in found.items()}


async def save_entries(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt]:
    """Write confirmed entries; each receipt says what the books gave and what the funds have now."""
    postings = [keyed(entry_posting(save.effect.club_id, save.effect.draft), save, 0) for save in saves]
    posted = await post(connection, postings, saves[0].at)
    held = await balances(connection, {posting.club_id for posting in postings})
    return [receipt_of(p, done, held) for p, done in zip(postings, posted, strict=True)]


def keyed(posting: Posting, save: Save, part: int, recorded_by: int | None = None) -> Posting:
    """The posting under the key that makes writing it again harmless, with who recorded it."""
    line = save.line * LINES_A_SAVE + part
    who = recorded_by or save.caller.person.id
    return replace(posting, talk_id=save.talk_id, round=save.round, line=line, recorded_by=who)


async def post_all(
    connection: AsyncConnection, save: Save, postings: Sequence[Posting], recorded_by: int | None = None
) -> tuple[list[Receipt], bool]:
    """Write the postings of one effect; the receipts, and whether this was the first time.

    `recorded_by` where somebody else asked for what the caller agrees to.
    """
    named = [keyed(posting, save, part, recorded_by) for part, posting in enumerate(postings)]
    posted = await post(connection, named, save.at)
    held = await balances(connection, {posting.club_id for posting in named})
    receipts = [receipt_of(posting, done, held) for posting, done in zip(named, posted, strict=True)]
    return receipts, all(done.first for done in posted)


def receipt_of(posting: Posting, posted: Posted, held: Mapping[int, ClubBalances]) -> Receipt:
    """What the person is told."""
    return Receipt(
        str(posted.receipt_side),
        posted.receipt_number,
        posting.fund,
        held[posting.club_id],
        posted.entry_id,
        posted.seq,
    )
