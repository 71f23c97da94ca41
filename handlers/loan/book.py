"""A club's loans as talks see them, and what the talks about them ask to be written.

What is owed is always summed from the ledger's own moves, never kept in a counter beside them.
"""

from dataclasses import dataclass, field
from datetime import date

from handlers.decision import Notice, Say
from storage.people_records import Club, Member
from storage.records import ClubBalances, Fund


def period_of(month: date) -> str:
    """The month a day lies in: "2026-12"."""
    return month.isoformat()[:7]


@dataclass(frozen=True, slots=True)
class Move:
    """One entry that names the loan: `lent` is + when lent, − when repaid or written off, in đồng."""

    on: date
    lent: int = 0
    interest: int = 0
    lost: bool = False  # written off: no cash came with it


@dataclass(frozen=True, slots=True)
class Loan:
    """One loan; `status` is open, repaid, written_off or cancelled, `rate_bp` hundredths of a percent."""

    id: int
    member_id: int
    principal: int
    months: int
    rate_bp: int
    lent_on: date
    due_on: date
    method: str = "flat"
    repayment: str = "end"
    guarantor: str = ""
    purpose: str = ""
    status: str = "open"
    extended: bool = False
    moves: tuple[Move, ...] = ()

    @property
    def owed(self) -> int:
        """Principal still owed, by the ledger."""
        return sum(move.lent for move in self.moves)

    @property
    def is_open(self) -> bool:
        """A repayment struck out later makes a repaid loan owed again, so the ledger decides."""
        return self.owed > 0 and self.status in ("open", "repaid")

    @property
    def closed_on(self) -> date | None:
        """The day of its last move, for a loan that is no longer owed."""
        return None if self.is_open or not self.moves else max(move.on for move in self.moves)


@dataclass(frozen=True, slots=True)
class DuesPaid:
    """Hội phí as the ledger has it for one month: by member, and in lump sums without names."""

    members: frozenset[int] = frozenset()
    lump: int = 0


@dataclass(frozen=True, slots=True)
class LoanBook:
    """All loans of one club, its whole roll (those who left may still owe), and where the funds stand.

    `since` is the month of the club's first collection day here; `dues` are of the months it was loaded for.
    """

    club: Club
    commune: str
    balances: ClubBalances
    members: tuple[Member, ...] = ()
    loans: tuple[Loan, ...] = ()
    since: date | None = None
    dues: dict[str, DuesPaid] = field(default_factory=dict)
    waiting: frozenset[int] = frozenset()  # loans whose write-off an officer has not decided yet

    def dues_of(self, month: date) -> DuesPaid:
        """What is known of that month's hội phí."""
        return self.dues.get(period_of(month), DuesPaid())

    def member(self, member_id: int) -> Member:
        return next(member for member in self.members if member.id == member_id)

    def loans_of(self, member_id: int) -> tuple[Loan, ...]:
        """All of one member's loans, the oldest first."""
        return tuple(loan for loan in self.loans if loan.member_id == member_id)

    def loan(self, loan_id: int) -> Loan:
        return next(loan for loan in self.loans if loan.id == loan_id)

    @property
    def open_loans(self) -> tuple[Loan, ...]:
        return tuple(loan for loan in self.loans if loan.is_open)


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
    """What one borrower handed over for one loan, in đồng; either part may be 0."""

    loan_id: int
    member: Member
    principal: int
    interest: int


@dataclass(frozen=True, slots=True)
class Repay:
    """Effect: one borrower's repayment; interest goes where the club's rule says."""

    club_id: int
    payment: Payment
    interest_fund: Fund
    day: date
    owed_after: int


@dataclass(frozen=True, slots=True)
class Unpaid:
    """Who did not pay on a collection day, and how much."""

    member: Member
    amount: int


@dataclass(frozen=True, slots=True)
class Collect:
    """Effect: what a meeting paid, interest or dues, one receipt a payer. `payments` are at most 50 a piece,
    `unpaid` is the whole meeting's."""

    club_id: int
    what: str  # interest or dues
    period: str  # "2026-12"
    day: date
    fund: Fund
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
class AskWriteOff:
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
