"""What talks about money ask to be written besides entries: money changing its place, a book's beginning."""

from dataclasses import dataclass
from datetime import date

from storage.people_records import Member
from storage.records import Fund, FundTotals

DEPOSIT, WITHDRAW, BETWEEN = "deposit", "withdraw", "between"


@dataclass(frozen=True, slots=True)
class MoveMoney:
    """Effect: money changes its place; `kind` deposit, withdraw or between."""

    club_id: int
    kind: str
    amount: int
    fund: Fund
    to_fund: Fund
    day: date


@dataclass(frozen=True, slots=True)
class OldLoan:
    """A loan that was running before the book began here; `owed` is the principal left, in đồng."""

    member: Member
    owed: int
    rate_bp: int
    lent_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class SetOpening:
    """Effect: what each fund had on `day`, in đồng by place; what `loans` do not name of the money lent out
    is written as lent to nobody known."""

    club_id: int
    day: date
    funds: tuple[tuple[Fund, FundTotals], ...]
    loans: tuple[OldLoan, ...] = ()


@dataclass(frozen=True, slots=True)
class NameBorrower:
    """Effect: so much of the money lent out to nobody known was lent to this member."""

    club_id: int
    day: date
    loan: OldLoan
