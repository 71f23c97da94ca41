"""One club as its officers see it at the end of a week: money, meetings, its report, whom to ring.

"Late", "in progress" and "cannot be reached" are different things and never one number.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from handlers.calendar.rhythm import EVERY_MONTH
from handlers.officer.places import Area, club_place, short_name
from storage.records import FundTotals


class Standing(StrEnum):
    """Where the month's report of a club stands; the first four are "chưa nộp", and different things."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SENT_BACK = "sent_back"
    UNREACHABLE = "unreachable"  # not started, and no message reaches anyone of the committee
    FILED = "filed"
    NOT_EXPECTED = "not_expected"  # a month without a planned meeting, or before the club began


class Reach(StrEnum):
    """Whether our messages arrive at the club's committee; being read is promised on no channel."""

    REACHED = "reached"
    BLOCKED = "blocked"  # the channel refuses to deliver
    NOT_JOINED = "not_joined"  # nobody has come in with a code yet


@dataclass(frozen=True, slots=True)
class Filing:
    """A filed report: its newest version by then; `status` as stored."""

    status: str
    number: int
    filed_on: date
    first_on: date


@dataclass(frozen=True, slots=True)
class Draft:
    """A report somebody has begun; `asked` are the keys of its questions so far."""

    touched_on: date
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """The person to ring: leader first, else deputy, and so on; `channel` is one that does not deliver."""

    person_id: int
    name: str
    reach: Reach = Reach.REACHED
    channel: str = ""
    phone: str = ""

    @property
    def given_name(self) -> str:
        """What people call them: the last word of the name."""
        return self.name.split()[-1] if self.name else ""


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting held in the week; `present` counts members, `members` are those of that day."""

    held_on: date
    present: int
    members: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """Loans past their day: how many, principal still owed, and the oldest of these days."""

    count: int = 0
    amount: int = 0
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ClubLine:
    """One club at the end of the period, money in đồng; `change` is of both funds over the week."""

    club_id: int
    name: str
    hamlet: str
    commune: Area
    income: FundTotals = field(default_factory=FundTotals)
    activity: FundTotals = field(default_factory=FundTotals)
    change: int = 0
    entries: int = 0  # written for days of the week
    overdue: Overdue = field(default_factory=Overdue)
    filing: Filing | None = None
    filed_before: Filing | None = None  # the report of the month before
    draft: Draft | None = None
    contact: Contact | None = None
    gatherings: tuple[Gathering, ...] = ()
    last_met: date | None = None
    since: date | None = None  # founded
    gap: int = 0  # last cash count minus the books, not settled yet
    counted_on: date | None = None  # the day of that count
    biggest: int = 0  # largest income or expense of the week
    usual: int = 0  # average entry of the year before, looked at for large ones only
    due_on: date | None = None  # its report of the period
    extended: bool = False  # that day was given to this club alone
    rhythm: int = EVERY_MONTH  # months from one meeting to the next, in the month of the report
    expected: bool = True  # whether the calendar wants a report of that month

    @property
    def total(self) -> int:
        """Both funds, in all places."""
        return self.income.total + self.activity.total

    @property
    def short(self) -> str:
        return short_name(self.name, self.hamlet)

    @property
    def place(self) -> str:
        return club_place(self.name, self.hamlet)

    @property
    def standing(self) -> Standing:
        """A report sent back waits for the club again, so it counts as not filed."""
        if self.filing is not None:
            return Standing.SENT_BACK if self.filing.status == "sent_back" else Standing.FILED
        if not self.expected:
            return Standing.NOT_EXPECTED
        if self.draft is not None:
            return Standing.IN_PROGRESS
        reached = self.contact is not None and self.contact.reach is Reach.REACHED
        return Standing.NOT_STARTED if reached else Standing.UNREACHABLE

    @property
    def counted(self) -> bool:
        """Whether a report of this club was to be had at all."""
        return self.standing is not Standing.NOT_EXPECTED

    @property
    def filed(self) -> bool:
        return self.standing is Standing.FILED

    @property
    def missing(self) -> bool:
        """ "Chưa nộp": expected, and not filed."""
        return self.counted and not self.filed
