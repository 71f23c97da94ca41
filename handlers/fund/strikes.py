"""What can only be struck out together, and what may not be struck out yet.

A transfer between the funds is two entries, interest split between them too: with one of them gone, money
would appear or be lost.
"""

from collections.abc import Sequence

from handlers.fund.amends import LedgerTail, Rewrite, is_alive
from handlers.fund.requests import CLOSED, LOSS
from storage.records import FUND_TRANSFER, Entry, EntryKind, Place


def with_other_half(tail: LedgerTail, strike: Sequence[Entry]) -> tuple[Entry, ...]:
    """The same entries, and the other fund's entry of every transfer and every payment among them."""
    marks = {tail.together.get(entry.id) for entry in strike if entry.category == FUND_TRANSFER}
    halves = [
        entry
        for entry in tail.entries
        if entry.category == FUND_TRANSFER and is_alive(entry) and tail.together.get(entry.id) in marks
    ]
    halves += [one for entry in strike for one in tail.beside(entry)]
    known = {entry.id for entry in strike}
    others = {entry.id: entry for entry in halves if entry.id not in known}
    return (*strike, *others.values())


def built_upon(tail: LedgerTail, strike: Sequence[Entry]) -> Entry | None:
    """What still stands of a loan whose paying out would be struck: the newest has to go first."""
    ids = {entry.id for entry in strike}
    paid_out = {entry.loan_id for entry in strike if entry.loan_id and entry.at(Place.LENT) > 0}
    left = [entry for entry in tail.entries if entry.loan_id in paid_out and is_alive(entry)]
    return next((entry for entry in reversed(left) if entry.id not in ids), None)


def why_officer(strike: Sequence[Entry], write: Sequence[Rewrite], *, closed: bool) -> str:
    """Why an officer has to agree, "" where nobody has to: a loss an officer agreed to, or a closed month."""
    changed = (*strike, *(rewrite.entry for rewrite in write))
    if any(entry.kind is EntryKind.ADJUSTMENT and entry.loan_id is not None for entry in changed):
        return LOSS
    return CLOSED if closed else ""
