"""What is still owed on loans: from the ledger's own lines, never from a counter kept beside it."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.records import Place
from storage.tables.fund import entries, lines
from storage.tables.loans import loans


def outstanding() -> sa.ScalarSelect[int]:
    """SQL: principal still lent on a row of `loans`, in đồng."""
    return (
        sa.select(sa.func.coalesce(sa.func.sum(lines.c.amount), 0))
        .select_from(lines.join(entries, entries.c.id == lines.c.entry_id))
        .where(entries.c.loan_id == loans.c.id, lines.c.place == Place.LENT)
        .scalar_subquery()
    )


async def overdue_loans(
    connection: AsyncConnection, club_ids: Sequence[int], on: date
) -> dict[int, tuple[int, ...]]:
    """Principal still owed on each loan whose day has passed, by club, oldest first."""
    owed = outstanding()
    query = (
        sa.select(loans.c.club_id, owed.label("owed"))
        .where(loans.c.club_id.in_(club_ids), loans.c.status == "open", loans.c.due_on < on)
        .order_by(loans.c.due_on)
    )
    found: dict[int, list[int]] = {}
    for row in await connection.execute(query):
        if row.owed > 0:
            found.setdefault(row.club_id, []).append(int(row.owed))
    return {club_id: tuple(amounts) for club_id, amounts in found.items()}
