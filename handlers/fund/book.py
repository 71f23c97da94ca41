"""What the talks about money see of a club's two funds, and what they ask to be written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from handlers.calendar.closing import Closing
from storage.people_records import Club, Member
from storage.records import ClubBalances, Entry, Fund


@dataclass(frozen=True, slots=True)
class OverdueLoan:
    """A loan whose day has passed with principal still owed, in đồng."""

    loan_id: int
    member_id: int
    owed: int
    due_on: date


@dataclass(frozen=True, slots=True)
class FundSummary:
    """What "/quy" says: light enough to be asked at any moment."""

    club: Club
    balances: ClubBalances
    month_in: int = 0  # activity fund, current month
    month_out: int = 0
    overdue: tuple[OverdueLoan, ...] = ()


@dataclass(frozen=True, slots=True)
class FundBook:
    """Both funds of one club as they stand, with what is needed to notice a slip."""

    club: Club
    commune: str
    balances: ClubBalances
    members: tuple[Member, ...] = ()
    month_in: int = 0  # activity fund, current month
    month_out: int = 0
    usual: Mapping[str, int] = field(default_factory=dict)  # category -> median amount before this month
    recent: tuple[Entry, ...] = ()  # of the last days, newest last: to notice a double, to correct
    overdue: tuple[OverdueLoan, ...] = ()
    closing: Closing = field(default_factory=Closing)


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """One entry as it was read back; amounts in đồng."""

    direction: str  # income or expense
    fund: Fund
    amount: int
    category: str
    day: date
    what: str = ""  # in the person's own words
    party: str = ""
    member_id: int | None = None
    product: str = ""  # "52 × 5.000" where it was said so
    closed: bool = False  # its month is closed: an officer has to agree


@dataclass(frozen=True, slots=True)
class PostEntry:
    """Effect: write one entry into the books."""

    club_id: int
    draft: EntryDraft
    in_report: bool = False  # the report goes on right after it: a short receipt is enough


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the books gave it, and what the fund has now."""

    side: str
    number: int | None
    fund: Fund
    balances: ClubBalances
    entry_id: int = 0
    seq: int = 0
    extra: Mapping[str, object] = field(default_factory=dict)
