"""Months of a book for people to read, and what the assistant showed a person last."""

from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.fund.amends import LedgerTail
from handlers.fund.ledger_view import CHANGES, Change, LastPage, LastShown, LedgerView
from storage.books import balances, entries_between, last_day
from storage.fund_changes import load_ledger_tails, people_names
from storage.fund_openings import photographed
from storage.fund_store import fund_books_of
from storage.month_code import month_code
from storage.records import Entry, EntryKind
from storage.tables.messages import outbox
from storage.tables.talk import talks


async def load_ledger_views(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, LedgerView]:
    """The month each subject's period begins with ("2026-11.activity_fund.box")."""
    return {subject: await _view(connection, subject, today) for subject in subjects}


async def _view(connection: AsyncConnection, subject: Subject, today: date) -> LedgerView:
    club_id, code = subject.club_id, subject.period.partition(".")[2]
    month = date.fromisoformat(f"{subject.period[:7]}-01")
    if code == CHANGES:
        plain = Subject(club_id)
        tail = (await load_ledger_tails(connection, [plain], today))[plain]
        held = tail.book.balances
        return LedgerView(tail.book, month, held, held, names=tail.names, changes=changes_of(tail))
    book = (await fund_books_of(connection, [club_id], today))[club_id]
    opening = await balances(connection, [club_id], month - timedelta(days=1))
    closing = await balances(connection, [club_id], last_day(month))
    written = await entries_between(connection, [club_id], month, last_day(month))
    names = await people_names(connection, {entry.recorded_by for entry in written if entry.recorded_by})
    photos = await photographed(connection, club_id)
    ends = opening[club_id], closing[club_id]
    seal = await month_code(connection, club_id, month)
    return LedgerView(book, month, *ends, tuple(written), names, photographed=photos, code=seal)


def changes_of(tail: LedgerTail) -> tuple[Change, ...]:
    """Every striking out of the tail, newest first, with what was written in its place."""
    struck = [entry for entry in reversed(tail.entries) if entry.kind is EntryKind.REVERSAL]
    return tuple(
        Change(mirror.recorded_at, tail.writer(mirror), original, _instead(tail, mirror, original))
        for mirror in struck
        if (original := tail.entry(mirror.reverses_id)) is not None
    )


def _instead(tail: LedgerTail, mirror: Entry, original: Entry) -> Entry | None:
    """The entry confirmed together with the mirror that stands for the original, in whichever fund."""
    mark = tail.together.get(mirror.id)
    batch = [entry for entry in tail.entries if tail.together.get(entry.id) == mark]
    mirrors = [entry.id for entry in batch if entry.kind is EntryKind.REVERSAL]
    written = [entry for entry in batch if entry.kind is not EntryKind.REVERSAL]
    if len(written) == len(mirrors):
        return written[mirrors.index(mirror.id)]
    alike = (original.fund, original.kind, original.category)
    return next((entry for entry in written if (entry.fund, entry.kind, entry.category) == alike), None)


async def load_last_shown(connection: AsyncConnection, person_ids: Sequence[int]) -> dict[int, LastShown]:
    """The newest message to each of these people."""
    newest = sa.select(sa.func.max(outbox.c.id)).where(outbox.c.person_id.in_(person_ids))
    query = sa.select(outbox.c.person_id, outbox.c.body).where(
        outbox.c.id.in_(newest.group_by(outbox.c.person_id))
    )
    found = {row.person_id: LastShown(row.body["text"]) for row in await connection.execute(query)}
    return {person_id: found.get(person_id, LastShown()) for person_id in person_ids}


async def load_last_pages(
    connection: AsyncConnection, person_ids: Sequence[int]
) -> dict[int, LastPage | None]:
    """The newest page of the book each of these people looked at; None for who never did."""
    newest = (
        sa.select(sa.func.max(talks.c.id))
        .where(talks.c.name == "fund.ledger", talks.c.person_id.in_(person_ids))
        .group_by(talks.c.person_id)
    )
    query = sa.select(talks.c.person_id, talks.c.subject).where(talks.c.id.in_(newest))
    found = {row.person_id: LastPage(row.subject) for row in await connection.execute(query)}
    return {person_id: found.get(person_id) for person_id in person_ids}
