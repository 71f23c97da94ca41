"""Cash counts and money that changes its place: what was counted stays, an open difference ages by itself."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.fund.book import Receipt
from handlers.fund.counting import CountBook, OpenDifference, RecordCount, SettleDifference
from handlers.fund.wanted_postings import difference_posting, move_postings
from storage.effects import Save
from storage.fund_store import fund_books_of, post_all
from storage.records import Place
from storage.tables.fund import cash_counts, entries, lines

RUN = 60
"""Counts of a club that are looked back upon: five years of monthly ones."""


async def load_count_books(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, CountBook]:
    """Funds with the open difference, by subject."""
    ids = sorted({subject.club_id for subject in subjects})
    books = await fund_books_of(connection, ids, today)
    left = await open_differences(connection, ids)
    return {
        subject: CountBook(books[subject.club_id], left.get(subject.club_id))
        for subject in subjects
        if subject.club_id in books
    }


async def open_differences(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, OpenDifference]:
    """What the counts of these clubs left unexplained; clubs without such a difference are left out."""
    found = {club_id: await _open_difference(connection, club_id) for club_id in ids}
    return {club_id: left for club_id, left in found.items() if left is not None}


async def _open_difference(connection: AsyncConnection, club_id: int) -> OpenDifference | None:
    query = (
        sa.select(cash_counts)
        .where(cash_counts.c.club_id == club_id)
        .order_by(cash_counts.c.id.desc())
        .limit(RUN)
    )
    run = []
    for row in (await connection.execute(query)).mappings():
        if row["difference"] == 0 or row["settled_entry_id"] is not None:
            break
        run.append(row)
    if not run:
        return None
    last = run[0]
    left = last["difference"] - await _found_since(connection, last)
    if left == 0:
        return None
    ids = tuple(row["id"] for row in run)
    return OpenDifference(run[-1]["counted_on"], last["counted_on"], left, ids)


async def _found_since(connection: AsyncConnection, count: sa.RowMapping) -> int:
    """What entries written after the count, but of a day before it, changed in the box.

    Told from the sum of the book as the count saw it: two messages may be written in the same instant.
    """
    query = (
        sa.select(sa.func.coalesce(sa.func.sum(lines.c.amount), 0))
        .join(entries, entries.c.id == lines.c.entry_id)
        .where(
            entries.c.club_id == count["club_id"],
            entries.c.occurred_on <= count["counted_on"],
            lines.c.place == Place.BOX,
        )
    )
    return int((await connection.execute(query)).scalar_one()) - int(count["book"])


async def save_counts(connection: AsyncConnection, saves: Sequence[Save]) -> list[RecordCount]:
    """Keep what was counted, whether it matched or not."""
    for save in saves:
        effect: RecordCount = save.effect
        row = {
            "club_id": effect.club_id,
            "counted_on": effect.counted_on,
            "counted": effect.counted,
            "book": effect.book,
            "difference": effect.difference,
            "reason": effect.reason,
            "recorded_by": save.caller.person.id,
            "recorded_at": save.at,
        }
        await connection.execute(sa.insert(cash_counts).values(**row))
    return [save.effect for save in saves]


async def save_settlings(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt]:
    """The difference as an entry, and the counts it settles."""
    return [await _settle(connection, save) for save in saves]


async def _settle(connection: AsyncConnection, save: Save) -> Receipt:
    effect: SettleDifference = save.effect
    [receipt], _ = await post_all(connection, save, [difference_posting(effect)])
    settled = sa.update(cash_counts).where(cash_counts.c.id.in_(effect.open.count_ids))
    await connection.execute(settled.values(settled_entry_id=receipt.entry_id, reason=effect.reason))
    return receipt


async def save_moves(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt]:
    """Money between places or funds; two receipts between funds."""
    return [
        receipt
        for save in saves
        for receipt in (await post_all(connection, save, move_postings(save.effect)))[0]
    ]
