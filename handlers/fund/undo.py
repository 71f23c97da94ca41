"""Hoàn tác, gạch phiếu: takes back what was confirmed last, or the receipt named, whoever of the
committee wrote it.

Taking back a correction strikes the new entry and writes the old one again: a striking out is never struck.
"""

import re
from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.questions import YES, Confirm, Option
from handlers.fund.amends import AmendBook, LedgerTail, Rewrite, Told, is_alive, undoing
from handlers.fund.closing import open_day
from handlers.fund.entry import entry_subject
from handlers.fund.finding import with_receipt
from handlers.fund.requests import CLOSED, AskAgreement
from storage.records import Entry, EntryKind

LEAVE = Option("leave", ("không", "thôi", "để nguyên", "giữ nguyên"))
_LAST = frozenset(
    "hoan tac|hoan tac di|hoan lai|undo|xoa khoan vua roi|xoa khoan vua ghi|bo khoan vua roi|"
    "bo khoan vua ghi|"
    "huy khoan vua roi|huy khoan vua ghi|gach khoan vua roi|gach khoan vua ghi|lay lai khoan vua roi|"
    "rut lai khoan vua ghi|xoa khoan cuoi|bo khoan cuoi|hoan tac khoan vua roi".split("|")
)
_RECEIPT = re.compile(
    r"(?:gach|gach bo|huy|huy bo|xoa|bo|hoan tac)\s+phieu(?:\s+(?P<side>thu|chi))?"
    r"(?:\s+so)?\s+(?P<number>\d{1,5})"
)


@dataclass(frozen=True, slots=True)
class UndoPhrase:
    """What to take back: receipt 0 is whatever was written last; `side` "income", "expense" or None."""

    receipt: int = 0
    side: str | None = None


def hear_undo(words: str) -> UndoPhrase | None:
    """ "hoàn tác", "gạch phiếu thu 15"; None for anything else."""
    said = fold(tidy(words))
    if said in _LAST:
        return UndoPhrase()
    found = _RECEIPT.fullmatch(said)
    side = {"thu": "income", "chi": "expense"}.get(found["side"] or "") if found else None
    return UndoPhrase(int(found["number"]), side) if found else None


async def undo_entry(tail: LedgerTail, visit: Visit) -> AmendBook | AskAgreement | Told | None:
    """Hoàn tác: strikes out, after reading back what and whose."""
    batch = _meant(tail, hear_undo(visit.words) or UndoPhrase())
    if isinstance(batch, Told):
        return batch
    strike, write = undoing(tail, batch)
    if not strike and not write:
        return Told("struck", batch[0])
    oldest = min(entry.occurred_on for entry in (*strike, *(rewrite.entry for rewrite in write)))
    dated: tuple[date, bool] | None = oldest, False
    if any(entry.kind is not EntryKind.OPENING for entry in strike) or write:  # moving in closes no month
        dated = await open_day("closed", oldest, visit.today, tail.book.approved, {"entry": batch[0]})
    if dated is None or not await _sure(tail, visit, strike, write):
        return None
    moved = None if dated[0] == oldest else dated[0]
    amended = AmendBook(tail.book.club.id, strike, write, moved)
    return AskAgreement(amended.club_id, CLOSED, amend=amended) if dated[1] else amended


def _meant(tail: LedgerTail, phrase: UndoPhrase) -> tuple[Entry, ...] | Told:
    if not phrase.receipt:
        return tail.last_written() or Told("empty")
    found = with_receipt(tail.entries, phrase.receipt, phrase.side)
    alive = [entry for entry in found if is_alive(entry)]
    if alive:
        return (alive[0],)
    return Told("struck", found[0]) if found else Told("unknown")


async def _sure(
    tail: LedgerTail, visit: Visit, strike: tuple[Entry, ...], write: tuple[Rewrite, ...]
) -> bool:
    entries = (*strike, *(rewrite.entry for rewrite in write))
    writers = {tail.writer(entry) for entry in strike if entry.recorded_by != visit.person.id} - {""}
    about = {"strike": [entry.id for entry in strike], "write": [rewrite.entry.id for rewrite in write]}
    show = {
        "strike": strike,
        "write": write,
        "writer": ", ".join(sorted(writers)),
        "one": len(entries) == 1,
        "fund": entries[0].fund,
    }
    return await Confirm(key="confirm", about=about, choices=(YES, LEAVE), show=show, money=True) == "yes"


def opens_undo(words: str, today: date) -> bool:
    """ "hoàn tác", "gạch phiếu 15"."""
    return hear_undo(words) is not None


UNDO = Talk("fund.undo", undo_entry, LedgerTail, opens_undo, entry_subject)
