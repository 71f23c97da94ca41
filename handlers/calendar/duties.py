"""What the reminder rules look at: expected reports, the people concerned, what they were told already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.calendar.settings import CalendarSettings

Key = tuple[str, int, str]
"""(occasion, person, step): nobody is reminded of the same step of the same thing twice."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to remind. `quiet_until`: a question of ours is open and they may be answering it."""

    person_id: int
    name: str = ""
    phone: str = ""
    reachable: bool = True  # has an address that has not blocked us
    since: date | None = None  # when the role began: nothing older is theirs
    quiet_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One report of one club. `missing` names its parts (codes of templates/report/reminder.j2)."""

    occasion: str  # "report/<club>/<period>"
    club_id: int
    club: str
    period: str
    due_on: date
    met_on: date | None = None  # the club's meeting day in the period
    done: bool = False  # handed in, or nothing expected
    started: bool = False
    leaders: tuple[Contact, ...] = ()
    deputies: tuple[Contact, ...] = ()  # in whose name things go on when no leader can be reached
    officers: tuple[Contact, ...] = ()
    missing: tuple[str, ...] = ()
    settings: CalendarSettings = field(default_factory=CalendarSettings)
    area: str = ""  # code of its commune
    extended: bool = False  # the club has a day of its own: its steps are new ones


REPORTS = "report/"  # what occasions about a club's report begin with


@dataclass(frozen=True, slots=True)
class Promise:
    """A moment somebody chose: kept whatever the ladder of steps says."""

    id: int
    person_id: int
    occasion: str
    at: datetime
    helped_by: str = ""


@dataclass(frozen=True, slots=True)
class TimeState:
    """Everything `scheduler.due` decides from. `told` holds every key ever used, with its moment.

    `silent` are (person, occasion): that person asked not to be reminded of it any more.
    """

    duties: tuple[Duty, ...] = ()
    promises: tuple[Promise, ...] = ()
    told: Mapping[Key, datetime] = field(default_factory=dict)
    silent: frozenset[tuple[int, str]] = frozenset()


def report_occasion(club_id: int, period: str) -> str:
    """The occasion of one club's report."""
    return f"report/{club_id}/{period}"


def club_and_period(occasion: str) -> tuple[int, str]:
    """The inverse of `report_occasion`; raises ValueError for another occasion."""
    kind, club_id, period = occasion.split("/")
    if kind != "report":
        raise ValueError(f"not a report's occasion: {occasion!r}")
    return int(club_id), period
