"""The closings of days and what loans still owe, worked out again entry by entry beside what is kept.

A club with a fault of its entries or months is not named a second time for its days.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.club_days import CLOSINGS, WEEKLY, Booked, Day, Sums, day_sums, loan_sums
from storage.tables.fund import club_days, loan_balances
from storage.tables.loans import loans
from storage.verify_chain import Broken, Held

COLUMNS = (*WEEKLY, *CLOSINGS)


class DayCheck:
    """Takes every entry of some clubs, in any order."""

    def __init__(self) -> None:
        self._booked: list[Booked] = []

    def take(self, row: Held) -> None:
        """One more entry."""
        day = Day(row["club_id"], row["occurred_on"])
        self._booked.append(Booked(day, row["fund"], row["effect_kind"], row["loan_id"], row["amounts"]))

    async def wrong(self, connection: AsyncConnection, club_ids: list[int], aside: set[int]) -> list[Broken]:
        """The first wrong day of each club and every wrong loan; clubs `aside` are passed over."""
        days = await _kept_days(connection, club_ids)
        owed = await _kept_loans(connection, club_ids)
        found = [*_wrong_days(self._closings(), days), *_wrong_loans(loan_sums(self._booked), owed)]
        return [broken for broken in found if broken.club_id not in aside]

    def _closings(self) -> dict[Day, Sums]:
        running: dict[int, Sums] = {}
        closed: dict[Day, Sums] = {}
        for day, sums in sorted(day_sums(self._booked).items()):
            held = running.setdefault(day.club_id, dict.fromkeys(CLOSINGS, 0))
            held |= {name: held[name] + sums[name] for name in CLOSINGS}
            closed[day] = sums | held
        return closed


def _wrong_days(should: dict[Day, Sums], kept: dict[Day, Sums]) -> Iterator[Broken]:
    blamed: set[int] = set()
    for day in sorted(should.keys() | kept.keys()):
        if should.get(day) != kept.get(day) and day.club_id not in blamed:
            blamed.add(day.club_id)
            why = f"the sums kept for {day.on:%d/%m/%Y} are not those of the entries"
            yield Broken("day", day.club_id, why=why)


def _wrong_loans(should: dict[int, int], kept: dict[int, tuple[int, int | None]]) -> Iterator[Broken]:
    for loan_id, (club_id, owed) in sorted(kept.items()):
        if (owed or 0) != should.get(loan_id, 0):
            why = f"loan {loan_id} is kept as owing {owed}, its entries say {should.get(loan_id, 0)}"
            yield Broken("loan", club_id, why=why)


async def _kept_days(connection: AsyncConnection, club_ids: list[int]) -> dict[Day, Sums]:
    query = sa.select(club_days).where(club_days.c.club_id.in_(club_ids))
    rows: Any = (await connection.execute(query)).mappings()
    return {Day(row["club_id"], row["day"]): {name: int(row[name]) for name in COLUMNS} for row in rows}


async def _kept_loans(connection: AsyncConnection, club_ids: list[int]) -> dict[int, tuple[int, int | None]]:
    """Loan -> club and what is kept; None where nothing is."""
    kept = loans.outerjoin(loan_balances, loan_balances.c.loan_id == loans.c.id)
    query = sa.select(loans.c.id, loans.c.club_id, loan_balances.c.owed).select_from(kept)
    rows = await connection.execute(query.where(loans.c.club_id.in_(club_ids)))
    return {row.id: (row.club_id, row.owed) for row in rows}
