"""What each loan's entries did to it: lent, repaid, with interest, lost, struck out."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.loan.book import Move
from storage.books import struck_ids
from storage.records import EntryKind, Place
from storage.tables.fund import entries, lines


async def load_moves(connection: AsyncConnection, wanted: sa.Select[tuple[int]]) -> dict[int, list[Move]]:
    """The moves of the loans whose ids `wanted` selects, reversals included, in order of day."""
    found: dict[int, list[Move]] = {}
    for row in await connection.execute(_moves_of(wanted)):
        found.setdefault(row.loan_id, []).append(_move(row))
    return found


def _moves_of(wanted: sa.Select[tuple[int]]) -> sa.Select[Any]:
    told = (entries.c.loan_id, entries.c.occurred_on, entries.c.effect_kind, entries.c.receipt_number)
    struck = sa.or_(entries.c.reverses_id.is_not(None), entries.c.id.in_(struck_ids()))
    return (
        sa.select(
            *told,
            struck.label("struck"),
            _sum_at(Place.LENT).label("lent"),
            _sum_at(Place.EARNED).label("earned"),
        )
        .join(lines, lines.c.entry_id == entries.c.id)
        .where(entries.c.loan_id.in_(wanted))
        .group_by(entries.c.id, *told, entries.c.reverses_id)
        .order_by(entries.c.occurred_on, entries.c.id)
    )


def _sum_at(place: Place) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((lines.c.place == place.value, lines.c.amount), else_=0))


def _move(row: sa.Row[Any]) -> Move:
    return Move(
        on=row.occurred_on,
        lent=int(row.lent),
        interest=-int(row.earned),
        lost=row.effect_kind == EntryKind.ADJUSTMENT,
        receipt=row.receipt_number or 0,
        struck=bool(row.struck),
        opened=row.effect_kind == EntryKind.OPENING,
    )
