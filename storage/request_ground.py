"""What waiting requests are decided against: the books of their clubs at this very moment."""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.fund.in_the_way import Ground
from handlers.fund.requests import FundRequest
from storage.books import load_entries
from storage.fund_counts import open_differences
from storage.fund_openings import begun_funds
from storage.fund_store import fund_books_of
from storage.records import Entry
from storage.tables.fund import entries


async def load_grounds(
    connection: AsyncConnection, requests: Sequence[FundRequest], today: date
) -> Mapping[int, Ground]:
    """By request."""
    ids = sorted({request.club_id for request in requests})
    books = await fund_books_of(connection, ids, today)
    begun = await begun_funds(connection, ids)
    left = await open_differences(connection, ids)
    beside = await _beside(connection, requests)
    return {
        request.id: Ground(
            books[request.club_id],
            tuple(entry for entry in beside if entry.club_id == request.club_id),
            begun.get(request.club_id, frozenset()),
            left.get(request.club_id),
        )
        for request in requests
        if request.club_id in books
    }


async def _beside(connection: AsyncConnection, requests: Sequence[FundRequest]) -> list[Entry]:
    """Entries of the loans they touch, and of the kinds they write again since those were written."""
    amends = [request.amend for request in requests if request.amend is not None]
    again = [rewrite.entry for amend in amends for rewrite in amend.write]
    touched = [*again, *(entry for amend in amends for entry in amend.strike)]
    among = [_written_since(entry) for entry in again]
    loan_ids = sorted({entry.loan_id for entry in touched if entry.loan_id is not None})
    among += [entries.c.loan_id.in_(loan_ids)] if loan_ids else []
    return await load_entries(connection, sa.or_(*among)) if among else []


def _written_since(entry: Entry) -> sa.ColumnElement[bool]:
    same = (entries.c.club_id == entry.club_id, entries.c.category == entry.category)
    return sa.and_(*same, entries.c.id > entry.id)
