"""What puts an area's clubs or communes in order, one number a club; names only of those that are shown.

A nation has ten thousand clubs and an answer shows seven: no line a club is loaded for the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.officer.places import Area, club_place, short_name


@dataclass(frozen=True, slots=True)
class SizesAsk:
    """One number of each club of an area at the end of a day: `what` is one of SIZES.

    Of those who "joined": since a first day.
    """

    code: str
    on: date
    what: str
    since: date = date.min


SIZES = ("crowd", "wealth", "income_fund", "activity_fund", "most_lent", "most_overdue", "joined")
"""Members; đồng of both funds in all places, or of one; đồng lent out; đồng overdue; new members."""


@dataclass(frozen=True, slots=True)
class AreaSizes:
    """The number by club, every club of the area among them."""

    by_club: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DaysAsk:
    """A day of each club of an area, not after `on`: `what`: last "met", or "founded"."""

    code: str
    on: date
    what: str = "met"


@dataclass(frozen=True, slots=True)
class ClubDaysKnown:
    """The day by club; None where none is known."""

    by_club: dict[int, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TurnoutAsk:
    """The meetings of an area's clubs in some days, both ends included."""

    code: str
    first: date
    last: date


class Turnout(NamedTuple):
    """Meetings of a club; who was present, and how many members there were, where the roll was called."""

    meetings: int
    present: int
    invited: int


@dataclass(frozen=True, slots=True)
class AreaTurnout:
    """The same by club; a club that did not meet is not there."""

    by_club: dict[int, Turnout] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HomesAsk:
    """Which clubs stood in an area on a day, and in which commune."""

    code: str
    on: date


@dataclass(frozen=True, slots=True)
class ClubHomes:
    """The code of the commune by club."""

    by_club: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamesAsk:
    """The names of some clubs as they were known on a day."""

    club_ids: tuple[int, ...]
    on: date


@dataclass(frozen=True, slots=True)
class ShownClub:
    """A club as lists name it."""

    club_id: int
    name: str
    hamlet: str
    commune: Area

    @property
    def short(self) -> str:
        return short_name(self.name, self.hamlet)

    @property
    def place(self) -> str:
        return club_place(self.name, self.hamlet)


@dataclass(frozen=True, slots=True)
class ClubNames:
    """Names by club."""

    by_club: dict[int, ShownClub] = field(default_factory=dict)


def names_of(club_ids: Sequence[int], on: date, facts: Facts) -> dict[int, ShownClub]:
    """The names of these clubs."""
    found: ClubNames = facts.get(ClubNames, NamesAsk(tuple(club_ids), on)) if club_ids else ClubNames()
    return found.by_club


def with_names(sized: Sequence[tuple[int, Any]], page: int, on: date, facts: Facts) -> Pages:
    """Lines (club, number) as a list in that order; clubs past the page that is wanted stay None."""
    pages = Pages(tuple(sized), page)
    names = names_of([club_id for club_id, _ in pages.within_reach], on, facts)
    return Pages(tuple((names.get(club_id), number) for club_id, number in sized), page)
