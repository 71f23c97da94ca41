"""Cho vay (golden B6): borrower, amount, months, the usual interest, and one read-back the
committee answers for.

The rarer terms (monthly principal, declining interest, guarantor, purpose) wait behind "Sửa".
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.questions import (
    DROP,
    Choose,
    Confirm,
    Money,
    Option,
    ReviewLine,
    Text,
    agreed,
)
from handlers.dialogue.replay import Facts
from handlers.dialogue.spoken import spoken
from handlers.dialogue.subject import Subject
from handlers.fund.phrases import EntryPhrase
from handlers.fund.requests import LARGE, AskAgreement, reaches_limit
from handlers.fund.whole_lines import says_all_of_loan
from handlers.loan.book import LoanBook
from handlers.loan.days import day_told
from handlers.loan.effects import Lend
from handlers.loan.phrases import line_of, opens_lend
from handlers.loan.schedule import HIGHEST_USUAL_RATE, months_after, schedule, terms_of
from handlers.loan.terms import Months, Rate, UsualRate
from handlers.loan.who import member_meant
from storage.people_records import Member

REPAYMENTS = (
    Option("end", ("cuối kỳ", "một lần", "cuối", "trả một lần")),
    Option("monthly", ("hàng tháng", "mỗi tháng", "từng tháng", "trả dần")),
)
METHODS = (
    Option("flat", ("đều", "lãi đều", "cố định")),
    Option("declining", ("giảm dần", "dư nợ", "còn nợ", "theo số còn nợ")),
)
OTHER = Option("other", ("số khác", "khác"))
ANYWAY = Option("anyway", ("vẫn ghi", "ghi", "cứ ghi"))
KEEP = Option("keep", ("giữ", "vẫn lấy", "đúng", "cứ lấy"))
USUAL = Option("usual", ("lấy 1%", "1%"))
NO_CHANGE = ""
AMOUNT_KEYS = ("amount", "beyond", "corrected")
SAID = {
    "amount": ("vay", "số tiền"),
    "months": ("thời hạn", "vay"),
    "rate": ("lãi suất", "mức"),
    "day": ("ngày", "giao tiền"),
    "repayment": ("trả gốc",),
    "guarantor": ("người bảo lãnh",),
    "purpose": ("mục đích", "để"),
}
"""The words by which people name the lines of a loan."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A loan as far as it is agreed, with what the read-back shows of it."""

    lend: Lend
    box: int
    owed: int  # on the borrower's other loans

    @property
    def plan(self) -> tuple[Any, ...]:
        return schedule(terms_of(self.lend))


async def lend_money(book: LoanBook, visit: Visit) -> Lend | AskAgreement | None:
    """Who, how much, how long, at which interest; then the read-back."""
    phrase = line_of(visit.words, visit.today)
    here = [member for member in book.members if member.belongs_on(visit.today)]
    borrower = await member_meant(phrase.counterparty, here, {"act": "lend"})
    amount = await _amount(book, phrase, borrower)
    if amount is None:
        return None
    show = {"member": borrower, "amount": amount}
    told = ReviewLine("amount", AMOUNT_KEYS, {"amount": amount})
    months = await Months(key="months", known=phrase.months, show=show, lines=(told,))
    rate = await _rate(book, amount, show, (told, ReviewLine("months", ("months",), {"months": months})))
    lent_on = await day_told(phrase, book, visit, show)
    if lent_on is None:
        return None
    lend = await _rarer(book, borrower, (amount, months, rate, lent_on), show)
    owed = sum(loan.owed for loan in book.loans_of(borrower.id) if loan.is_open)
    drawn = Drawn(lend, book.balances.income_fund.box - amount, owed)
    if not await agreed(_read_back(drawn, visit)):
        return None
    large = reaches_limit(amount, book.club.settings)
    return AskAgreement(book.club.id, LARGE, other=lend) if large else lend


async def _amount(book: LoanBook, phrase: EntryPhrase, borrower: Member) -> int | None:
    """Never more than the box holds without being told so; None when it was dropped."""
    show = {"member": borrower}
    known, doubt = spoken("amount", phrase.amount, phrase.words)
    amount = await Money(key="amount", known=known, unclear=doubt, show=show)
    box = book.balances.income_fund.box
    if amount <= box:
        return amount
    ways = (OTHER, DROP) if book.club.settings.overdraft == "refuse" else (OTHER, ANYWAY, DROP)
    about = {"amount": amount, "box": box}
    said = await Choose(key="beyond", about=about, choices=ways, show={**show, **about}, money=True)
    if said != "other":
        return amount if said == "anyway" else None
    smaller = await Money(key="corrected", about=about, show={**show, **about})
    return smaller if smaller <= box or "anyway" in {way.code for way in ways} else None


async def _rate(book: LoanBook, amount: int, show: dict[str, Any], told: tuple[ReviewLine, ...]) -> int:
    usual = book.club.settings.monthly_rate_bp
    shown = {**show, "rate": usual}
    # the share of the amount is read back at the end, so an amount put right there asks no rate again
    said = await UsualRate(key="rate", about=usual, show=shown, money=True, lines=told)
    if said == "yes":
        return usual
    rate = (
        int(said[2:]) if said.startswith("bp") else await Rate(key="rate_said", show={**show, "rate": usual})
    )
    if rate <= HIGHEST_USUAL_RATE:
        return rate
    kept = await Choose(
        key="rate_high",
        about=rate,
        choices=(USUAL, KEEP),
        show={**show, "rate": rate, "usual": usual},
    )
    return rate if kept == "keep" else usual


async def _rarer(
    book: LoanBook, borrower: Member, agreed_on: tuple[int, int, int, date], show: dict[str, Any]
) -> Lend:
    amount, months, rate, lent_on = agreed_on
    repayment = await Choose(key="repayment", choices=REPAYMENTS, known="end", show=show)
    method = await Choose(key="method", choices=METHODS, known="flat", show=show)
    guarantor = await Text(key="guarantor", known=NO_CHANGE, at_most=40, show=show)
    purpose = await Text(key="purpose", known=NO_CHANGE, at_most=40, show=show)
    due_on = months_after(lent_on, months)
    return Lend(
        book.club.id, borrower, amount, months, rate, method, repayment, lent_on, due_on, guarantor, purpose
    )


def _read_back(drawn: Drawn, visit: Visit) -> Confirm:
    lend = drawn.lend
    about = {"lend": lend, "box": drawn.box, "owed": drawn.owed}
    show = {"lend": lend, "drawn": drawn, "repeats": visit.repeats}
    return Confirm(key="confirm", about=about, lines=_lines(lend), show=show, money=True)


def _lines(lend: Lend) -> tuple[ReviewLine, ...]:
    parts = {
        "amount": AMOUNT_KEYS,
        "months": ("months",),
        "rate": ("rate", "rate_said", "rate_high"),
        "day": ("day", "closed"),
        "repayment": ("repayment",),
        "method": ("method",),
        "guarantor": ("guarantor",),
        "purpose": ("purpose",),
    }
    old = {"amount": lend.principal, "months": lend.months, "rate_said": lend.rate_bp}
    return tuple(
        ReviewLine(name, keys, old, {"lend": lend}, SAID.get(name, ())) for name, keys in parts.items()
    )


def loan_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """Each loan told is a talk of its own."""
    return Subject(caller.club_id, record=caller.inbox_id)


LEND = Talk(
    "loan.lend",
    lend_money,
    LoanBook,
    opens_lend,
    loan_subject,
    photo="fund.photo",
    says_all=says_all_of_loan,
    in_a_story="fund.entry",
)
