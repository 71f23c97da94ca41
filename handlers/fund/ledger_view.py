"""One month of a club's book as people may ask to see it, and the figures each page of it explains.

A figure is a fund (or both) and a place, so that "vì sao" always ends at entries and their receipts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.fund.book import FundBook
from storage.records import OWNED, ClubBalances, Entry, Fund, Place

BOTH, CHANGES, ASK = "both", "changes", "ask"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the books: `fund` a Fund's code or "both"; `part` box, bank, lent, total, in or out."""

    fund: str
    part: str

    @property
    def code(self) -> str:
        return f"{self.fund}.{self.part}"

    @property
    def places(self) -> tuple[Place, ...]:
        """The places whose lines make it up."""
        flows = {"in": (Place.EARNED,), "out": (Place.SPENT,), "total": OWNED}
        return flows.get(self.part) or (Place(self.part),)

    def of(self, held: ClubBalances) -> int:
        """What it is in these balances, in đồng; flows have none there."""
        if self.part in ("in", "out"):
            return 0
        funds = [held.of(fund) for fund in Fund if self.fund in (BOTH, str(fund))]
        return sum(int(getattr(fund, self.part)) for fund in funds)

    def moved_by(self, entry: Entry) -> int:
        """What one entry adds to it, signed; 0 where it says nothing about this figure."""
        if self.fund not in (BOTH, str(entry.fund)):
            return 0
        moved = entry.at(*self.places)
        return -moved if self.part == "in" else moved


FIGURES = (
    Figure("activity_fund", "total"),
    Figure("income_fund", "box"),
    Figure("income_fund", "lent"),
    Figure("income_fund", "bank"),
    Figure("income_fund", "total"),
    Figure(BOTH, "box"),
    Figure("activity_fund", "in"),
    Figure("activity_fund", "out"),
)
BY_CODE = {figure.code: figure for figure in FIGURES} | {
    figure.code: figure for figure in (Figure("activity_fund", "box"), Figure("activity_fund", "bank"))
}


def figures_of(book: FundBook) -> dict[str, int]:
    """Today's figures by code, as "/quy" shows them; those that are nothing are left out."""
    found = {figure.code: figure.of(book.balances) for figure in FIGURES}
    found |= {"activity_fund.in": book.month_in, "activity_fund.out": book.month_out}
    return {code: amount for code, amount in found.items() if amount}


@dataclass(frozen=True, slots=True)
class Change:
    """One striking out: when, by whom, what it struck and what was written instead."""

    at: datetime
    by: str
    struck: Entry
    instead: Entry | None = None


@dataclass(frozen=True, slots=True)
class LedgerView:
    """Entries of one month, what the funds had before and after it, who wrote; or the changes alone."""

    book: FundBook
    month: date
    opening: ClubBalances
    closing: ClubBalances
    entries: tuple[Entry, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    photographed: frozenset[int] = frozenset()  # entries with a photo of their receipt
    code: str = ""  # mã sổ tháng, see storage/month_code

    def lines_of(self, figure: Figure) -> tuple[tuple[Entry, int], ...]:
        """The entries behind a figure with what each added."""
        moved = ((entry, figure.moved_by(entry)) for entry in self.entries)
        return tuple((entry, amount) for entry, amount in moved if amount)

    def struck_by(self, entry: Entry) -> Entry | None:
        """The entry of this month that a striking out strikes."""
        return next((one for one in self.entries if one.id == entry.reverses_id), None)


@dataclass(frozen=True, slots=True)
class LastPage:
    """The subject of the newest page this person looked at: "xem tiếp" goes on from it."""

    subject: str


@dataclass(frozen=True, slots=True)
class LastShown:
    """The words the assistant sent this person last, looked up by person id."""

    text: str = ""
