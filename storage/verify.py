"""Reads the whole books again and names what does not hold, the first broken row first.

Clubs are taken a few dozen at a time, so that millions of entries need no more memory than a commune.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import club_now
from storage.fund_months import CLOSINGS, FLOWS, Effect, Month
from storage.summaries import COLUMNS, club_life
from storage.tables.clubs import clubs
from storage.tables.fund import entries, lines
from storage.tables.fund import fund_months as kept
from storage.tables.messages import inbox, outbox
from storage.tables.report import club_months
from storage.verify_chain import Broken, FundCheck, Held
from storage.verify_days import DayCheck

__all__ = ["Broken", "verify"]

CLUBS_AT_A_TIME = 50
_MONTH_COLUMNS = (*FLOWS, *CLOSINGS)


async def verify(connection: AsyncConnection) -> list[Broken]:
    """Everything that is broken, by club, fund and row; rows with `note` set are worth a look, not broken.

    Chains, gaps, line sums, receipt numbers, reversals, maintained months and days, what clubs have come to,
    what loans owe, unique keys of messages.
    """
    found = await _ownerless(connection)
    async for club_ids in _clubs(connection):
        found += await _of_clubs(connection, club_ids)
    found += await _wrong_club_months(connection)
    found += await _wrong_now(connection, aside=_blamed(found))
    return found + await _doubled(connection)


async def _of_clubs(connection: AsyncConnection, club_ids: list[int]) -> list[Broken]:
    """The books of some clubs, and every sum that is kept of them."""
    found: list[Broken] = []
    months, days = await _kept_months(connection, club_ids), DayCheck()
    for (club_id, fund), check in (await _checked(connection, club_ids, days)).items():
        found += check.broken
        found += _wrong_months(club_id, fund, check.closings(), months)
    found += [_stray_month(month) for month in months]
    return found + await days.wrong(connection, club_ids, aside=_blamed(found))


def _blamed(found: list[Broken]) -> set[int]:
    """Clubs with a fault: what is summed over it is not named a second time."""
    return {broken.club_id for broken in found if broken.club_id is not None and not broken.note}


async def _clubs(connection: AsyncConnection) -> AsyncIterator[list[int]]:
    """All clubs, a few dozen at a time."""
    last = 0
    while True:
        query = sa.select(clubs.c.id).where(clubs.c.id > last).order_by(clubs.c.id).limit(CLUBS_AT_A_TIME)
        club_ids = list((await connection.execute(query)).scalars())
        if not club_ids:
            return
        yield club_ids
        last = club_ids[-1]


async def _ownerless(connection: AsyncConnection) -> list[Broken]:
    """Entries of a club that is gone: foreign keys forbid it, a tool that switches them off does not."""
    lost = sa.select(entries.c.club_id).where(entries.c.club_id.not_in(sa.select(clubs.c.id))).distinct()
    found = (await connection.execute(lost.order_by(entries.c.club_id).limit(100))).scalars()
    return [Broken("club", club_id, why="has entries but is no longer there") for club_id in found]


async def _checked(
    connection: AsyncConnection, club_ids: list[int], days: DayCheck
) -> dict[tuple[int, str], FundCheck]:
    """Each fund's chain, walked from its first entry to its last; `days` sees every entry too."""
    checks: dict[tuple[int, str], FundCheck] = {}
    for row in await _entries(connection, club_ids):
        fund = (row["club_id"], row["fund"])
        if fund not in checks:
            checks[fund] = FundCheck()
        checks[fund].take(row)
        days.take(row)
    return checks


async def _entries(connection: AsyncConnection, club_ids: list[int]) -> Iterator[Held]:
    order = (entries.c.club_id, entries.c.fund, entries.c.seq)
    query = sa.select(entries).where(entries.c.club_id.in_(club_ids)).order_by(*order)
    held = (
        sa.select(lines)
        .join(entries, entries.c.id == lines.c.entry_id)
        .where(entries.c.club_id.in_(club_ids))
    )
    amounts: dict[int, dict[str, int]] = {}
    for entry_id, place, amount in await connection.execute(held):
        amounts.setdefault(entry_id, {})[place] = amount
    rows = (await connection.execute(query)).mappings().all()
    return ({**row, "amounts": amounts.get(row["id"], {})} for row in rows)


async def _kept_months(connection: AsyncConnection, club_ids: list[int]) -> dict[Month, Effect]:
    query = sa.select(kept).where(kept.c.club_id.in_(club_ids))
    return {
        Month(row["club_id"], row["fund"], row["month"]): {name: int(row[name]) for name in _MONTH_COLUMNS}
        for row in (await connection.execute(query)).mappings()
    }


def _wrong_months(
    club_id: int, fund: str, should: dict[Any, Effect], months: dict[Month, Effect]
) -> Iterator[Broken]:
    """Months that differ from the entries; takes what it has seen out of `months`."""
    for first_day, effect in should.items():
        stored = months.pop(Month(club_id, fund, first_day), None)
        if stored != effect:
            why = f"the sums kept for {first_day:%Y-%m} are not those of the entries"
            yield Broken("month", club_id, fund, why=why)


def _stray_month(month: Month) -> Broken:
    why = f"sums are kept for {month.first_day:%Y-%m}, which has no entries"
    return Broken("month", month.club_id, month.fund, why=why)


async def _wrong_club_months(connection: AsyncConnection) -> list[Broken]:
    counted = club_life(connection.dialect.name)
    stored = sa.select(*(club_months.c[name] for name in ("club_id", "month", *COLUMNS)))
    differing: set[tuple[int, str]] = set()
    for rows in (counted.except_(stored), stored.except_(counted)):
        differing |= {(row[0], str(row[1])[:7]) for row in await connection.execute(rows)}
    why = "the counts kept for {} are not those of meetings, activities, members and reports"
    return [Broken("club_month", club_id, why=why.format(month)) for club_id, month in sorted(differing)]


async def _wrong_now(connection: AsyncConnection, aside: set[int]) -> list[Broken]:
    """What clubs have come to, held against days, meetings and members; clubs `aside` are passed over."""
    counted, stored = club_now.counted(club_now.COLUMNS), club_now.stored(club_now.COLUMNS)
    differing = {row[0] for row in await connection.execute(counted.except_(stored))}
    why = "what is kept as its newest state is not that of its days, meetings and members"
    return [Broken("club_now", club_id, why=why) for club_id in sorted(differing - aside)]


async def _doubled(connection: AsyncConnection) -> list[Broken]:
    """Message keys that stand twice: the constraint forbids it, a lost index would let it happen."""
    found: list[Broken] = []
    for table, key in (
        (inbox, (inbox.c.channel, inbox.c.address, inbox.c.message_id)),
        (outbox, (outbox.c.key,)),
    ):
        query = sa.select(*key).group_by(*key).having(sa.func.count() > 1).limit(100)
        rows = (await connection.execute(query)).all()
        found += [Broken(table.name, None, why=f"stands twice: {' '.join(map(str, row))}") for row in rows]
    return found
