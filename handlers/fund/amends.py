"""Gạch bỏ phiếu: what was written stays in the book, its mirror and the right entry come behind it.

A correction strikes one entry and writes it again; "hoàn tác" strikes, and brings back what a
correction struck.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers.fund.book import FundBook
from storage.records import Entry, EntryKind, Line, Posting

PLAIN = (EntryKind.INCOME, EntryKind.EXPENSE)


@dataclass(frozen=True, slots=True)
class LedgerTail:
    """The newest entries of a club in the order they were written, and who wrote them."""

    book: FundBook
    entries: tuple[Entry, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)  # people by id
    together: Mapping[int, str] = field(default_factory=dict)  # entry id -> what was confirmed with it

    def last_written(self) -> tuple[Entry, ...]:
        """What was confirmed together last, oldest first."""
        if not self.entries:
            return ()
        mark = self.together.get(self.entries[-1].id)
        return tuple(entry for entry in self.entries if self.together.get(entry.id) == mark)

    def entry(self, entry_id: int | None) -> Entry | None:
        """An entry of the tail by its id."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    def writer(self, entry: Entry) -> str:
        """The name of who recorded it, "" where nobody is known."""
        return self.names.get(entry.recorded_by or 0, "")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """An entry to be written again, with another amount in đồng."""

    entry: Entry
    amount: int


@dataclass(frozen=True, slots=True)
class AmendBook:
    """Effect: strike entries out and write some again; `dated` None keeps each entry's own day."""

    club_id: int
    strike: tuple[Entry, ...]
    write: tuple[Rewrite, ...] = ()
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Effect that changes nothing: why there is nothing to do, said by the talk's own words."""

    told: str
    entry: Entry | None = None


def size_of(entry: Entry) -> int:
    """What the entry is about, in đồng: its largest line."""
    return max(abs(line.amount) for line in entry.lines)


def is_alive(entry: Entry) -> bool:
    """Neither struck out nor itself a striking out."""
    return entry.reversed_by is None and entry.kind is not EntryKind.REVERSAL


def can_be_rewritten(entry: Entry) -> bool:
    """A plain thu or chi; a loan's entry is struck out and entered anew."""
    return is_alive(entry) and entry.kind in PLAIN and entry.loan_id is None and len(entry.lines) == 2


def written_again(entry: Entry, amount: int, on: date) -> Posting:
    """The entry with another amount, on that day, under a new receipt."""
    scaled = entry.lines
    if amount != size_of(entry):
        scaled = tuple(Line(line.place, amount if line.amount > 0 else -amount) for line in entry.lines)
    return Posting(
        club_id=entry.club_id,
        fund=entry.fund,
        kind=entry.kind,
        lines=scaled,
        category=entry.category,
        occurred_on=on,
        note=entry.note,
        party=entry.party,
        member_id=entry.member_id,
        loan_id=entry.loan_id,
        receipt_side=entry.receipt_side,
        photo=entry.photo,
    )


def undoing(tail: LedgerTail, batch: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[Rewrite, ...]]:
    """What takes a batch back: its entries struck, and what it had struck written again."""
    strike = tuple(entry for entry in batch if is_alive(entry))
    struck = [tail.entry(entry.reverses_id) for entry in batch if entry.kind is EntryKind.REVERSAL]
    return strike, tuple(Rewrite(entry, size_of(entry)) for entry in struck if entry is not None)
