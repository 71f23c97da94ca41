"""What an area's clubs have and do, as figures: sums over the lines of its clubs, each rate defined once.

All sums are of the clubs that stand in the area at the end of the period, at both of its ends: a club that
moved to another commune never looks like money gained or lost.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from handlers.calendar.deadlines import Level, due_on
from handlers.calendar.settings import CalendarSettings
from handlers.calendar.standing import Rate, filing_rate
from handlers.officer.club_line import ClubLine, Gathering, Standing
from handlers.officer.places import Area
from handlers.report.periods import before, month_of

TARGET_FUND = 50_000_000  # đồng of the income fund: target HY-13 of KH 157 Hưng Yên
WEEK = timedelta(days=7)
FOLLOWED = timedelta(days=10)  # after the due day officers look at a month no longer than this


@dataclass(frozen=True, slots=True)
class AreaAsk:
    """Which figures are wanted: an area, the last day of the week, the day reports are looked at.

    `period` names a month whose reports are meant instead of those followed on that day.
    """

    code: str
    until: date
    on: date
    period: str = ""

    @staticmethod
    def of_today(code: str, today: date) -> "AreaAsk":
        """The figures of the seven days that end today."""
        return AreaAsk(code, today, today)


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """An area with all its clubs; `due_on` and `due_before`: when this and the last period are due.

    They are the area's own days by its calendar; a club may have one of its own (`ClubLine.due_on`).
    """

    area: Area
    until: date
    on: date
    period: str
    due_on: date
    due_before: date
    clubs: tuple[ClubLine, ...] = ()
    groups: tuple[Area, ...] = ()  # communes of a province, provinces of the nation

    @property
    def seen(self) -> date:
        """The last day that can be spoken of: of a week that is not over, the day it is looked at."""
        return min(self.until, self.on)

    @property
    def monday(self) -> date:
        return self.until - WEEK + timedelta(days=1)

    @property
    def total(self) -> int:
        return sum(club.total for club in self.clubs)

    @property
    def change(self) -> int:
        return sum(club.change for club in self.clubs)

    @property
    def income_total(self) -> int:
        return sum(club.income.total for club in self.clubs)

    @property
    def activity_total(self) -> int:
        return sum(club.activity.total for club in self.clubs)

    @property
    def lent(self) -> int:
        return sum(club.income.lent + club.activity.lent for club in self.clubs)

    @property
    def overdue(self) -> int:
        return sum(club.overdue.amount for club in self.clubs)

    @property
    def overdue_count(self) -> int:
        return sum(club.overdue.count for club in self.clubs)

    @property
    def gatherings(self) -> tuple[Gathering, ...]:
        return tuple(held for club in self.clubs for held in club.gatherings)

    @property
    def present(self) -> int:
        return sum(held.present for held in self.gatherings)

    @property
    def invited(self) -> int:
        return sum(held.members for held in self.gatherings)

    @property
    def past_due(self) -> bool:
        return self.on > self.due_on

    @property
    def then(self) -> date:
        """The day a month ago at the same distance from its due day as `on` is from this one's."""
        return self.due_before - (self.due_on - self.on)

    def is_late(self, club: ClubLine) -> bool:
        """Whether the club's report is missing past its own due day, an extension included."""
        return club.missing and self.on > (club.due_on or self.due_on)

    def presses(self, club: ClubLine) -> bool:
        """Whether the club's report is missing and late, or due within a week: there is something to do."""
        return club.missing and self.on > (club.due_on or self.due_on) - WEEK

    def standing(self, *wanted: Standing) -> tuple[ClubLine, ...]:
        """The clubs whose report stands so."""
        return tuple(club for club in self.clubs if club.standing in wanted)

    @property
    def filed(self) -> tuple[ClubLine, ...]:
        return self.standing(Standing.FILED)

    @property
    def filing(self) -> Rate:
        """ "Nộp đủ"."""
        return filing_rate(self.clubs)

    @property
    def missing(self) -> tuple[ClubLine, ...]:
        """Expected and not filed, in order of commune and name."""
        return tuple(club for club in self.clubs if club.missing)

    def with_fund(self, at_least: int) -> tuple[ClubLine, ...]:
        """Clubs whose income fund (in the box, in the bank and lent out) reaches an amount, largest first."""
        reached = (club for club in self.clubs if club.income.total >= at_least)
        return tuple(sorted(reached, key=lambda club: (-club.income.total, club.club_id)))


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """Members of some clubs on a day: `elders` are 60 or more (by year where the birthday is not known)."""

    members: int = 0
    elders: int = 0
    elder_women: int = 0
    borrowers: int = 0

    def __add__(self, other: "PeopleCount") -> "PeopleCount":
        return PeopleCount(
            self.members + other.members,
            self.elders + other.elders,
            self.elder_women + other.elder_women,
            self.borrowers + other.borrowers,
        )


@dataclass(frozen=True, slots=True)
class AreaPeople:
    """The people of an area's clubs, by club."""

    by_club: dict[int, PeopleCount] = field(default_factory=dict)

    @property
    def all(self) -> PeopleCount:
        return sum(self.by_club.values(), PeopleCount())


def digest_period(on: date, calendar: CalendarSettings) -> str:
    """The month officers follow on a day: the one just ended until ten days after it was due."""
    current = month_of(on)
    ended = before(current)
    return ended if on <= due_on(ended, Level.CLUB, calendar) + FOLLOWED else current


def share(part: int, whole: int) -> str:
    """Percent with one decimal, halves up: 87 of 148 is "58,8"; "" of nothing."""
    if whole <= 0:
        return ""
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}"
