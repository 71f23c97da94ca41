"""What an officer should look at, and whom to praise: each flag with its one written definition.

Nobody is ranked in public: flags name clubs only to the officers who look after them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.loan.schedule import months_after
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import AreaFigures

OVERDUE_SHARE_BP = 500  # 5 % of what is lent: above it a portfolio is at risk
TEN_TIMES = 10
WORTH_PRAISE = 3  # days sooner than last month; one or two are chance
LARGE = 1_000_000  # đồng; below it ten times the usual is still pocket money


class Flag(StrEnum):
    """One reason to look at a club."""

    NO_MEETING = "no_meeting"  # none for two months; longer for clubs that meet less often
    GAP = "gap"  # the last cash count, within 31 days, differs from the books and is not settled
    OVERDUE = "overdue"  # more than 5 % of what is lent
    TEN_TIMES = "ten_times"  # an entry of the week is ten times the average entry of the year before


@dataclass(frozen=True, slots=True)
class Praise:
    """The most improved: a club that filed `days` earlier than last month, or an area `more` clubs ahead."""

    name: str
    days: int = 0
    more: int = 0


def quiet_before(day: date, rhythm: int) -> date:
    """A club whose last meeting lies before that day is quiet: one meeting left out, and a month over it.

    That is two months for a club that meets every month, three and four for those of two and three.
    """
    return months_after(day, -(rhythm + 1))


def flags_of(club: ClubLine, until: date) -> tuple[Flag, ...]:
    """All flags of a club on the last day of the period."""
    lent = club.income.lent + club.activity.lent
    shown = {
        Flag.NO_MEETING: meets_no_more(club, until),
        Flag.GAP: club.gap != 0,
        Flag.OVERDUE: club.overdue.amount * 10_000 > OVERDUE_SHARE_BP * lent,
        Flag.TEN_TIMES: club.biggest >= LARGE and 0 < club.usual * TEN_TIMES <= club.biggest,
    }
    return tuple(flag for flag, holds in shown.items() if holds)


def meets_no_more(club: ClubLine, on: date) -> bool:
    """Whether by the end of a day it had not met for so long (nor was founded within that time)."""
    quiet_since = club.last_met or club.since
    return quiet_since is None or quiet_since < quiet_before(on, club.rhythm)


def begins(club: ClubLine, first: date, last: date) -> bool:
    """Whether a flag that no entry brings begins in these days: two months of silence, a gap counted."""
    met_lately = not meets_no_more(club, first - timedelta(days=1))
    counted = club.gap != 0 and club.counted_on is not None and first <= club.counted_on <= last
    return counted or (met_lately and meets_no_more(club, last))


def flagged(figures: AreaFigures) -> dict[Flag, tuple[ClubLine, ...]]:
    """The clubs under each flag, in the area's order; flags nobody has are left out."""
    found: dict[Flag, list[ClubLine]] = {}
    for club in figures.clubs:
        for flag in flags_of(club, figures.seen):
            found.setdefault(flag, []).append(club)
    return {flag: tuple(found[flag]) for flag in Flag if flag in found}


def earlier_club(figures: AreaFigures) -> Praise | None:
    """The club that filed most days sooner than last month, where that is more than chance."""
    return next((Praise(club.short, days=days) for club, days in improved(figures)), None)


def improved(figures: AreaFigures) -> list[tuple[ClubLine, int]]:
    """The clubs that filed so many days sooner than last month, more than chance; most first."""
    earlier = ((club, _days_earlier(club, figures)) for club in figures.clubs)
    better = (one for one in earlier if one[1] >= WORTH_PRAISE)
    return sorted(better, key=lambda one: (-one[1], one[0].club_id))


def _days_earlier(club: ClubLine, figures: AreaFigures) -> int:
    """How many days sooner than last month it filed, each counted to the month's own due day."""
    if club.filing is None or club.filed_before is None:
        return 0
    now = (figures.due_on - club.filing.first_on).days
    then = (figures.due_before - club.filed_before.first_on).days
    return now - then


def grouped(figures: AreaFigures) -> dict[str, tuple[ClubLine, ...]]:
    """The clubs of every commune of a province, or of every province of the nation, by its code."""
    found: dict[str, list[ClubLine]] = {group.code: [] for group in figures.groups}
    for club in figures.clubs:
        for code in (club.commune.code, club.commune.parent_code):
            if code in found:
                found[code].append(club)
                break
    return {code: tuple(clubs) for code, clubs in found.items()}
