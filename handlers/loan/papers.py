"""Giấy vay for the borrower to sign, and the minutes in which the committee agreed: Word, to print
and sign.
"""

import re
from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.loan.book import Loan, LoanBook
from handlers.loan.effects import NotWritten
from handlers.loan.lend import loan_subject
from handlers.loan.phrases import name_in, plain_line
from handlers.loan.repay import open_loan_of
from handlers.loan.schedule import Installment, schedule, terms_of
from handlers.loan.who import member_meant
from storage.people_records import Club, Member

_PAPER = re.compile(r"^(?:in |lam |cho bac )?(?:giay vay|giay nhan no|don vay|hop dong vay)\b")
_MINUTES = re.compile(r"^(?:in |lam |cho bac )?bien ban (?:xet duyet|duyet|xet|hop|cho)? ?(?:cho )?vay\b")
MINUTES, PAPER = "minutes", "paper"


@dataclass(frozen=True, slots=True)
class LoanPaper:
    """Effect: make a paper. `kind` is paper or minutes; `day` is the day it is made."""

    kind: str
    club: Club
    commune: str
    member: Member
    loan: Loan
    day: date

    @property
    def dated(self) -> date:
        """The minutes are of the day the committee agreed, the paper of the day it is signed."""
        return self.loan.lent_on if self.kind == MINUTES else self.day

    @property
    def plan(self) -> tuple[Installment, ...]:
        """The plan of repayment as it was agreed."""
        loan = self.loan
        return schedule(terms_of(loan))


async def make_paper(book: LoanBook, visit: Visit) -> LoanPaper | NotWritten:
    """Whose loan; nothing is confirmed, for nothing is written in the books."""
    kind = MINUTES if _MINUTES.search(plain_line(visit.words)) else PAPER
    with_loans = [loan.member_id for loan in book.open_loans]
    member = await member_meant(name_in(visit.words), book.members, {"act": "paper"}, with_loans)
    loan = await open_loan_of(book, member)
    if loan is None:
        return NotWritten("no_loan", member)
    return LoanPaper(kind, book.club, book.commune, member, loan, visit.today)


def opens_paper(words: str, _: date) -> bool:
    """ "giấy vay ông Tư", "biên bản cho vay bà Lan"."""
    said = plain_line(words)
    return "?" not in said and bool(_PAPER.search(said) or _MINUTES.search(said))


PAPERS = Talk("loan.papers", make_paper, LoanBook, opens_paper, loan_subject)
