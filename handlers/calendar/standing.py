"""How each club stands with a period's report, and the two rates, each defined once.

Officers are shown "nộp đủ" every week and "nộp đúng hạn" when they ask for it.

A month without a meeting of a club that meets every two or three months is "không sinh hoạt": nothing is
expected, nobody is reminded, no rate counts it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from handlers.calendar.spans import span_of


class Status(StrEnum):
    """Stored and shown; the last four begin with an officer."""

    EXPECTED = "expected"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    LATE = "late"  # due day gone by and nothing handed in
    NO_MEETING = "no_meeting"  # không sinh hoạt
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    ACCEPTED = "accepted"
    AMENDED = "amended"


FILED = frozenset({Status.SUBMITTED, Status.APPROVED, Status.ACCEPTED, Status.AMENDED})
"""A report sent back waits for the club again: it is not filed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One club and period: where its report stands, when it is due, when it first came in (local, aware)."""

    club_id: int
    period: str
    status: Status
    due_on: date
    filed_at: datetime | None = None

    @property
    def filed(self) -> bool:
        return self.filed_at is not None

    @property
    def in_time(self) -> bool:
        """Whether the first version came in by the end of the due day."""
        return self.filed_at is not None and self.filed_at.date() <= self.due_on

    @property
    def counted(self) -> bool:
        """Whether a report of this club was to be had at all."""
        return self.filed or self.status is not Status.NO_MEETING


def status_on(
    today: date, due: date, *, stored: str = "", started: bool = False, expected: bool = True
) -> Status:
    """The status from what is stored ("" and "draft": nothing handed in) and from the day."""
    if stored not in ("", "draft"):
        return Status(stored)
    if not expected:
        return Status.NO_MEETING
    if today > due:
        return Status.LATE
    return Status.IN_PROGRESS if started or stored == "draft" else Status.EXPECTED


def is_expected(
    period: str, *, founded_on: date | None, rhythm: int = 1, last_met: date | None = None, met: bool = False
) -> bool:
    """Whether a month's report is expected of a club that meets every `rhythm` months.

    `last_met` is its last meeting *before* the month; a month in which it met is always expected.
    """
    span = span_of(period)
    if founded_on is not None and founded_on > span.last:
        return False
    if rhythm <= 1 or met or last_met is None:
        return True
    months = (span.first.year - last_met.year) * 12 + span.first.month - last_met.month
    return months >= rhythm


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of clubs, "2/4"; `percent` is None where nothing was expected."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        return 100 * self.part / self.whole if self.whole else None


class Counted(Protocol):
    """Where one club's report stands, in whatever record."""

    @property
    def counted(self) -> bool: ...

    @property
    def filed(self) -> bool: ...


def filing_rate(standings: Iterable[Counted]) -> Rate:
    """ "Nộp đủ": expected reports that were handed in, late ones too, over all expected ones."""
    counted = [standing for standing in standings if standing.counted]
    return Rate(sum(standing.filed for standing in counted), len(counted))


def in_time_rate(standings: Iterable[Standing]) -> Rate:
    """ "Nộp đúng hạn": first version in by the due day (extension included), over all expected reports."""
    counted = [standing for standing in standings if standing.counted]
    return Rate(sum(standing.in_time for standing in counted), len(counted))
