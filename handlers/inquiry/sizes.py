"""What puts an area's clubs or communes in order, one number a club; names only of those that are shown.

A nation has ten thousand clubs and an answer shows seven: no line a club is loaded for the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.officer.places import Area, club_place, short_name


@dataclass(frozen=True, slots=True)
class SizesAsk:
    """One number of each club of an area at the end of a day: `what` is one of SIZES."""

    code: str
    on: date
    what: str


SIZES = ("crowd", "wealth", "income_fund", "activity_fund", "most_lent", "most_overdue")
"""Members; đồng of both funds in all places, or of one; đồng lent out; đồng overdue."""


@dataclass(frozen=True, slots=True)
class AreaSizes:
    """The number by club, every club of the area among them."""

    by_club: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MetAsk:
    """The last meeting of each club of an area that is not after a day."""

    code: str
    on: date


@dataclass(frozen=True, slots=True)
class LastMeetings:
    """The day by club; None for a club that never met."""

    by_club: dict[int, date | None] = field(default_factory=dict)


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
class ClubName:
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

    by_club: dict[int, ClubName] = field(default_factory=dict)


def names_of(club_ids: Sequence[int], on: date, facts: Facts) -> dict[int, ClubName]:
    """The names of these clubs."""
    found: ClubNames = facts.get(ClubNames, NamesAsk(tuple(club_ids), on)) if club_ids else ClubNames()
    return found.by_club


def with_names(sized: Sequence[tuple[int, Any]], page: int, on: date, facts: Facts) -> Pages:
    """Lines (club, number) as a list in that order; clubs past the page that is wanted stay None."""
    pages = Pages(tuple(sized), page)
    names = names_of([club_id for club_id, _ in pages.within_reach], on, facts)
    return Pages(tuple((names.get(club_id), number) for club_id, number in sized), page)
