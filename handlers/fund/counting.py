"""What a cash count compares, and what is kept of it: one count of the box for both funds together."""

from dataclasses import dataclass
from datetime import date

from handlers.fund.book import FundBook
from storage.records import Fund


@dataclass(frozen=True, slots=True)
class OpenDifference:
    """A difference nobody has explained yet: what the box held more (or, negative, less) than the book.

    `since` is the first count of the unbroken run that did not match; entries found later shrink `amount`.
    """

    since: date
    counted_on: date
    amount: int
    count_ids: tuple[int, ...] = ()

    def age(self, today: date) -> int:
        """Days it has been waiting."""
        return (today - self.since).days


@dataclass(frozen=True, slots=True)
class CountBook:
    """The club's funds and what the last counts left open."""

    book: FundBook
    open: OpenDifference | None = None


@dataclass(frozen=True, slots=True)
class RecordCount:
    """Effect: the box was counted; amounts in đồng, `reason` "" where it matched, else "unclear"."""

    club_id: int
    counted: int
    book: int
    counted_on: date
    reason: str = ""

    @property
    def difference(self) -> int:
        return self.counted - self.book


@dataclass(frozen=True, slots=True)
class SettleDifference:
    """Effect: an open difference goes into the book of one fund, with its reason in the person's words."""

    club_id: int
    fund: Fund
    open: OpenDifference
    reason: str
    on: date
