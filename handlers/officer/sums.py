"""What the digest of a province or the nation says, as sums: no line a club, only counts of its parts.

`sums_of` is the definition; storage finds the same sums without the lines, and a test holds it to that.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from handlers.calendar.standing import Rate
from handlers.officer.club_line import Filing, Standing
from handlers.officer.figures import TARGET_FUND, AreaFigures
from handlers.officer.flags import Flag, begins, flagged, grouped
from handlers.officer.places import Area


class PartCount(NamedTuple):
    """A commune of a province or province of the nation: how many clubs, of how many a report is
    expected, how many filed.

    `sent` counts reports sent in, those sent back too; `sent_then` those of the month before that were in
    at the same distance from their due day.
    """

    area: Area
    clubs: int
    expected: int
    filed: int
    sent: int
    sent_then: int


@dataclass(frozen=True, slots=True)
class AreaSums:
    """A large area at the end of a week, money in đồng; `quiet` when the week changed nothing."""

    clubs: int
    standing: dict[Standing, int]
    parts: tuple[PartCount, ...]
    income: int  # the income funds, in all places
    activity: int
    funded: int  # clubs whose income fund reaches the target
    change: int
    lent: int
    overdue: int
    clubs_met: int
    present: int
    invited: int
    flags: dict[Flag, int]
    quiet: bool

    @property
    def filing(self) -> Rate:
        """ "Nộp đủ", as `filing_rate` has it."""
        return Rate(self.standing[Standing.FILED], self.clubs - self.standing[Standing.NOT_EXPECTED])

    @property
    def total(self) -> int:
        """Both funds of all clubs."""
        return self.income + self.activity


@dataclass(frozen=True, slots=True)
class AreaWeek:
    """An area's sums beside its name and days; `week` has no clubs."""

    week: AreaFigures
    sums: AreaSums


def sums_of(figures: AreaFigures) -> AreaSums:
    """The sums over the lines of an area's clubs."""
    held, found = figures.gatherings, flagged(figures)
    standings = [club.standing for club in figures.clubs]
    return AreaSums(
        clubs=len(figures.clubs),
        standing={state: standings.count(state) for state in Standing},
        parts=_parts(figures),
        income=figures.income_total,
        activity=figures.activity_total,
        funded=len(figures.with_fund(TARGET_FUND)),
        change=figures.change,
        lent=figures.lent,
        overdue=figures.overdue,
        clubs_met=sum(1 for club in figures.clubs if club.gatherings),
        present=sum(meeting.present for meeting in held),
        invited=sum(meeting.members for meeting in held),
        flags={flag: len(found.get(flag, ())) for flag in Flag},
        quiet=is_quiet(figures),
    )


def is_quiet(figures: AreaFigures) -> bool:
    """Whether nothing is to be told: no entry, meeting, filing, no loan late since, no flag begun, and no
    report missing that is late or due within a week."""
    first, last = figures.monday, figures.until
    return not any(
        figures.presses(club)
        or club.entries
        or club.gatherings
        or (club.filing is not None and first <= club.filing.filed_on <= figures.on)
        or (club.overdue.since is not None and first <= club.overdue.since <= last)
        or begins(club, first, figures.seen)
        for club in figures.clubs
    )


def _parts(figures: AreaFigures) -> tuple[PartCount, ...]:
    of_group, by = grouped(figures), figures.then
    return tuple(
        PartCount(
            group,
            len(clubs := of_group[group.code]),
            sum(1 for club in clubs if club.counted),
            sum(1 for club in clubs if club.filed),
            sum(1 for club in clubs if club.filing is not None),
            sum(1 for club in clubs if _sent_by(club.filed_before, by)),
        )
        for group in figures.groups
    )


def _sent_by(filing: Filing | None, by: date) -> bool:
    return filing is not None and filing.first_on <= by
