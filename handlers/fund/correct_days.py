"""Under which days a corrected entry stands, and what the boxes hold afterwards.

Either day may lie in a closed month: then today stands, or the officer is asked once for both.
"""

from dataclasses import dataclass, replace
from datetime import date

from handlers.catalogue_types import Visit
from handlers.fund.amends import LedgerTail, Rewrite, size_of
from handlers.fund.closing import open_day


@dataclass(frozen=True, slots=True)
class Dated:
    """The rewrite under days that are open, or that an officer has to open."""

    rewrite: Rewrite
    mirror: date | None
    asks_officer: bool


async def open_days(tail: LedgerTail, visit: Visit, rewrite: Rewrite, attempt: int) -> Dated | None:
    """The entry's own day, and the right one where that is another; None where it is left unwritten."""
    entry, closing = rewrite.entry, tail.book.closing
    show = {"entry": entry}
    own = await open_day(f"closed.{attempt}", entry.occurred_on, visit.today, closing, show)
    if own is None:
        return None
    mirror = None if own[0] == entry.occurred_on else own[0]
    if rewrite.right.day is None:
        return Dated(rewrite, mirror, own[1])
    moved = await open_day(f"closed_right.{attempt}", rewrite.right.day, visit.today, closing, show)
    if moved is None:
        return None
    right = replace(rewrite.right, day=moved[0])
    return Dated(replace(rewrite, right=right), mirror, own[1] or moved[1])


def short_of(tail: LedgerTail, rewrite: Rewrite) -> int:
    """What the box of either fund would lack after it, in đồng; 0 where nothing is made worse."""
    entry, fund = rewrite.entry, rewrite.said.fund
    again = entry.cash * rewrite.amount // size_of(entry)
    moves = {entry.fund: -entry.cash}
    moves[fund] = moves.get(fund, 0) + again
    return max(
        max(0, -(tail.book.balances.of(one).box + moved)) if moved < 0 else 0 for one, moved in moves.items()
    )
