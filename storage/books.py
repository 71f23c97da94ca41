"""Reading the ledger: balances, sổ tiền mặt and entries. Every function takes lists and asks once.

Balances come from the maintained months plus the entries of the month in question, so that a province
of a thousand clubs costs the same two queries as one club.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import listed
from storage.records import (
    CashBook,
    CashBookLine,
    ClubBalances,
    Entry,
    EntryKind,
    Fund,
    FundTotals,
    Line,
    Place,
    ReceiptSide,
)
from storage.tables.clubs import clubs
from storage.tables.fund import entries, fund_months, lines

Item = TypeVar("Item")
MOST_IDS = 5000  # SQLite takes 32,766 parameters, asyncpg 32,767
_PLACES = ("box", "bank", "lent")


async def balances(
    connection: AsyncConnection, club_ids: Iterable[int], until: date | None = None
) -> dict[int, ClubBalances]:
    """What each club's funds have at the end of `until` (None: after all that is written)."""
    wanted = list(dict.fromkeys(club_ids))
    sums: dict[tuple[int, str], list[int]] = {}
    for some in chunks(wanted):
        await _add_closings(connection, some, until, sums)
        if until is not None:
            await _add_days(connection, some, until, sums)
    return {club_id: _both_funds(club_id, sums) for club_id in wanted}


async def cash_book(connection: AsyncConnection, club_id: int, fund: Fund, month: date) -> CashBook:
    """Sổ tiền mặt of the month that `month` lies in: every entry that moved the box."""
    first = month.replace(day=1)
    before = await balances(connection, [club_id], first - timedelta(days=1))
    box = opening = before[club_id].of(fund).box
    rows: list[CashBookLine] = []
    for entry in await entries_between(connection, [club_id], first, last_day(first), fund):
        moved = entry.at(Place.BOX)
        if moved:
            box += moved
            rows.append(CashBookLine(entry, max(moved, 0), max(-moved, 0), box))
    return CashBook(opening, tuple(rows), box)


async def entries_between(
    connection: AsyncConnection,
    club_ids: Iterable[int],
    first: date,
    last: date,
    fund: Fund | None = None,
) -> list[Entry]:
    """Entries that occurred from `first` to `last`, both included, by club, day and order of writing."""
    found: list[Entry] = []
    for some in chunks(list(club_ids)):
        among = sa.and_(entries.c.club_id.in_(some), entries.c.occurred_on.between(first, last))
        if fund is not None:
            among = sa.and_(among, entries.c.fund == fund)
        found += await load_entries(connection, among)
    return found


async def load_entries(connection: AsyncConnection, among: sa.ColumnElement[bool]) -> list[Entry]:
    """The entries a condition on `entries` names, with their lines."""
    striking = entries.alias("striking")
    order = (entries.c.club_id, entries.c.occurred_on, entries.c.recorded_at, entries.c.id)
    # not a join: SQLite would build an index of all entries for it at every call
    struck_by = sa.select(striking.c.id).where(striking.c.reverses_id == entries.c.id).scalar_subquery()
    query = sa.select(entries, struck_by.label("reversed_by")).where(among).order_by(*order)
    rows = (await connection.execute(query)).mappings().all()
    held = await lines_of(connection, [row["id"] for row in rows])
    return [_entry(row, held[row["id"]]) for row in rows]


def struck_ids() -> sa.Select[tuple[int | None]]:
    """Ids of the entries that were struck out."""
    return sa.select(entries.c.reverses_id).where(entries.c.reverses_id.is_not(None))


async def lines_of(connection: AsyncConnection, entry_ids: Sequence[int]) -> dict[int, list[Line]]:
    """The lines of these entries, by entry."""
    found: dict[int, list[Line]] = {entry_id: [] for entry_id in entry_ids}
    for some in chunks(entry_ids):
        query = sa.select(lines).where(lines.c.entry_id.in_(some)).order_by(lines.c.entry_id, lines.c.place)
        for entry_id, place, amount in await connection.execute(query):
            found[entry_id].append(Line(Place(place), amount))
    return found


def chunks(items: Sequence[Item], most: int = MOST_IDS) -> list[list[Item]]:
    """Lists short enough for one query, or of `most`."""
    rest = iter(items)
    return [some for some in iter(lambda: list(islice(rest, most)), []) if some]


def last_day(first: date) -> date:
    """The last day of the month that begins on `first`."""
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


async def _add_closings(
    connection: AsyncConnection,
    club_ids: list[int],
    until: date | None,
    sums: dict[tuple[int, str], list[int]],
) -> None:
    """Each fund's closing of its latest month (before the month of `until`)."""
    before = date.max if until is None else until.replace(day=1)
    for row in await connection.execute(_CLOSINGS, {"club_ids": club_ids, "before": before}):
        sums[row.club_id, row.fund] = [row.box, row.bank, row.lent]


def _closing_of(fund: Fund) -> sa.Select[Any]:
    """One index step per club; an ORDER BY over all months would read every one of them."""
    earlier = fund_months.alias("earlier")
    latest = sa.select(sa.func.max(earlier.c.month)).where(
        earlier.c.club_id == clubs.c.id,
        earlier.c.fund == fund.value,
        earlier.c.month < sa.bindparam("before", type_=sa.Date),
    )
    month = fund_months.c
    at_latest = sa.and_(
        month.club_id == clubs.c.id,
        month.fund == fund.value,
        month.month == latest.correlate(clubs).scalar_subquery(),
    )
    wanted = (month.club_id, month.fund, month.box, month.bank, month.lent)
    joined = clubs.join(fund_months, at_latest)
    return sa.select(*wanted).select_from(joined).where(clubs.c.id.in_(_CLUBS))


_CLUBS = listed("club_ids")
_CLOSINGS = sa.union_all(*map(_closing_of, Fund))
_DAYS = (
    sa.select(entries.c.club_id, entries.c.fund, lines.c.place, sa.func.sum(lines.c.amount))
    .join(lines, lines.c.entry_id == entries.c.id)
    .where(entries.c.club_id.in_(_CLUBS), entries.c.fund.in_([fund.value for fund in Fund]))
    .where(entries.c.occurred_on.between(sa.bindparam("first"), sa.bindparam("last")))
    .where(lines.c.place.in_(_PLACES))
    .group_by(entries.c.club_id, entries.c.fund, lines.c.place)
)


async def _add_days(
    connection: AsyncConnection, club_ids: list[int], until: date, sums: dict[tuple[int, str], list[int]]
) -> None:
    """The entries of the month of `until`, up to it."""
    named = {"club_ids": club_ids, "first": until.replace(day=1), "last": until}
    for club_id, fund, place, amount in await connection.execute(_DAYS, named):
        sums.setdefault((club_id, fund), [0, 0, 0])[_PLACES.index(place)] += int(amount)


def _both_funds(club_id: int, sums: dict[tuple[int, str], list[int]]) -> ClubBalances:
    return ClubBalances(*(FundTotals(*sums.get((club_id, fund.value), (0, 0, 0))) for fund in Fund))


def _entry(row: sa.RowMapping, held: list[Line]) -> Entry:
    return Entry(
        id=row["id"],
        club_id=row["club_id"],
        fund=Fund(row["fund"]),
        seq=row["seq"],
        kind=EntryKind(row["kind"]),
        effect_kind=EntryKind(row["effect_kind"]),
        receipt_side=ReceiptSide(row["receipt_side"]),
        receipt_year=row["receipt_year"],
        receipt_number=row["receipt_number"],
        category=row["category"],
        occurred_on=row["occurred_on"],
        recorded_at=row["recorded_at"],
        recorded_by=row["recorded_by"],
        member_id=row["member_id"],
        loan_id=row["loan_id"],
        reverses_id=row["reverses_id"],
        party=row["party"] or "",
        note=row["note"] or "",
        photo=row["photo"] or "",
        lines=tuple(held),
        reversed_by=row["reversed_by"],
    )
