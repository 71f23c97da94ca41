"""The ledger's records, pure values: what a talk asks to be written, and what the books then hold.

Each entry is double entry inside one fund: box, bank and lent are what the fund has, earned, spent and
start say where it came from with the opposite sign, so the lines of an entry sum to zero.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

AMOUNT_LIMIT = 10**12  # đồng; no club comes near, so anything above is a slip of the keyboard
FUND_TRANSFER = "fund_transfer"  # category of the two entries that move money between the two funds
NO_HASH = "0" * 64  # what the first entry of a fund has for its predecessor's hash


class Fund(StrEnum):
    """The two funds every club keeps (Decision 1648: both are compulsory)."""

    INCOME_FUND = "income_fund"
    ACTIVITY_FUND = "activity_fund"


class Place(StrEnum):
    """Where money is (the first three), or where it came from or went to."""

    BOX = "box"
    BANK = "bank"
    LENT = "lent"
    EARNED = "earned"
    SPENT = "spent"
    START = "start"


OWNED = (Place.BOX, Place.BANK, Place.LENT)
CASH = (Place.BOX, Place.BANK)


class EntryKind(StrEnum):
    """What happened; lending and repaying principal are neither income nor expense."""

    INCOME = "income"
    EXPENSE = "expense"
    TRANSFER = "transfer"
    LEND = "lend"
    REPAY = "repay"
    OPENING = "opening"
    REVERSAL = "reversal"
    ADJUSTMENT = "adjustment"


class ReceiptSide(StrEnum):
    """Phiếu thu, phiếu chi, or no paper at all; each side is numbered by itself every year."""

    IN = "in"
    OUT = "out"
    NONE = "none"


class PostingRefused(ValueError):
    """A posting that would spoil the books; nothing of its list was written."""


@dataclass(frozen=True, slots=True)
class Line:
    """One place of one entry; `amount` in đồng, never 0, negative when the place loses."""

    place: Place
    amount: int


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry to be written. (talk_id, round, line) written twice is written once."""

    club_id: int
    fund: Fund
    kind: EntryKind
    lines: tuple[Line, ...]
    category: str
    occurred_on: date
    note: str = ""
    party: str = ""
    member_id: int | None = None
    loan_id: int | None = None
    reverses_id: int | None = None
    receipt_side: ReceiptSide = ReceiptSide.NONE
    recorded_by: int | None = None
    talk_id: int | None = None
    round: int | None = None
    line: int | None = None
    photo: str = ""

    @property
    def key(self) -> tuple[int, int, int] | None:
        """What makes writing it again harmless; None for postings outside a talk."""
        if self.talk_id is None or self.round is None or self.line is None:
            return None
        return self.talk_id, self.round, self.line


@dataclass(frozen=True, slots=True)
class Posted:
    """What the books gave a posting; `first` is False when it had been written before."""

    entry_id: int
    seq: int
    receipt_side: ReceiptSide
    receipt_number: int | None
    hash: str
    first: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A written entry with its lines; texts are "" once erased."""

    id: int
    club_id: int
    fund: Fund
    seq: int
    kind: EntryKind
    effect_kind: EntryKind  # of a reversal: the kind of the entry it strikes out
    receipt_side: ReceiptSide
    receipt_year: int | None
    receipt_number: int | None
    category: str
    occurred_on: date
    recorded_at: datetime
    recorded_by: int | None
    member_id: int | None
    loan_id: int | None
    reverses_id: int | None
    party: str
    note: str
    photo: str
    lines: tuple[Line, ...]
    reversed_by: int | None = None  # the entry that struck this one out

    def at(self, *places: Place) -> int:
        """Sum of its lines at these places, in đồng."""
        return sum(line.amount for line in self.lines if line.place in places)

    @property
    def cash(self) -> int:
        """What it did to box and bank together, signed."""
        return self.at(*CASH)


@dataclass(frozen=True, slots=True)
class FundTotals:
    """What one fund has, by place."""

    box: int = 0
    bank: int = 0
    lent: int = 0

    @property
    def total(self) -> int:
        """Tổng quỹ: in the box, in the bank and lent out."""
        return self.box + self.bank + self.lent


@dataclass(frozen=True, slots=True)
class ClubBalances:
    """Both funds of one club at the same moment."""

    income_fund: FundTotals = field(default_factory=FundTotals)
    activity_fund: FundTotals = field(default_factory=FundTotals)

    def of(self, fund: Fund) -> FundTotals:
        """The totals of one fund."""
        return self.income_fund if fund is Fund.INCOME_FUND else self.activity_fund

    @property
    def box(self) -> int:
        """Cash of both funds, what a cash count finds."""
        return self.income_fund.box + self.activity_fund.box


@dataclass(frozen=True, slots=True)
class CashBookLine:
    """One line of sổ tiền mặt: an entry that moved the box, and what the box then held."""

    entry: Entry
    money_in: int
    money_out: int
    box: int


@dataclass(frozen=True, slots=True)
class CashBook:
    """One fund's sổ tiền mặt for one month, loans included, in order of day then writing."""

    opening: int
    lines: tuple[CashBookLine, ...]
    closing: int
