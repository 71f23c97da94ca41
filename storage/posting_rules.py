"""Which postings the books accept: the last guard before money is written, whatever a talk believed.

Amounts are refused, not repaired: a wrong sign here is a fault of ours, never something to guess about.
"""

from storage.records import (
    AMOUNT_LIMIT,
    CASH,
    Entry,
    EntryKind,
    Line,
    Place,
    Posting,
    PostingRefused,
    ReceiptSide,
)

_ANY, _UP, _DOWN = 0, 1, -1
_CASH_UP = {Place.BOX: _UP, Place.BANK: _UP}
_CASH_DOWN = {Place.BOX: _DOWN, Place.BANK: _DOWN}
_CASH_ANY = {Place.BOX: _ANY, Place.BANK: _ANY}
_SIGNS: dict[EntryKind, dict[Place, int]] = {
    EntryKind.INCOME: {**_CASH_UP, Place.EARNED: _DOWN},
    EntryKind.EXPENSE: {**_CASH_DOWN, Place.SPENT: _UP},
    EntryKind.TRANSFER: {**_CASH_ANY, Place.EARNED: _DOWN, Place.SPENT: _UP},
    EntryKind.LEND: {**_CASH_DOWN, Place.LENT: _UP},
    EntryKind.REPAY: {**_CASH_UP, Place.LENT: _DOWN, Place.EARNED: _DOWN},
    EntryKind.OPENING: {**_CASH_UP, Place.LENT: _UP, Place.START: _DOWN},
    EntryKind.ADJUSTMENT: {**_CASH_ANY, Place.LENT: _DOWN, Place.EARNED: _DOWN, Place.SPENT: _UP},
}
_PAPERLESS = (EntryKind.OPENING, EntryKind.REVERSAL)


def check(posting: Posting) -> None:
    """Raise PostingRefused unless the posting is sound by itself."""
    if len(posting.lines) < 2:
        raise PostingRefused("an entry needs two lines: where from and where to")
    for line in posting.lines:
        _check_amount(line)
    if len({line.place for line in posting.lines}) != len(posting.lines):
        raise PostingRefused("a place stands twice in one entry")
    if sum(line.amount for line in posting.lines) != 0:
        raise PostingRefused(f"lines do not sum to zero: {_shown(posting.lines)}")
    _check_links(posting)
    _check_signs(posting)
    _check_receipt(posting)


def check_reversal(posting: Posting, struck: Entry) -> None:
    """Raise PostingRefused unless `posting` mirrors exactly the entry it strikes out."""
    if (posting.club_id, posting.fund) != (struck.club_id, struck.fund):
        raise PostingRefused("a reversal stays in the club and fund of its entry")
    if struck.kind is EntryKind.REVERSAL:
        raise PostingRefused("a reversal is not struck out: write the entry again")
    if {(line.place, -line.amount) for line in posting.lines} != {
        (line.place, line.amount) for line in struck.lines
    }:
        raise PostingRefused(f"a reversal mirrors its entry line by line: {_shown(struck.lines)}")
    if (posting.member_id, posting.loan_id) != (struck.member_id, struck.loan_id):
        raise PostingRefused("a reversal names the member and loan of its entry")
    if posting.category != struck.category:
        raise PostingRefused("a reversal keeps the category of its entry")


def _check_amount(line: Line) -> None:
    if type(line.amount) is not int:  # bool is an int, and no amount
        raise PostingRefused(f"money is whole đồng, not {line.amount!r}")
    if line.amount == 0:
        raise PostingRefused("a line of 0 đồng says nothing")
    if abs(line.amount) >= AMOUNT_LIMIT:
        raise PostingRefused(f"{line.amount} đồng is beyond any club")


def _check_links(posting: Posting) -> None:
    if (posting.kind is EntryKind.REVERSAL) != (posting.reverses_id is not None):
        raise PostingRefused("a reversal names its entry, and only a reversal does")
    places = {line.place for line in posting.lines}
    if Place.LENT in places and posting.loan_id is None and posting.kind in (EntryKind.LEND, EntryKind.REPAY):
        raise PostingRefused("lending and repaying name their loan")
    key = (posting.talk_id, posting.round, posting.line)
    if any(part is None for part in key) and any(part is not None for part in key):
        raise PostingRefused("a posting of a talk names talk, round and line")


def _check_signs(posting: Posting) -> None:
    if posting.kind is EntryKind.REVERSAL:
        return  # held to its entry by check_reversal
    if _names_a_borrower(posting):
        return
    allowed = _SIGNS[posting.kind]
    for line in posting.lines:
        sign = allowed.get(line.place)
        if sign is None or sign * line.amount < 0:
            raise PostingRefused(f"{posting.kind} cannot put {line.amount} into {line.place}")


def _names_a_borrower(posting: Posting) -> bool:
    """What began as lent to nobody known is taken off; the borrower's own loan begins beside it."""
    unnamed = posting.kind is EntryKind.OPENING and posting.loan_id is None
    moved = {line.place: line.amount for line in posting.lines}
    return unnamed and moved.keys() == {Place.LENT, Place.START} and moved[Place.LENT] < 0


def _check_receipt(posting: Posting) -> None:
    cash = sum(line.amount for line in posting.lines if line.place in CASH)
    if posting.receipt_side is ReceiptSide.NONE:
        return
    if posting.kind in _PAPERLESS:
        raise PostingRefused(f"{posting.kind} has no receipt")
    if (posting.receipt_side is ReceiptSide.IN) != (cash > 0) or cash == 0:
        raise PostingRefused(f"receipt {posting.receipt_side} does not fit {cash} đồng of cash")


def _shown(lines: tuple[Line, ...]) -> str:
    return ", ".join(f"{line.place} {line.amount}" for line in lines)
