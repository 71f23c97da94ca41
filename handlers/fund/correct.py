"""Sửa khoản đã ghi: "nhầm rồi ông Sơn 300k thôi" finds the entry, strikes it and writes it again (golden B4).

The words say what is right, never which entry is wrong, so it is always read back first.
"""

from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.club.typed import find, phrases, words_of
from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.dialogue.questions import YES, Choose, Confirm, Option
from handlers.fund.amends import (
    AmendBook,
    LedgerTail,
    Rewrite,
    Told,
    can_be_rewritten,
    is_alive,
    size_of,
)
from handlers.fund.correct_days import open_days, short_of
from handlers.fund.correct_parts import right_entry
from handlers.fund.correct_repayment import settle_loan_entry
from handlers.fund.correction_phrases import CorrectionPhrase, hear_correction
from handlers.fund.entry import entry_subject
from handlers.fund.finding import fitting, with_receipt
from handlers.fund.phrases import is_entry
from handlers.fund.requests import CLOSED, LARGE, AskAgreement, changes_large
from handlers.fund.right_phrases import hear_right
from storage.records import Entry, Fund

ANOTHER = Option("another", ("không phải phiếu này", "phiếu khác", "không phải", "khoản khác"))
NONE = Option("none", ("không có", "thôi", "không"))
_SLIPPED = phrases(
    "nhầm|sai|lộn|đính chính|viết ngược|sửa lại|sửa khoản|sửa sổ|sửa phiếu|sửa thành"
)  # "sửa" alone may be a repair that was paid for
_OF_A_MEETING = phrases(
    "vắng|có đến|có mặt|có đi họp|đến họp|điểm danh|huyết áp|đến rồi|cũng đến|vẫn đến|"
    "đóng rồi|nộp rồi|chưa đóng|chưa nộp"
)
LISTED = 4
TRIES = 3
BARE = frozenset("nham roi|ghi nham|ghi nham roi|sua phieu|sua khoan|sua so|sua so quy|dinh chinh".split("|"))

Settled = AmendBook | AskAgreement | Told | None


async def correct_entry(tail: LedgerTail, visit: Visit) -> Settled:
    """Sửa phiếu: one plain entry gets its right amount, person, purpose, fund or day."""
    phrase = _hear(visit.words, visit.today)
    meant = _still_to_correct(tail, fitting(tail.entries, phrase, visit.person.id), phrase)
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
        settled = await _settled(tail, visit, phrase, tail.whole(entry), attempt)
        if not isinstance(settled, str):
            return settled
        meant = [other for other in recent(tail) if other.id != entry.id]
    return None


def _hear(words: str, today: date) -> CorrectionPhrase | None:
    """What is right, in whichever way it was said."""
    return hear_right(words, today) or hear_correction(words, today)


def _still_to_correct(tail: LedgerTail, found: list[Entry], phrase: CorrectionPhrase | None) -> list[Entry]:
    """Each payment once; of several the plain ones, for the words of a loan's receipt are its borrower's."""
    meant = list({whole.id: whole for whole in map(tail.whole, found)}.values())
    if phrase is None or not (phrase.right or phrase.part):
        return meant
    return [entry for entry in meant if can_be_rewritten(entry)] or meant


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
    key, unsaid = f"which.{attempt}", phrase is None and attempt == 1
    said = await Choose(key=key, choices=options, show=show, money=True, passing=unsaid)
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
    amount, right = await right_entry(tail, visit, phrase, entry, attempt)
    rewrite = Rewrite(entry, amount, right=right)
    if amount == size_of(entry) and right.is_empty:
        return Told("same_words" if phrase and (phrase.right or phrase.part) else "same", entry)
    if short_of(tail, rewrite) and tail.book.club.settings.overdraft == "refuse":
        return Told("overdraft", rewrite.said)
    dated = await open_days(tail, visit, rewrite, attempt)
    if dated is None:
        return None
    amended = AmendBook(tail.book.club.id, (entry,), (dated.rewrite,), dated.mirror)
    if await _confirmed(tail, visit, amended, attempt) != "yes":
        return "another"
    return _allowed(tail, amended, asks_officer=dated.asks_officer)


async def _confirmed(tail: LedgerTail, visit: Visit, amended: AmendBook, attempt: int) -> str:
    rewrite = amended.write[0]
    entry, day = rewrite.entry, rewrite.right.day or amended.dated or rewrite.entry.occurred_on
    about = {
        "entry": entry.id,
        "struck": entry.reversed_by,
        "amount": rewrite.amount,
        "right": rewrite.right,
        "day": day,
        "before": [tail.book.balances.of(fund).total for fund in Fund],
    }
    show = {
        "entry": entry,
        "amount": rewrite.amount,
        "rewrite": rewrite,
        "writer": "" if entry.recorded_by == visit.person.id else tail.writer(entry),
        "day": day,
        "short": short_of(tail, rewrite),
    }
    return await Confirm(key=f"confirm.{attempt}", about=about, choices=(YES, ANOTHER), show=show, money=True)


def _allowed(tail: LedgerTail, amended: AmendBook, *, asks_officer: bool) -> AmendBook | AskAgreement:
    """What needs a second person waits for one."""
    if asks_officer:
        return AskAgreement(amended.club_id, CLOSED, amend=amended)
    if changes_large(amended, tail.book.club.settings):
        return AskAgreement(amended.club_id, LARGE, amend=amended)
    return amended


def opens_correction(words: str, today: date) -> bool:
    """ "nhầm rồi ông Sơn 300k thôi", "sửa phiếu 15 thành 300k"; "sửa loa 200k" is an expense."""
    if fold(tidy(words)) in BARE:
        return True
    if hear_right(words, today) is not None:
        return True
    phrase = hear_correction(words, today)
    if phrase is None or (phrase.amount is None and find(words_of(polish(words)), _OF_A_MEETING)):
        return False
    slipped = find(words_of(polish(words)), _SLIPPED) is not None
    return phrase.receipt is not None or slipped or not is_entry(words)


CORRECT = Talk(
    "fund.correct",
    correct_entry,
    LedgerTail,
    opens_correction,
    entry_subject,
    photo="fund.photo",
    on_behalf=True,
)
