"""The weekly digest as parts to be worded: a commune gets one message, a province and the nation two.

Two lines when nothing changed. Lists are cut where a message would grow beyond what a phone shows at once.
"""

from dataclasses import dataclass
from typing import Any

from handlers.decision import Say
from handlers.money import digits
from handlers.officer.club_line import ClubLine, Reach, Standing
from handlers.officer.figures import AreaFigures, share
from handlers.officer.flags import Flag, Praise, earlier_club, flagged
from handlers.officer.places import COMMUNE, Area
from handlers.officer.sums import AreaSums, sums_of

PAGE = "officer/digest"
TELEPHONE = 350  # letters of one message
SLOWEST = 3
LOOKED_AT = 2
_BARE_LETTERS = 180  # of a commune's message without names and amounts, none of its numbers short
_STATE_LETTERS = 23  # room for " (Zalo không nhận tin); "
_CALL_LETTERS, _LOOK_LETTERS, _PRAISE_LETTERS = 27, 26, 33  # of these sentences, without the names
_AREA_LETTERS = 205  # of a province's message without names and amounts, "Còn nữa" and its title with it
_SLOW_LETTERS, _COUNT_LETTERS = 76, 9  # of the places in one line; " 120/400,"
_DAY_LETTERS = 11  # ", hạn 10/12"
_RESTING_LETTERS = 26  # "; 12 CLB không đến kỳ họp"


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
    clubs: int  # of which a report is expected


def digest(figures: AreaFigures) -> AreaDigest:
    """What the officers of the area are told on Monday morning."""
    sums = sums_of(figures)
    if figures.area.kind == COMMUNE:
        show = _show(figures, sums) | _of_clubs(figures)
        return AreaDigest(figures, (Say(PAGE, _only_block(sums) or "commune", show),))
    return AreaDigest(figures, digest_of_sums(figures, sums))


def digest_of_sums(week: AreaFigures, sums: AreaSums) -> tuple[Say, ...]:
    """The same words for a province or the nation; of `week` only the area and the days are looked at."""
    best = _part_ahead(sums)
    show = _show(week, sums) | {"slowest": slowest(sums, _room_for_places(week, sums)), "praise": best}
    only = _only_block(sums)
    blocks = (only,) if only else ("area", "look") if any(sums.flags.values()) or best else ("area",)
    return tuple(Say(PAGE, block, show) for block in blocks)


def _only_block(sums: AreaSums) -> str:
    if not sums.clubs:
        return "empty"
    return "quiet" if sums.quiet else ""


def _show(week: AreaFigures, sums: AreaSums) -> dict[str, Any]:
    return {
        "area": week.area,
        "monday": week.monday,
        "until": week.until,
        "on": week.on,
        "so_far": week.on <= week.until,
        "period": week.period,
        "due_on": week.due_on,
        "past_due": week.past_due,
        "filed": sums.filing.part,
        "expected": sums.filing.whole,
        "resting": sums.standing[Standing.NOT_EXPECTED],
        "standing": {state.value: count for state, count in sums.standing.items()},
        "total": sums.total,
        "change": sums.change,
        "lent": sums.lent,
        "overdue": sums.overdue,
        "overdue_share": share(sums.overdue, sums.lent),
        "meetings": sums.clubs_met,
        "present": sums.present,
        "invited": sums.invited,
        "flags": {flag.value: count for flag, count in sums.flags.items()},
        "any_flag": any(sums.flags.values()),
    }


def _of_clubs(figures: AreaFigures) -> dict[str, Any]:
    """What only a commune's digest says: it names clubs, as many as one message has room for."""
    call, look, missing = call_first(figures), to_look_at(figures), figures.missing
    room = _room(figures) - (len(call.short) + _CALL_LETTERS if call else 0) - (_LOOK_LETTERS if look else 0)
    first = _letters(missing[0]) if missing else 0
    looked = shorten(tuple(club for club, _ in look), room - first)[:LOOKED_AT]
    room -= sum(_letters(club) for club in looked)
    listed = shorten(missing, max(room, first))
    room -= sum(_letters(club) for club in listed)
    praise = earlier_club(figures)
    return {
        "missing": listed,
        "missing_more": len(missing) - len(listed),
        "call": call,
        "look": look[: len(looked)],
        "look_more": len(look) - len(looked),
        "praise": praise if praise and len(praise.name) + _PRAISE_LETTERS <= room else None,
    }


def _room(figures: AreaFigures) -> int:
    """Letters left for names where the lines of a commune's message hold only their figures."""
    amounts = (figures.total, figures.change, figures.lent, figures.overdue)
    bare = _BARE_LETTERS + (_RESTING_LETTERS if figures.standing(Standing.NOT_EXPECTED) else 0)
    return TELEPHONE - bare - len(figures.area.title) - sum(len(digits(each)) for each in amounts)


def to_look_at(figures: AreaFigures) -> tuple[tuple[ClubLine, Flag], ...]:
    """Each club that has a flag, once, with the gravest: money counted short before loans, before silence."""
    found = flagged(figures)
    gravest: dict[int, tuple[ClubLine, Flag]] = {}
    for flag in (Flag.GAP, Flag.TEN_TIMES, Flag.OVERDUE, Flag.NO_MEETING):
        for club in found.get(flag, ()):
            gravest.setdefault(club.club_id, (club, flag))
    return tuple(gravest.values())


def _part_ahead(sums: AreaSums) -> Praise | None:
    """The part of the area with most reports more than a month ago at this distance from the due day."""
    return next((Praise(area.title, more=more) for area, more in parts_ahead(sums)), None)


def parts_ahead(sums: AreaSums) -> list[tuple[Area, int]]:
    """The parts with so many reports more than a month ago at this distance from the due day, most first."""
    ahead = ((part.area, part.sent - part.sent_then) for part in sums.parts)
    more = sorted((one for one in ahead if one[1] > 0), key=lambda one: one[0].code, reverse=True)
    return sorted(more, key=lambda one: -one[1])


def shorten(clubs: tuple[ClubLine, ...], budget: int) -> tuple[ClubLine, ...]:
    """As many clubs, with what is said of each, as there is room for."""
    kept: list[ClubLine] = []
    for club in clubs:
        budget -= _letters(club)
        if budget < 0:
            break
        kept.append(club)
    return tuple(kept)


def _letters(club: ClubLine) -> int:
    return len(club.short) + _STATE_LETTERS + (_DAY_LETTERS if club.extended else 0)


def call_first(figures: AreaFigures) -> ClubLine | None:
    """The club to ring: one no message reaches, else one whose report is late."""
    unreachable = figures.standing(Standing.UNREACHABLE)
    refused = [c for c in unreachable if c.contact is not None and c.contact.reach is Reach.BLOCKED]
    late = (club for club in figures.missing if figures.is_late(club))
    return next(iter((*refused, *unreachable, *late)), None)


def _room_for_places(week: AreaFigures, sums: AreaSums) -> int:
    """Letters left for the slow places' line where all the others hold their figures and nothing else."""
    amounts = (sums.total, sums.change, sums.lent, sums.overdue, sums.present, sums.invited, sums.clubs_met)
    counts = (*sums.standing.values(), sums.clubs, sums.clubs)
    written = sum(len(digits(each)) for each in (*amounts, *counts))
    written += _RESTING_LETTERS if sums.standing[Standing.NOT_EXPECTED] else 0
    return min(_SLOW_LETTERS, TELEPHONE - _AREA_LETTERS - 2 * len(week.area.title) - written)


def slowest(sums: AreaSums, room: int = _SLOW_LETTERS) -> tuple[Slow, ...]:
    """The parts of the area with most reports missing: at most three, as many as there is room for."""
    slow = [Slow(part.area, part.filed, part.expected) for part in sums.parts if part.filed < part.expected]
    most = sorted(slow, key=lambda slow: (slow.filed - slow.clubs, slow.area.name))[:SLOWEST]
    while most and sum(len(each.area.bare) + _COUNT_LETTERS for each in most) > room:
        most.pop()
    return tuple(most)
