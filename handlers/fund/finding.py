"""Which written entry a correction means: by its receipt, by who gave or got, by what it was for, by its day.

A hint that fits nothing is let go, except a person or a receipt, which are never overruled.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.hearing.heard import Heard
from handlers.fund.amends import LedgerTail, is_alive, size_of
from handlers.fund.categories import names_label, own_label
from handlers.fund.correction_phrases import CorrectionPhrase
from handlers.fund.posting import LOAN_INTEREST
from storage.records import Entry, EntryKind

Test = Callable[[Entry], bool]
COLLECTED = ("dues", LOAN_INTEREST)
LATELY = timedelta(days=7)
_SIDES = {"income": "in", "expense": "out"}


def fitting(entries: Sequence[Entry], phrase: CorrectionPhrase | None, person_id: int = 0) -> list[Entry]:
    """Entries still standing that the words may mean, newest first; without a hint the person's last one."""
    alive = [entry for entry in reversed(entries) if is_alive(entry)]
    if phrase is None:
        return []
    if phrase.receipt is not None:
        return _narrowed([entry for entry in alive if _has_receipt(entry, phrase)], phrase)
    if phrase.counterparty:
        alive = [entry for entry in alive if names(entry, phrase.counterparty)]
    hints = _hints(phrase)
    labelled = [entry for entry in alive if names_label(phrase.words, (own_label(entry.category),))]
    alive = labelled or alive
    for test in hints:
        alive = [entry for entry in alive if test(entry)] or alive
    if phrase.counterparty or hints or labelled:
        return _still_wrong(alive, phrase)
    own = [entry for entry in alive if entry.recorded_by == person_id]
    return (own or alive)[:1]


def with_receipt(entries: Sequence[Entry], number: int, side: str | None) -> list[Entry]:
    """Entries with that receipt, struck out or not, newest first; `side` "income", "expense" or None."""
    return [
        entry
        for entry in reversed(entries)
        if entry.receipt_number == number and (side is None or entry.receipt_side == _SIDES[side])
    ]


def on_line(entries: Sequence[Entry], seq: int) -> list[Entry]:
    """Entries without a receipt on that line of either fund's ledger, newest first; no striking out."""
    found = (entry for entry in reversed(entries) if entry.seq == seq and entry.receipt_number is None)
    return [entry for entry in found if entry.kind is not EntryKind.REVERSAL]


def collected_from(tail: LedgerTail, person: str, today: date) -> list[Entry]:
    """Standing receipts of lately for dues or interest of whoever bears the name, the newest first.

    Of interest that went into both funds only one: striking it takes the other along.
    """
    found: dict[tuple[str, int], Entry] = {}
    for entry in collected_lately(tail, today):
        if names(entry, person):
            found.setdefault((tail.together.get(entry.id, str(entry.id)), entry.loan_id or -entry.id), entry)
    return list(found.values())


def collected_lately(tail: LedgerTail, today: date) -> list[Entry]:
    """Standing receipts of the last week for dues or interest, the newest first."""
    return [
        entry
        for entry in reversed(tail.entries)
        if entry.category in COLLECTED and today - entry.recorded_at.date() <= LATELY and is_alive(entry)
    ]


def names(entry: Entry, person: str) -> bool:
    """Whether "ông sơn" is the entry's person: by party, else by the words of the note."""
    given = fold(person.rsplit(maxsplit=1)[-1].lower())
    return given in fold((entry.party or entry.note).lower()).split()


def _has_receipt(entry: Entry, phrase: CorrectionPhrase) -> bool:
    side = _SIDES.get(phrase.side or "")
    return entry.receipt_number == phrase.receipt and side in (None, str(entry.receipt_side))


def _narrowed(entries: list[Entry], phrase: CorrectionPhrase) -> list[Entry]:
    """Both funds and both sides have a receipt of that number: what else was said tells them apart."""
    if phrase.fund is not None:
        entries = [entry for entry in entries if entry.fund is phrase.fund] or entries
    if phrase.counterparty:
        entries = [entry for entry in entries if names(entry, phrase.counterparty)] or entries
    return entries


def _hints(phrase: CorrectionPhrase) -> list[Test]:
    found: list[Test] = []
    was, day = phrase.was, phrase.day
    if isinstance(was, Heard):
        found.append(lambda entry: size_of(entry) == was.value)
    if phrase.category is not None:
        found.append(lambda entry: entry.category == phrase.category)
    if isinstance(day, Heard):
        found.append(lambda entry: entry.occurred_on == day.value.day)
    if phrase.fund is not None:
        found.append(lambda entry: entry.fund is phrase.fund)
    return found


def _still_wrong(entries: list[Entry], phrase: CorrectionPhrase) -> list[Entry]:
    """Without those that say already what is right, where others are left."""
    right = phrase.amount.value if isinstance(phrase.amount, Heard) else None
    return [entry for entry in entries if size_of(entry) != right] or entries
