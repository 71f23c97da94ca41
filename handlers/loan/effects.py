"""What the talks about loans ask to be written, each as it was read back and agreed to.

A write-off is two of them: the committee's request, and the officer's answer to it.
"""

from dataclasses import dataclass
from datetime import date

from handlers.decision import Notice, Say
from handlers.dialogue.take_up import AwaitsAnother
from handlers.loan.book import Loan
from handlers.loan.interest_parts import InterestParts
from storage.people_records import Club, Member


@dataclass(frozen=True, slots=True)
class Lend:
    """Effect: hand out a loan, as it was read back."""

    club_id: int
    member: Member
    principal: int
    months: int
    rate_bp: int
    method: str
    repayment: str
    lent_on: date
    due_on: date
    guarantor: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """What one borrower handed over for one loan, in đồng; either part may be 0. Of the interest, `aside`
    goes to the activity fund by the club's rule of that day."""

    loan_id: int
    member: Member
    principal: int
    interest: int
    aside: int = 0

    @property
    def parts(self) -> InterestParts:
        """The interest by fund."""
        return InterestParts(self.interest - self.aside, self.aside)


@dataclass(frozen=True, slots=True)
class Repay:
    """Effect: one borrower's repayment; interest goes where the club's rule says."""

    club_id: int
    payment: Payment
    day: date
    owed_after: int


@dataclass(frozen=True, slots=True)
class Unpaid:
    """Who did not pay on a collection day, and how much."""

    member: Member
    amount: int


@dataclass(frozen=True, slots=True)
class Collect:
    """Effect: what a meeting paid, interest or dues, a receipt a payer and fund. `payments` are at most 50 a
    piece, `unpaid` is the whole meeting's."""

    club_id: int
    what: str  # interest or dues
    period: str  # "2026-12"
    day: date
    payments: tuple[Payment, ...]
    unpaid: tuple[Unpaid, ...] = ()


@dataclass(frozen=True, slots=True)
class Extend:
    """Effect: another day for what is still owed."""

    club_id: int
    loan_id: int
    member: Member
    old_due_on: date
    due_on: date
    day: date


@dataclass(frozen=True, slots=True)
class AskWriteOff(AwaitsAnother):
    """Effect: the committee asks the officer to agree that a loan will not come back."""

    club: Club
    loan_id: int
    member: Member
    owed: int
    reason: str
    day: date
    round: int = 1

    @property
    def notices(self) -> tuple[Notice, ...]:
        """One message to those who look after the club's commune."""
        show = {"club": self.club.name, "member": self.member, "owed": self.owed, "reason": self.reason}
        occasion = f"write_off/{self.loan_id}/{self.day.isoformat()}/{self.round}"
        return (Notice(occasion, Say("loan/approve", "asked", show), officers_of_club=self.club.id),)


@dataclass(frozen=True, slots=True)
class WriteOffRequest:
    """A request that waits for an officer, with the loan as it stands today."""

    id: int
    club: Club
    member: Member
    loan: Loan
    reason: str
    asked_on: date
    asked_by: int
    status: str = "waiting"


@dataclass(frozen=True, slots=True)
class WaitingWriteOffs:
    """Requests that wait in one officer's areas, the oldest first: their ids with their clubs'."""

    requests: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DecideWriteOff:
    """Effect: the officer's yes or no; agreed, what is owed leaves the fund without any cash moving."""

    request: WriteOffRequest
    agreed: bool
    day: date

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The answer to whoever asked."""
        show = {"member": self.request.member, "owed": self.request.loan.owed, "agreed": self.agreed}
        say = Say("loan/approve", "answered", show)
        return (Notice(f"write_off_answer/{self.request.id}", say, person_id=self.request.asked_by),)


@dataclass(frozen=True, slots=True)
class NotWritten:
    """Effect that writes nothing: the talk ends with an explanation instead of a receipt."""

    reason: str
    member: Member | None = None
    loan: Loan | None = None
    amount: int = 0
