"""A club's loans as talks see them.

What is owed is always summed from the ledger's own moves, never kept in a counter beside them.
"""

from dataclasses import dataclass, field
from datetime import date

from handlers.calendar.closing import Closing
from storage.people_records import Club, Member
from storage.records import ClubBalances


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
    receipt: int = 0  # number of its phiếu, 0 for none
    struck: bool = False  # struck out, or itself a striking out
    opened: bool = False  # moved in from the paper book


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
    closing: Closing = field(default_factory=Closing)
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
