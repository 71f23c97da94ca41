"""Reads the end of a club's book with who wrote it, and writes corrections: mirrors first, then the
right entries.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.fund.amends import AmendBook, LedgerTail
from handlers.fund.book import Receipt
from handlers.fund.wanted_postings import amend_postings
from storage.books import load_entries, struck_ids
from storage.effects import Save
from storage.fund_openings import photos_follow
from storage.fund_store import fund_books_of, post_all
from storage.loan_sums import outstanding
from storage.records import Entry, EntryKind, Posting
from storage.tables.fund import entries
from storage.tables.loans import loans
from storage.tables.people import people

TAIL = 300
"""Entries of a club that a correction looks through: more than a year of a usual club."""


async def load_ledger_tails(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, LedgerTail]:
    """The newest entries of each club, in the order they were written."""
    ids = sorted({subject.club_id for subject in subjects})
    books = await fund_books_of(connection, ids, today)
    tails = {club_id: await _tail(connection, club_id) for club_id in books}
    owed = {club_id: await _owed(connection, club_id) for club_id in books}
    return {
        subject: LedgerTail(books[subject.club_id], *tails[subject.club_id], owed[subject.club_id])
        for subject in subjects
        if subject.club_id in books
    }


async def _tail(
    connection: AsyncConnection, club_id: int
) -> tuple[tuple[Entry, ...], Mapping[int, str], Mapping[int, str]]:
    newest = (
        sa.select(entries.c.id).where(entries.c.club_id == club_id).order_by(entries.c.id.desc()).limit(TAIL)
    )
    held = await load_entries(connection, entries.c.id.in_(newest))
    held = sorted(held, key=lambda entry: entry.id)
    names = await people_names(connection, {entry.recorded_by for entry in held if entry.recorded_by})
    return tuple(held), names, await _together(connection, [entry.id for entry in held])


async def _owed(connection: AsyncConnection, club_id: int) -> dict[int, int]:
    """Principal still owed of each loan of a club, by its id."""
    query = sa.select(loans.c.id, outstanding().label("owed")).where(loans.c.club_id == club_id)
    return {row.id: int(row.owed or 0) for row in await connection.execute(query)}


async def _together(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, str]:
    """A mark shared by the entries that one confirmation wrote."""
    columns = (entries.c.id, entries.c.talk_id, entries.c.round, entries.c.recorded_at)
    rows = await connection.execute(sa.select(*columns).where(entries.c.id.in_(ids)))
    return {
        row.id: f"{row.talk_id}/{row.round}" if row.talk_id else row.recorded_at.isoformat() for row in rows
    }


async def people_names(connection: AsyncConnection, ids: set[int]) -> dict[int, str]:
    """Names of people by id."""
    rows = await connection.execute(sa.select(people.c.id, people.c.name).where(people.c.id.in_(sorted(ids))))
    return {row.id: row.name for row in rows}


async def save_amends(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt]:
    """Strike and write again; the receipts are those of the entries written, none for a mere striking out."""
    return [receipt for save in saves for receipt in await amend(connection, save, save.effect)]


async def amend(
    connection: AsyncConnection, save: Save, effect: AmendBook, recorded_by: int | None = None
) -> list[Receipt]:
    """One AmendBook under the key of `save`; `recorded_by` where somebody else asked for it."""
    postings = amend_postings(effect)
    receipts, first = await post_all(connection, save, postings, recorded_by)
    await _settle_loans(connection, postings)
    written = receipts[len(effect.strike) :]
    if first:
        anew = zip(effect.write, written, strict=True)
        await photos_follow(connection, save, {receipt.entry_id: one.entry.id for one, receipt in anew})
    return written


async def _settle_loans(connection: AsyncConnection, postings: Sequence[Posting]) -> None:
    """A loan whose paying out is struck is no loan; one whose repayment or loss is struck is owed again."""
    touched = {posting.loan_id for posting in postings if posting.loan_id is not None}
    if not touched:
        return
    status = sa.case(
        (_standing(EntryKind.LEND, EntryKind.OPENING) == 0, "cancelled"),
        (outstanding() > 0, "open"),
        (_standing(EntryKind.ADJUSTMENT) > 0, "written_off"),
        else_="repaid",
    )
    among = loans.c.id.in_(sorted(touched))
    await connection.execute(sa.update(loans).where(among).values(status=status, version=loans.c.version + 1))


def _standing(*kinds: EntryKind) -> sa.ScalarSelect[int]:
    """SQL: how many entries of these kinds stand for a row of `loans`."""
    return (
        sa.select(sa.func.count())
        .select_from(entries)
        .where(entries.c.loan_id == loans.c.id, entries.c.effect_kind.in_(kinds))
        .where(entries.c.kind != EntryKind.REVERSAL, entries.c.id.not_in(struck_ids()))
        .scalar_subquery()
    )


async def save_nothing(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt]:
    """For effects that only tell: nothing to write."""
    return []
