"""What the talks about meetings see of a club, and what they ask to be written.

A meeting belongs to (club, day): a second roll call of one day corrects the first and leaves a trace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from storage.people_records import Club, Member

VISIT_NEEDED, AWAY, UNKNOWN = "sick_visit_needed", "away", "unknown"
"""Reasons of an absence; never a diagnosis."""


@dataclass(frozen=True, slots=True)
class Held:
    """A recorded meeting; counts are None where nobody said them."""

    held_on: date
    present: int | None = None
    measured: int | None = None
    guests: int = 0
    topic: str = ""
    away: tuple[tuple[int, str], ...] = ()  # (member id, reason)
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def away_ids(self) -> frozenset[int]:
        return frozenset(member_id for member_id, _ in self.away)


@dataclass(frozen=True, slots=True)
class MeetingBook:
    """One club on one day: who belonged to it then, that day's meeting and the one before."""

    club: Club
    day: date
    members: tuple[Member, ...]
    held: Held | None = None
    before: Held | None = None
    done: tuple[tuple[date, str, int, int], ...] = ()  # (day, kind, people, count) recorded of late

    @property
    def called(self) -> bool:
        """Whether the roll of that day was called already."""
        return self.held is not None and self.held.present is not None

    def member(self, roster_number: int) -> Member:
        """Who has that roster number; raises StopIteration for a number nobody has."""
        return next(member for member in self.members if member.roster_number == roster_number)

    def by_id(self, ids: frozenset[int]) -> tuple[Member, ...]:
        """Those of these members who still belonged to the club, in order of roster number."""
        return tuple(member for member in self.members if member.id in ids)


@dataclass(frozen=True, slots=True)
class RecordRollCall:
    """Effect: who was at the meeting of that day; replaces what was recorded of it before."""

    club_id: int
    held_on: date
    present: int
    members: int
    away: tuple[tuple[int, str], ...] = ()  # (member id, reason)
    named: bool = True  # False: the number is known, the names are not
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class NoteMeeting:
    """Effect: what else is known of that day's meeting; only the `values` named are changed.

    Values: measured, guests, topic, visits (member ids), themes (codes), photo.
    """

    club_id: int
    held_on: date
    values: Mapping[str, Any] = field(default_factory=dict)
    visited: tuple[Member, ...] = ()  # to be named in the receipt


@dataclass(frozen=True, slots=True)
class RecordActivity:
    """Effect: one thing the club did in one of its eight areas."""

    club_id: int
    done_on: date
    area: int
    kind: str
    people: int = 0
    count: int = 0
    note: str = ""
    member_id: int = 0  # who was visited; 0 where nobody of the roll was
