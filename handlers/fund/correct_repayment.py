"""Sửa một lần trả nợ: the borrower's receipt is struck and written again with the right principal.

A sum said alone means the principal where there is one: interest was read back with it and stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.catalogue_types import Visit
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import YES, Choose, Confirm, Money, Option
from handlers.fund.amends import AmendBook, LedgerTail, Rewrite, Told, is_repayment, size_of
from handlers.fund.closing import open_day
from handlers.fund.correction_phrases import CorrectionPhrase
from handlers.fund.phrases import hear_entry
from handlers.fund.requests import LARGE, AskAgreement, changes_large
from handlers.fund.strikes import built_upon, why_officer, with_other_half
from handlers.loan.interest_parts import rule_on, split
from storage.records import Entry, Place

STRIKE = Option("strike", ("gạch", "gạch phiếu", "gạch đi"))
LEAVE = Option("leave", ("không", "thôi", "để nguyên"))
ANOTHER = Option("another", ("không phải phiếu này", "phiếu khác", "không phải", "khoản khác"))


@dataclass(frozen=True, slots=True)
class Parts:
    """What a repayment is made of, in đồng."""

    principal: int
    interest: int

    @property
    def total(self) -> int:
        return self.principal + self.interest


def parts_of(entry: Entry, beside: Sequence[Entry] = ()) -> Parts:
    """The parts of a repayment as it stands in the book, `beside` is its interest in the other fund."""
    return Parts(-entry.at(Place.LENT), -sum(one.at(Place.EARNED) for one in (entry, *beside)))


async def settle_loan_entry(
    tail: LedgerTail, visit: Visit, phrase: CorrectionPhrase | None, entry: Entry, attempt: int
) -> AmendBook | AskAgreement | Told | str | None:
    """A repayment is written anew, any other entry of a loan is offered to be struck; "another" as usual."""
    strike = with_other_half(tail, (entry,))
    if not is_repayment(entry) and (standing := built_upon(tail, strike)) is not None:
        return Told("built_upon", standing)
    dated = await open_day(
        f"closed.{attempt}", entry.occurred_on, visit.today, tail.book.closing, {"entry": entry}
    )
    if dated is None:
        return None
    decided = (
        await _written_anew(tail, visit, phrase, entry, attempt)
        if is_repayment(entry) and not _says_more(phrase)
        else await _struck(tail, entry, attempt)
    )
    if isinstance(decided, Told):
        return decided
    said, write = decided
    if said not in ("yes", "strike"):
        return "another" if said == "another" else None
    moved = None if dated[0] == entry.occurred_on else dated[0]
    amended = AmendBook(tail.book.club.id, strike, write, moved)
    large = LARGE if changes_large(amended, tail.book.club.settings) else ""
    why = why_officer(strike, write, closed=dated[1]) or large
    return AskAgreement(amended.club_id, why, amend=amended) if why else amended


async def _written_anew(
    tail: LedgerTail, visit: Visit, phrase: CorrectionPhrase | None, entry: Entry, attempt: int
) -> tuple[str, tuple[Rewrite, ...]] | Told:
    """What was answered to the right parts read back, and the repayment with them."""
    beside = tail.beside(entry)
    now = parts_of(entry, beside)
    right = await _right_parts(visit, phrase, entry, now, attempt)
    if right == now or not right.total:
        return Told("same", entry)
    owed = tail.owed.get(entry.loan_id or 0, 0) + now.principal
    if right.principal > owed:
        return Told("overpaid", entry)
    said = await _read_back(entry, now, right, owed - right.principal, attempt)
    return said, _written(tail, entry, beside, right)


async def _struck(tail: LedgerTail, entry: Entry, attempt: int) -> tuple[str, tuple[Rewrite, ...]]:
    """Whether it is to be struck; nothing is written in its place."""
    show, choices = {"entry": entry, "beside": tail.beside(entry)}, (STRIKE, LEAVE)
    said = await Choose(key=f"strike.{attempt}", about=entry.id, choices=choices, show=show, money=True)
    return said, ()


def _says_more(phrase: CorrectionPhrase | None) -> bool:
    """Another person, fund or day: that is another loan's receipt, so it is struck and told anew."""
    return phrase is not None and (bool(phrase.right) or phrase.part not in ("", "amount"))


def _written(tail: LedgerTail, entry: Entry, beside: Sequence[Entry], right: Parts) -> tuple[Rewrite, ...]:
    """The repayment anew; where its interest was split, the right interest is split the same way."""
    aside = _aside(tail, entry, beside, right.interest) if beside else 0
    here = Rewrite(entry, right.total - aside, right.interest - aside)
    there = tuple(Rewrite(one, aside) for one in beside[:1])
    return tuple(rewrite for rewrite in (here, *there) if rewrite.amount)


def _aside(tail: LedgerTail, entry: Entry, beside: Sequence[Entry], interest: int) -> int:
    """By the club's rule of that day; by the share it had where the rule says another one now."""
    before, old = parts_of(entry, beside).interest, -sum(one.at(Place.EARNED) for one in beside)
    rule = rule_on(tail.book.club, entry.occurred_on)
    if split(before, rule).activity == old:
        return split(interest, rule).activity
    return interest * old // before


async def _right_parts(
    visit: Visit, phrase: CorrectionPhrase | None, entry: Entry, now: Parts, attempt: int
) -> Parts:
    line = hear_entry(visit.words, visit.today)
    named = {
        part: heard.value
        for part, heard in (("principal", line.principal), ("interest", line.interest))
        if isinstance(heard, Heard)
    }
    if named:
        return Parts(named.get("principal", now.principal), named.get("interest", now.interest))
    heard = phrase.amount if phrase else None
    known = heard.value if isinstance(heard, Heard) else None
    amount = await Money(key=f"repaid.{attempt}", known=known, show={"entry": entry, "parts": now})
    return Parts(amount, now.interest) if now.principal else Parts(0, amount)


async def _read_back(entry: Entry, now: Parts, right: Parts, owed: int, attempt: int) -> str:
    about = {"entry": entry.id, "struck": entry.reversed_by, "now": now, "right": right, "owed": owed}
    show = {"entry": entry, "size": size_of(entry), "now": now, "right": right, "owed": owed}
    key = f"loan.confirm.{attempt}"
    return await Confirm(key=key, about=about, choices=(YES, ANOTHER), show=show, money=True)
