"""Gạch bỏ phiếu: what was written stays in the book, its mirror and the right entry come behind it.

A correction strikes one entry and writes it again; "hoàn tác" strikes, and brings back what a
correction struck.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers.fund.book import FundBook
from handlers.fund.right import AS_IT_STANDS, Right, says
from storage.records import CASH, Entry, EntryKind, Line, Place, Posting

PLAIN = (EntryKind.INCOME, EntryKind.EXPENSE)


@dataclass(frozen=True, slots=True)
class LedgerTail:
    """The newest entries of a club in the order they were written, and who wrote them."""

    book: FundBook
    entries: tuple[Entry, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)  # people by id
    together: Mapping[int, str] = field(default_factory=dict)  # entry id -> what was confirmed with it
    owed: Mapping[int, int] = field(default_factory=dict)  # principal still owed, by loan id

    def batches(self) -> list[tuple[Entry, ...]]:
        """What was confirmed together each time, the newest first."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(self.together.get(entry.id, str(entry.id)), []).append(entry)
        return sorted((tuple(batch) for batch in found.values()), key=lambda batch: -batch[-1].id)

    def last_written(self) -> tuple[Entry, ...]:
        """What was confirmed together last, oldest first."""
        return next(iter(self.batches()), ())

    def entry(self, entry_id: int | None) -> Entry | None:
        """An entry of the tail by its id."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    def beside(self, entry: Entry) -> tuple[Entry, ...]:
        """The other standing entries of the same payment: its interest in the other fund."""
        mark = self.together.get(entry.id)
        return tuple(
            one
            for one in self.entries
            if one.id != entry.id
            and entry.loan_id is not None
            and one.loan_id == entry.loan_id
            and self.together.get(one.id) == mark
            and is_alive(one)
        )

    def whole(self, entry: Entry) -> Entry:
        """The receipt a payment is corrected by: of two the one in the fund that was lent from."""
        return next((one for one in self.beside(entry) if is_repayment(one)), entry)

    def writer(self, entry: Entry) -> str:
        """The name of who recorded it, "" where nobody is known."""
        return self.names.get(entry.recorded_by or 0, "")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """An entry to be written again, with another amount in đồng or other words; of a repayment `interest`
    is part of the amount."""

    entry: Entry
    amount: int
    interest: int = 0
    right: Right = AS_IT_STANDS

    @property
    def said(self) -> Entry:
        """The entry as it will read; its lines are still the old ones."""
        return says(self.entry, self.right)


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


def is_repayment(entry: Entry) -> bool:
    """Money of a borrower for one loan, as it was taken in: it can be written again with other parts."""
    return is_alive(entry) and entry.kind is EntryKind.REPAY and entry.loan_id is not None


def _repaid(entry: Entry, amount: int, interest: int) -> tuple[Line, ...]:
    place = next(line.place for line in entry.lines if line.place in CASH)
    parts = ((place, amount), (Place.LENT, interest - amount), (Place.EARNED, -interest))
    return tuple(Line(where, part) for where, part in parts if part)


def written_again(rewrite: Rewrite, dated: date | None = None) -> Posting:
    """The right amount and words under a new receipt; `dated` where the entry's own month is closed."""
    entry, amount, interest = rewrite.said, rewrite.amount, rewrite.interest
    scaled = entry.lines
    category = entry.category
    if entry.kind is EntryKind.REPAY:
        if amount != size_of(entry) or interest:
            scaled = _repaid(entry, amount, interest)
        category = "loan_repayment" if any(line.place is Place.LENT for line in scaled) else "loan_interest"
    elif amount != size_of(entry):
        scaled = tuple(Line(line.place, amount if line.amount > 0 else -amount) for line in entry.lines)
    return Posting(
        club_id=entry.club_id,
        fund=entry.fund,
        kind=entry.kind,
        lines=scaled,
        category=category,
        occurred_on=rewrite.right.day or dated or entry.occurred_on,
        note=entry.note,
        party=entry.party,
        member_id=entry.member_id if rewrite.right.party is None else rewrite.right.member_id,
        loan_id=entry.loan_id,
        receipt_side=entry.receipt_side,
        photo=entry.photo,
    )


def undoing(tail: LedgerTail, batch: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[Rewrite, ...]]:
    """What takes a batch back: its entries struck, and what it had struck written again."""
    strike = tuple(entry for entry in batch if is_alive(entry))
    struck = [tail.entry(entry.reverses_id) for entry in batch if entry.kind is EntryKind.REVERSAL]
    return strike, tuple(Rewrite(entry, size_of(entry)) for entry in struck if entry is not None)


def alive_of(batch: Sequence[Entry]) -> tuple[Entry, ...]:
    """What of a batch still stands."""
    return tuple(entry for entry in batch if is_alive(entry))


def only_strikes(tail: LedgerTail, batch: Sequence[Entry]) -> bool:
    """Whether a batch took a correction back: its new entries are what that correction had struck."""
    struck = [tail.entry(entry.reverses_id) for entry in batch if entry.kind is EntryKind.REVERSAL]
    before = [_replaced_by(tail, entry) for entry in struck if entry is not None]
    written = [entry for entry in batch if entry.kind is not EntryKind.REVERSAL]
    first = [entry for entry in before if entry is not None]
    return bool(first) and [_content(entry) for entry in written] == [_content(entry) for entry in first]


def _content(entry: Entry) -> tuple[object, ...]:
    """What an entry says, whatever its receipt and its day: a closed month moves the day."""
    return entry.fund, entry.category, size_of(entry), entry.party, entry.note


def _replaced_by(tail: LedgerTail, entry: Entry) -> Entry | None:
    """What was struck when this entry was written; None where it replaced nothing."""
    mark = tail.together.get(entry.id)
    mirrors = [one for one in tail.entries if tail.together.get(one.id) == mark]
    ids = [one.reverses_id for one in mirrors if one.kind is EntryKind.REVERSAL]
    return tail.entry(ids[0]) if len(ids) == 1 else None


def struck_last(tail: LedgerTail) -> tuple[Entry, ...] | Told:
    """The newest striking out that wrote nothing in its place: what "ghi lại" brings back."""
    newest = next(iter(tail.batches()), ())
    if not newest or any(entry.kind is not EntryKind.REVERSAL for entry in newest):
        return Told("nothing_struck")
    return newest
