"""The weekly digest as parts to be worded: a commune gets one message, a province and the nation two.

Two lines when nothing changed. Lists are cut where a message would grow beyond what a phone shows at once.
"""

from dataclasses import dataclass
from typing import Any

from handlers.decision import Say
from handlers.officer.club_line import ClubLine, Reach, Standing
from handlers.officer.figures import AreaFigures, share
from handlers.officer.flags import Flag, Praise, flagged, grouped, praise
from handlers.officer.places import COMMUNE, Area

PAGE = "officer/digest"
NAMES_BUDGET = 105  # letters of a line that lists clubs
SLOWEST = 3
_STATE_LETTERS = 23  # room for " (Zalo không nhận tin); "


@dataclass(frozen=True, slots=True)
class AreaDigest:
    """The figures of one area and what is said about them."""

    figures: AreaFigures
    parts: tuple[Say, ...]


@dataclass(frozen=True, slots=True)
class Slow:
    """A part of the area that has most reports still to come."""

    area: Area
    filed: int
    clubs: int


def digest(figures: AreaFigures) -> AreaDigest:
    """What the officers of the area are told on Monday morning."""
    show = _show(figures)
    return AreaDigest(figures, tuple(Say(PAGE, block, show) for block in _blocks(figures)))


def is_quiet(figures: AreaFigures) -> bool:
    """Whether the week changed nothing: no entry, meeting, filing, and no loan that became overdue in it."""
    week = (figures.monday, figures.until)
    return not any(
        club.entries
        or club.gatherings
        or (club.filing is not None and week[0] <= club.filing.filed_on <= figures.on)
        or (club.overdue.since is not None and week[0] <= club.overdue.since <= week[1])
        for club in figures.clubs
    )


def _blocks(figures: AreaFigures) -> tuple[str, ...]:
    if not figures.clubs:
        return ("empty",)
    if is_quiet(figures):
        return ("quiet",)
    if figures.area.kind == COMMUNE:
        return ("commune",)
    return ("area", "look") if flagged(figures) or praise(figures) else ("area",)


def _show(figures: AreaFigures) -> dict[str, Any]:
    held, found = figures.gatherings, flagged(figures)
    listed = shorten(figures.missing)
    return {
        "area": figures.area,
        "monday": figures.monday,
        "until": figures.until,
        "on": figures.on,
        "so_far": figures.on <= figures.until,
        "period": figures.period,
        "due_on": figures.due_on,
        "past_due": figures.past_due,
        "clubs": len(figures.clubs),
        "filed": len(figures.filed),
        "missing": listed,
        "missing_more": len(figures.missing) - len(listed),
        "standing": {state.value: len(figures.standing(state)) for state in Standing},
        "slowest": slowest(figures),
        "total": figures.total,
        "change": figures.change,
        "lent": figures.lent,
        "overdue": figures.overdue,
        "overdue_share": share(figures.overdue, figures.lent),
        "meetings": len({club.club_id for club in figures.clubs if club.gatherings}),
        "present": sum(meeting.present for meeting in held),
        "invited": sum(meeting.members for meeting in held),
        "flags": {flag.value: len(found.get(flag, ())) for flag in Flag},
        "any_flag": bool(found),
        "call": call_first(figures),
        "praise": praise(figures),
    }


def shorten(clubs: tuple[ClubLine, ...], budget: int = NAMES_BUDGET) -> tuple[ClubLine, ...]:
    """As many clubs as fit into one line, at least one."""
    kept: list[ClubLine] = []
    for club in clubs:
        budget -= len(club.short) + _STATE_LETTERS
        if kept and budget < 0:
            break
        kept.append(club)
    return tuple(kept)


def call_first(figures: AreaFigures) -> ClubLine | None:
    """The club to ring: one no message reaches, else one with overdue loans above 5 %, else the latest."""
    unreachable = figures.standing(Standing.UNREACHABLE)
    refused = [c for c in unreachable if c.contact is not None and c.contact.reach is Reach.BLOCKED]
    at_risk = flagged(figures).get(Flag.OVERDUE, ())
    late = figures.missing if figures.past_due else ()
    return next(iter((*refused, *unreachable, *at_risk, *late)), None)


def slowest(figures: AreaFigures) -> tuple[Slow, ...]:
    """The parts of the area with most reports missing, at most three."""
    parts, of_group = [], grouped(figures)
    for group in figures.groups:
        clubs = of_group[group.code]
        filed = sum(1 for club in clubs if club.standing is Standing.FILED)
        if filed < len(clubs):
            parts.append(Slow(group, filed, len(clubs)))
    return tuple(sorted(parts, key=lambda slow: (slow.filed - slow.clubs, slow.area.name))[:SLOWEST])


__all__ = ["AreaDigest", "Praise", "Slow", "call_first", "digest", "is_quiet", "shorten", "slowest"]
