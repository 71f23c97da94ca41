"""Gia hạn: another day for what a borrower still owes, as the committee agreed."""

from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.days import hear_day
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import Confirm, ReviewLine, agreed
from handlers.fund.loan_term import without_term
from handlers.loan.book import Loan, LoanBook
from handlers.loan.effects import Extend, NotWritten
from handlers.loan.lend import loan_subject
from handlers.loan.phrases import name_in, opens_extend
from handlers.loan.repay import open_loan_of
from handlers.loan.schedule import months_after
from handlers.loan.terms import Months
from handlers.loan.who import member_meant


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the opening words say: so many months, or a day."""

    months: int | None
    until: date | None


async def extend_loan(book: LoanBook, visit: Visit) -> Extend | NotWritten | None:
    """Whose loan, for how long; then the read-back."""
    with_loans = [loan.member_id for loan in book.open_loans]
    member = await member_meant(name_in(visit.words), book.members, {"act": "extend"}, with_loans)
    loan = await open_loan_of(book, member)
    if loan is None:
        return NotWritten("no_loan", member)
    wanted = _wanted(visit.words, visit.today)
    months = 0
    if wanted.until is None:
        months = await Months(key="months", known=wanted.months, show={"member": member, "loan": loan})
    new_day = wanted.until or _later(loan, months, visit.today)
    if new_day <= loan.due_on:
        return NotWritten("not_later", member, loan)
    effect = Extend(book.club.id, loan.id, member, loan.due_on, new_day, visit.today)
    lines = (ReviewLine("months", ("months",)),)
    show = {"effect": effect, "loan": loan}
    about = {"effect": effect, "owed": loan.owed}
    return effect if await agreed(Confirm(key="confirm", about=about, lines=lines, show=show)) else None


def _wanted(words: str, today: date) -> _Wanted:
    rest, months = without_term(words, anywhere=True)
    _, _, after = rest.partition(" đến ")
    heard = hear_day(after, today, ahead=True) if after and months is None else None
    return _Wanted(months, heard.value.day if isinstance(heard, Heard) and heard.value.day > today else None)


def _later(loan: Loan, months: int, today: date) -> date:
    """Counted from the day that was agreed; from today where that would already have passed."""
    from_due = months_after(loan.due_on, months)
    return from_due if from_due > today else months_after(today, months)


EXTEND = Talk("loan.extend", extend_loan, LoanBook, opens_extend, loan_subject)
