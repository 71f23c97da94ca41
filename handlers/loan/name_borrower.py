"""Khoản vay chưa rõ của ai: money a book began with as lent out, and whose name is found later.

Nothing is lent anew: the fund's total stays, only now somebody can repay it.
"""

import re
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.club.people_named import people_named
from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.dialogue.questions import DROP, EDIT, YES, Confirm, ReviewLine
from handlers.fund.old_loans import read_line, told_loan
from handlers.fund.wanted import NameBorrower
from handlers.loan.book import LoanBook
from handlers.loan.effects import NotWritten
from handlers.loan.lend import loan_subject

_BARE = re.compile(
    r"(?:ghi ten|neu ten|dat ten|khoan|khoan vay|khoan no|nguoi vay|cho|la|con)*\s*"
    r"(?:khoan vay |khoan |nguoi vay )?chua (?:ro|biet) (?:la )?(?:ai|cua ai|nguoi)(?: dang)?(?: vay| no)?"
)
_UNKNOWN = re.compile(r"\bchua (?:ro|biet) (?:la|ai|cua|do|nguoi)\b")
_LOAN = re.compile(r"\b(?:vay|no)\b")
_SAYS_NOTHING = re.compile(
    r"(?:chưa|chua) (?:rõ|ro|biết|biet)(?: (?:là|la|ai|của ai|cua ai|vay|nợ|no))*", re.IGNORECASE
)
KEYS = ("who", "which", "owed", "due", "rate")


async def name_borrower(book: LoanBook, visit: Visit) -> NameBorrower | NotWritten | None:
    """Whose it is, how much of it, when it is due; one read-back."""
    unnamed = book.balances.income_fund.lent - sum(loan.owed for loan in book.open_loans)
    if unnamed <= 0:
        return NotWritten("all_named")
    loan = await told_loan(
        "loan", read_line(_without_unknown(visit.words)), book.members, book.club.settings, visit.today
    )
    if loan.owed > unnamed:
        return NotWritten("beyond", loan.member, amount=unnamed)
    effect = NameBorrower(book.club.id, visit.today, loan)
    old = {"owed": loan.owed, "due": loan.due_on.isoformat(), "rate": loan.rate_bp, "who": [loan.member.id]}
    lines = (
        ReviewLine("who", ("loan.who", "loan.which"), {}, {"loan": loan}),
        *(ReviewLine(key, (f"loan.{key}",), {f"loan.{key}": old[key]}, {"loan": loan}) for key in KEYS[2:]),
    )
    about = {"loan": loan, "unnamed": unnamed}
    show = {"loan": loan, "left": unnamed - loan.owed}
    said = await Confirm(
        key="confirm", about=about, choices=(YES, EDIT, DROP), lines=lines, show=show, money=True
    )
    return effect if said == "yes" else None


def _without_unknown(words: str) -> str:
    """ "khoản vay 5tr chưa rõ là của bà Lan hạn 30/6/2027" without what says nothing of the loan."""
    return _SAYS_NOTHING.sub(" ", polish(words))


def opens_naming(words: str, today: date) -> bool:
    """ "khoản vay 5tr chưa rõ là của bà Lan", "khoản chưa rõ ai vay"."""
    said = fold(tidy(words))
    if "?" in words or not _UNKNOWN.search(said):
        return False
    return _BARE.fullmatch(said) is not None or (
        _LOAN.search(said) is not None and bool(people_named(polish(words)))
    )


NAME_BORROWER = Talk("loan.name_borrower", name_borrower, LoanBook, opens_naming, loan_subject)
