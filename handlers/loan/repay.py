"""Người vay trả nợ (golden B5): in full, in part, early, late or too much.

Where only the sum is said, how much of it is interest is asked, never guessed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import DROP, Choose, Confirm, Day, Money, Option, ReviewLine, agreed
from handlers.dialogue.state import Doubt
from handlers.fund.entry_words import REPAY as REPAYS
from handlers.fund.guards import slip_of
from handlers.fund.phrases import EntryPhrase
from handlers.loan.book import Loan, LoanBook, NotWritten, Payment, Repay
from handlers.loan.lend import loan_subject
from handlers.loan.phrases import in_full, line_of, name_in, opens_repay
from handlers.loan.schedule import Share, interest_due, interest_of_month, late_days, share_out
from handlers.loan.who import member_meant
from handlers.money import digits
from storage.people_records import Member

INTEREST_FIRST = Option("interest_first", ("cả gốc lẫn lãi", "gốc và lãi"))
ALL_PRINCIPAL = Option("all_principal", ("toàn gốc", "là gốc", "gốc"))
ALL_INTEREST = Option("all_interest", ("toàn lãi", "là lãi", "lãi"))
OTHER = Option("other", ("số khác", "khác"))
ONLY_OWED = Option("only_owed", ("trả lại", "phần thừa", "ghi vừa đủ"))


@dataclass(frozen=True, slots=True)
class Due:
    """What one loan asks for today, in đồng."""

    member: Member
    loan: Loan
    interest: int
    month_interest: int

    @property
    def all(self) -> int:
        return self.loan.owed + self.interest


async def repay_loan(book: LoanBook, visit: Visit) -> Repay | NotWritten | None:
    """Which loan, how much of principal and of interest; then the read-back."""
    phrase = line_of(visit.words, visit.today)
    with_loans = [loan.member_id for loan in book.open_loans]
    said = phrase.counterparty or name_in(visit.words)
    member = await member_meant(said, book.members, {"act": "repay"}, with_loans)
    loan = await open_loan_of(book, member)
    if loan is None:
        return _nothing_owed(book, member)
    day = await Day(key="day", known=_day(phrase, visit.today), show={"member": member})
    month = day.replace(day=1)
    due = Due(member, loan, interest_due(loan, month, book.since), interest_of_month(loan, month))
    share = await _share(phrase, due, visit)
    if share is None or not share.principal + share.interest:
        return None
    after = loan.owed - share.principal
    payment = Payment(loan.id, member, share.principal, share.interest)
    effect = Repay(book.club.id, payment, book.club.settings.interest_fund, day, after)
    return effect if await agreed(_read_back(effect, due, share, visit)) else None


async def open_loan_of(book: LoanBook, member: Member) -> Loan | None:
    """The one open loan of a member, asked for where there are several; None where nothing is owed."""
    found = [loan for loan in book.loans_of(member.id) if loan.is_open]
    if len(found) < 2:
        return found[0] if found else None
    options = tuple(_as_option(loan) for loan in found)
    picked = await Choose(key="loan", choices=options, show={"member": member, "loans": found})
    return next(loan for loan in found if str(loan.id) == picked)


def _as_option(loan: Loan) -> Option:
    lent_on = f"{loan.lent_on.day}/{loan.lent_on.month}/{loan.lent_on.year}"
    return Option(str(loan.id), (lent_on, digits(loan.owed)), {"label": f"{digits(loan.owed)} ({lent_on})"})


def _nothing_owed(book: LoanBook, member: Member) -> NotWritten:
    before = [loan for loan in book.loans_of(member.id) if loan.closed_on]
    if not before:
        return NotWritten("no_loan", member)
    last = max(before, key=lambda loan: loan.closed_on or loan.lent_on)
    return NotWritten("lost" if last.status == "written_off" else "closed", member, last)


def _day(phrase: EntryPhrase, today: date) -> date | None:
    if phrase.day is None:
        return today
    return phrase.day.value.day if isinstance(phrase.day, Heard) and not phrase.day.value.old else None


async def _share(phrase: EntryPhrase, due: Due, visit: Visit) -> Share | None:
    """Principal and interest; None when it was dropped."""
    named = _named_parts(phrase)
    if named is None:
        share = await _of_sum(phrase, due, visit)
    else:
        principal = await _part("principal", named[0], phrase, due)
        share = Share(principal, await _part("interest", named[1], phrase, due))
    if share is None:
        return None
    kept = await _not_too_much(share, due)
    return (
        None if kept is None else Share(kept.principal, await _plausible(kept.interest, due), kept.returned)
    )


def _named_parts(phrase: EntryPhrase) -> tuple[Any, Any] | None:
    """Principal and interest as the line names them, 0 for the one it leaves out; None for a bare sum."""
    if phrase.principal is not None or phrase.interest is not None:
        return phrase.principal or Heard(0), phrase.interest or Heard(0)
    if phrase.direction != REPAYS and phrase.category == "loan_interest":
        return Heard(0), phrase.amount
    return None


async def _part(key: str, heard: Any, phrase: EntryPhrase, due: Due) -> int:
    known = heard.value if isinstance(heard, Heard) else None
    doubt = Doubt(key, heard.reason, heard.guesses, phrase.words) if isinstance(heard, Unclear) else None
    return await Money(key=key, known=known, unclear=doubt, show={"due": due}, zero=True)


async def _of_sum(phrase: EntryPhrase, due: Due, visit: Visit) -> Share | None:
    heard = phrase.amount
    known = heard.value if isinstance(heard, Heard) else None
    if heard is None and in_full(visit.words):
        known = due.all
    doubt = Doubt("total", heard.reason, heard.guesses, phrase.words) if isinstance(heard, Unclear) else None
    total = await Money(key="total", known=known, unclear=doubt, show={"due": due})
    first = share_out(total, due.loan.owed, due.interest)
    if not due.interest or total >= due.all:
        return first
    options = (INTEREST_FIRST, ALL_PRINCIPAL) if first.principal else (ALL_INTEREST, ALL_PRINCIPAL)
    options = options if total <= due.loan.owed else (INTEREST_FIRST,)
    show = {"due": due, "share": first, "total": total}
    said = await Choose(key="split", about=show, choices=(*options, OTHER), show=show, money=True)
    if said == "other":
        principal = await Money(key="principal", show=show, zero=True)
        return Share(min(principal, total), total - min(principal, total))
    return Share(total, 0) if said == "all_principal" else first


async def _not_too_much(share: Share, due: Due) -> Share | None:
    """More than is owed is never written: what is too much goes back to the borrower."""
    over = share.returned + max(share.principal - due.loan.owed, 0)
    if not over:
        return share
    fitting = Share(min(share.principal, due.loan.owed), share.interest, over)
    about = {"share": fitting, "owed": due.loan.owed}
    said = await Choose(
        key="too_much",
        about=about,
        choices=(ONLY_OWED, DROP),
        show={"due": due, "share": fitting},
        money=True,
    )
    return fitting if said == "only_owed" else None


async def _plausible(interest: int, due: Due) -> int:
    """Ten times the month's interest is asked about once: "50k" and "500k" are one key apart."""
    slip = slip_of(interest, due.month_interest)
    if slip is None or interest <= due.interest:
        return interest
    options = (
        Option("yes", ("đúng",), {"amount": slip.amount}),
        Option("likelier", (), {"amount": slip.likelier}),
        OTHER,
    )
    said = await Choose(
        key="unusual", about=slip, choices=options, show={"due": due, "slip": slip}, money=True
    )
    if said == "other":
        return await Money(key="corrected", about=slip, show={"due": due}, zero=True)
    return slip.amount if said == "yes" else slip.likelier


def _read_back(effect: Repay, due: Due, share: Share, visit: Visit) -> Confirm:
    about = {"effect": effect, "returned": share.returned}
    show = {
        "effect": effect,
        "due": due,
        "share": share,
        "repeats": visit.repeats,
        "late": late_days(due.loan, effect.day),
    }
    return Confirm(key="confirm", about=about, lines=_lines(effect), show=show, money=True)


def _lines(effect: Repay) -> tuple[ReviewLine, ...]:
    paid = effect.payment
    old = {"principal": paid.principal, "interest": paid.interest, "total": paid.principal + paid.interest}
    parts = {
        "principal": ("principal", "total", "split", "too_much"),
        "interest": ("interest", "total", "split", "unusual", "corrected"),
        "day": ("day",),
    }
    return tuple(ReviewLine(name, keys, old, {"effect": effect}) for name, keys in parts.items())


REPAY = Talk("loan.repay", repay_loan, LoanBook, opens_repay, loan_subject)
