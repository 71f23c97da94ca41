"""Sửa khoản đã ghi: "nhầm rồi ông Sơn 300k thôi" finds the entry, strikes it and writes it again (golden B4).

The words say what is right, never which entry is wrong, so it is always read back first.
"""

import re
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.club.typed import find, phrases, words_of
from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import YES, Choose, Confirm, Money, Option
from handlers.dialogue.state import Doubt
from handlers.fund.amends import (
    AmendBook,
    LedgerTail,
    Rewrite,
    Told,
    can_be_rewritten,
    is_alive,
    size_of,
)
from handlers.fund.closing import open_day
from handlers.fund.correct_repayment import settle_loan_entry
from handlers.fund.correction_phrases import CorrectionPhrase, hear_correction
from handlers.fund.entry import entry_subject
from handlers.fund.finding import fitting, with_receipt
from handlers.fund.phrases import is_entry
from handlers.fund.requests import CLOSED, LARGE, AskAgreement
from storage.records import Entry

ANOTHER = Option("another", ("không phải phiếu này", "phiếu khác", "không phải", "khoản khác"))
NONE = Option("none", ("không có", "thôi", "không"))
_RECEIPT = re.compile(r"(?:phiếu|phieu)(?:\s+(?:thu|chi))?(?:\s+(?:số|so))?\s+\d+", re.IGNORECASE)
_SLIPPED = phrases(
    "nhầm|sai|lộn|đính chính|viết ngược|sửa lại|sửa khoản|sửa sổ|sửa phiếu|sửa thành"
)  # "sửa" alone may be a repair that was paid for
LISTED = 4
TRIES = 3
BARE = frozenset("nham roi|ghi nham|ghi nham roi|sua phieu|sua khoan|sua so|sua so quy|dinh chinh".split("|"))

Settled = AmendBook | AskAgreement | Told | None


async def correct_entry(tail: LedgerTail, visit: Visit) -> Settled:
    """Sửa phiếu: one plain entry gets its right amount."""
    phrase = hear_correction(visit.words, visit.today)
    meant = fitting(tail.entries, phrase, visit.person.id)
    if not meant and phrase is not None and phrase.receipt is not None:
        struck = with_receipt(tail.entries, phrase.receipt, phrase.side)
        if struck:
            return Told("struck", struck[0])
    if not meant and not recent(tail):
        return Told("empty")
    for attempt in range(1, TRIES + 1):
        entry = await _which(tail, meant, attempt, phrase)
        if entry is None:
            return None
        settled = await _settled(tail, visit, phrase, entry, attempt)
        if not isinstance(settled, str):
            return settled
        meant = [other for other in recent(tail) if other.id != entry.id]
    return None


def recent(tail: LedgerTail) -> list[Entry]:
    """Plain entries still standing, newest first."""
    return [entry for entry in reversed(tail.entries) if can_be_rewritten(entry)]


async def _which(
    tail: LedgerTail, meant: list[Entry], attempt: int, phrase: CorrectionPhrase | None
) -> Entry | None:
    if len(meant) == 1 and attempt == 1:
        return meant[0]
    offered = (meant or recent(tail))[:LISTED]
    options = (*(entry_option(entry) for entry in offered), NONE)
    show = {"person": phrase.counterparty if phrase else "", "found": len(meant) if attempt == 1 else 1}
    said = await Choose(key=f"which.{attempt}", choices=options, show=show, money=True)
    return tail.entry(int(said.removeprefix("entry"))) if said != "none" else None


def entry_option(entry: Entry) -> Option:
    """One written entry in a numbered list; people may also say its receipt or whose it is."""
    words = (f"phiếu {entry.receipt_number}", entry.note, entry.party)
    return Option(f"entry{entry.id}", tuple(word for word in words if word), {"entry": entry})


async def _settled(
    tail: LedgerTail, visit: Visit, phrase: CorrectionPhrase | None, entry: Entry, attempt: int
) -> Settled | str:
    """The effect of correcting this entry, "another" where it is not the one, None where it is left."""
    if not is_alive(entry):
        return Told("struck", entry)
    if not can_be_rewritten(entry):
        return await settle_loan_entry(tail, visit, phrase, entry, attempt)
    amount = await _right_amount(phrase, entry, attempt)
    if amount == size_of(entry):
        return Told("same", entry)
    if (refused := _too_much(tail, entry, amount)) is not None:
        return refused
    dated = await open_day(
        f"closed.{attempt}", entry.occurred_on, visit.today, tail.book.closing, {"entry": entry}
    )
    if dated is None:
        return None
    said = await _confirmed(tail, visit, entry, amount, dated[0], attempt)
    if said != "yes":
        return "another"
    amended = AmendBook(tail.book.club.id, (entry,), (Rewrite(entry, amount),), _moved(entry, dated[0]))
    return _allowed(tail, amended, asks_officer=dated[1])


async def _right_amount(phrase: CorrectionPhrase | None, entry: Entry, attempt: int) -> int:
    heard = phrase.amount if phrase else None
    key = f"amount.{attempt}"
    known = heard.value if isinstance(heard, Heard) else None
    doubt = (
        Doubt(key, heard.reason, heard.guesses, _RECEIPT.sub(" ", phrase.words))
        if isinstance(heard, Unclear) and phrase
        else None
    )
    return await Money(key=key, known=known, unclear=doubt, show={"entry": entry})


def _too_much(tail: LedgerTail, entry: Entry, amount: int) -> Told | None:
    """A correction that empties the box below nothing, where the club refuses that."""
    change = entry.cash * amount // size_of(entry) - entry.cash
    short = tail.book.balances.of(entry.fund).box + change < 0
    return Told("overdraft", entry) if short and tail.book.club.settings.overdraft == "refuse" else None


async def _confirmed(
    tail: LedgerTail, visit: Visit, entry: Entry, amount: int, day: date, attempt: int
) -> str:
    writer = "" if entry.recorded_by == visit.person.id else tail.writer(entry)
    before = tail.book.balances.of(entry.fund)
    about = {
        "entry": entry.id,
        "struck": entry.reversed_by,
        "amount": amount,
        "day": day,
        "before": before.total,
    }
    change = entry.cash * amount // size_of(entry) - entry.cash
    show = {
        "entry": entry,
        "amount": amount,
        "writer": writer,
        "day": day,
        "short": max(0, -(before.box + change)),
    }
    return await Confirm(key=f"confirm.{attempt}", about=about, choices=(YES, ANOTHER), show=show, money=True)


def _moved(entry: Entry, day: date) -> date | None:
    return None if day == entry.occurred_on else day


def _allowed(tail: LedgerTail, amended: AmendBook, *, asks_officer: bool) -> AmendBook | AskAgreement:
    """What needs a second person waits for one."""
    limit = tail.book.club.settings.large_amount
    if asks_officer:
        return AskAgreement(amended.club_id, CLOSED, amend=amended)
    if limit is not None and any(rewrite.amount >= limit for rewrite in amended.write):
        return AskAgreement(amended.club_id, LARGE, amend=amended)
    return amended


def opens_correction(words: str, today: date) -> bool:
    """ "nhầm rồi ông Sơn 300k thôi", "sửa phiếu 15 thành 300k"; "sửa loa 200k" is an expense."""
    if fold(tidy(words)) in BARE:
        return True
    phrase = hear_correction(words, today)
    if phrase is None:
        return False
    slipped = find(words_of(polish(words)), _SLIPPED) is not None
    return phrase.receipt is not None or slipped or not is_entry(words)


CORRECT = Talk("fund.correct", correct_entry, LedgerTail, opens_correction, entry_subject)
