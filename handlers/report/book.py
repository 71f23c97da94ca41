"""The monthly report's records: what the books already know of the month, and what is filed in the end.

A report belongs to (club, period); every submission is a version of its own and none is overwritten.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from storage.people_records import Club, Person

Figures = Mapping[str, Any]
"""A filed report as JSON: see `monthly.figures_of` for its keys."""


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What was recorded during the month; None means "nothing recorded", which is not zero."""

    meeting_on: date | None = None
    present: int | None = None
    measured: int | None = None
    roster: tuple[int, int, int] | None = None  # joined, left, died
    care: tuple[int, int] | None = None  # people cared for at home, visits
    self_help: tuple[int, int] | None = None  # households, labour days
    doings: tuple[str, ...] | None = None  # codes of DOINGS that were recorded
    areas: frozenset[int] = frozenset()  # activity areas with something recorded


@dataclass(frozen=True, slots=True)
class FundMonth:
    """Both funds over the month, in đồng."""

    opening: int = 0  # activity fund
    money_in: int = 0
    money_out: int = 0
    closing: int = 0
    box: int = 0  # income fund, by place
    bank: int = 0
    lent: int = 0
    lent_out: int = 0
    repaid: int = 0
    interest: int = 0
    overdue_count: int = 0
    overdue: int = 0
    entries: int = 0  # how many entries the month has in both funds

    @property
    def total(self) -> int:
        return self.box + self.bank + self.lent


BOOK_CODE = "book_code"  # among the figures of a filed version: mã sổ tháng, see storage/month_code


@dataclass(frozen=True, slots=True)
class Filed:
    """The newest submitted version."""

    number: int
    at: datetime
    figures: Figures
    status: str
    by: Person | None = None  # who submitted it; None where that is not known

    @property
    def code(self) -> str:
        """The month's code at this filing; "" where the books were empty or nobody kept it yet."""
        return str(self.figures.get(BOOK_CODE) or "")


@dataclass(frozen=True, slots=True)
class ReportBook:
    """All the monthly report of one club and period is made from."""

    club: Club
    commune: str
    period: str  # "2026-11"
    members: int
    facts: MonthFacts = field(default_factory=MonthFacts)
    funds: FundMonth = field(default_factory=FundMonth)
    previous: Figures | None = None  # last month's filed figures
    filed: Filed | None = None


@dataclass(frozen=True, slots=True)
class ReportCalendar:
    """Which reports of a club are filed, and when the month just ended is due: what "báo cáo" means today.

    `due_on` is None where no report of that month is expected, as of a club that meets every two months.
    """

    filed: frozenset[str] = frozenset()
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class SubmitReport:
    """Effect: file the report, as a first or a further version."""

    club_id: int
    period: str
    figures: Figures
    commune: str
    asked_for_proposal: bool


@dataclass(frozen=True, slots=True)
class AddRemark:
    """Effect: the club's difficulties and proposals, said after filing."""

    club_id: int
    period: str
    remark: str
    takes_back: str = ""  # a proposal of the filed report to be removed instead


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that a further version changed."""

    name: str
    old: Any
    new: Any


def changes(old: Figures, new: Figures) -> tuple[Change, ...]:
    """What differs between two versions, in the order of the report."""
    return tuple(Change(name, old.get(name), value) for name, value in new.items() if old.get(name) != value)
