"""Officers' questions in words of their own about an area: sums of days, people, which club has most.

Answered at once within the officer's areas. What only a club can say is left to the talk that asks which.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.catalogue_types import OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.inquiry.area_flows import AreaFlows, ClubFlows, FlowsAsk
from handlers.inquiry.flows import sides_meant
from handlers.inquiry.kinds import Inquiry, hear_inquiry
from handlers.inquiry.of_club import people_asked
from handlers.inquiry.people import AreaHeads, HeadsAsk
from handlers.inquiry.whose import Whose
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import AreaFigures, AreaPeople
from handlers.officer.heard import Heeded, Topic
from handlers.officer.places import COMMUNE, Area, named_area
from handlers.officer.queries import missing
from handlers.officer.scope import area_meant, areas_within
from handlers.officer.within import figures_of, people_of, within_scope
from handlers.report.periods import first_day, month_of

PAGE = "inquiry/area"
_TODAY = Heeded(Topic.PICTURE, "")
Worth = Callable[[ClubLine, AreaPeople], int]


@dataclass(frozen=True, slots=True)
class AreaAsked:
    """A question about an area, with its words for the places they name."""

    asked: Inquiry
    words: str


def hears_area(words: str, caller: Caller) -> AreaAsked | None:
    """A question no single club is named in, of which an area has an answer."""
    asked = hear_inquiry(words, caller.today)
    return AreaAsked(asked, words) if asked is not None and asks_area(asked, caller) else None


def asks_area(asked: Inquiry, caller: Caller) -> bool:
    """Whether an officer asks it about an area."""
    return bool(caller.roles & OFFICERS) and not asked.club and asked.kind in _ANSWERS


def of_area(about: AreaAsked, caller: Caller, facts: Facts) -> Say | None:
    """Its answer; None where words nobody knows are no area's name: a club may be meant."""
    asked = about.asked
    if asked.loose and named_area(asked.loose, areas_within(caller, facts)) is None:
        return None
    where = "cả nước" if "nation" in asked.tells else asked.place or asked.loose

    def answered(_: Heeded, area: Area, who: Caller, known: Facts) -> Say:
        return _ANSWERS[asked.kind](about, area, who, known)

    return within_scope(answered)(Heeded(Topic.PICTURE, where), caller, facts)


def _flow(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    asked, today = about.asked, caller.today
    days = asked.days
    if asked.categories or days is None or days.sort not in ("month", "year"):
        return Say(PAGE, "by_club")
    if days.first > today:
        return Say("inquiry/club", "ahead", {"days": days, "today": today})
    found: AreaFlows = facts.get(AreaFlows, FlowsAsk(area.code, days.first, days.last))
    clubs = figures_of(_TODAY, area, caller, facts).clubs
    sums = {
        side: sum(getattr(flows, side) for flows in found.by_club.values()) for side in sides_meant(asked)
    }
    side = next(iter(sums))
    sized = [(club, getattr(found.by_club.get(club.club_id, ClubFlows()), side)) for club in clubs]
    moved = sorted((one for one in sized if one[1]), key=lambda one: (-one[1], one[0].club_id))
    show = {"days": days, "last": min(days.last, today), "sums": sums, "side": side, "clubs": len(clubs)}
    return _say("flow", area, today, **show, **_listed(moved))


def club_with(amount: int, asked: Inquiry, caller: Caller, facts: Facts) -> Whose | None:
    """The only club of the area asked about that has this sum on the list of its answer."""
    area = area_meant(asked.place or asked.club, caller, facts) if caller.roles & OFFICERS else None
    days = asked.days
    if not amount or not isinstance(area, Area) or days is None or days.sort not in ("month", "year"):
        return None
    found: AreaFlows = facts.get(AreaFlows, FlowsAsk(area.code, days.first, days.last))
    sides = sides_meant(asked)
    ids = [
        club_id for club_id, flows in found.by_club.items() if amount in (getattr(flows, s) for s in sides)
    ]
    clubs = [club for club in figures_of(_TODAY, area, caller, facts).clubs if ids == [club.club_id]]
    return Whose(clubs[0].club_id, f"CLB {clubs[0].place}, {clubs[0].commune.title}") if clubs else None


def _heads(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    asked, today = about.asked, caller.today
    ask = HeadsAsk(area.code, today, asked.age, asked.younger)
    counted: AreaHeads = facts.get(AreaHeads, ask)
    everyone = people_of(_TODAY, area, caller, facts).all.members
    clubs = figures_of(_TODAY, area, caller, facts).clubs
    people = people_asked(asked)
    sized = [
        (club, counted.by_club[club.club_id].of(people["sex"]))
        for club in clubs
        if club.club_id in counted.by_club
    ]
    sized.sort(key=lambda one: (-one[1], one[0].club_id))
    return _say("heads", area, today, heads=counted.all, all=everyone, **people, **_listed(sized))


def _report(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    days = about.asked.days
    month = days.period if days is not None and days.sort == "month" else ""
    return missing(Heeded(Topic.MISSING, about.words, month=month), area, caller, facts)


def _not_met(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs without a meeting in the month that is meant, this one where none is."""
    figures = figures_of(_TODAY, area, caller, facts)
    first = about.asked.days.first if about.asked.days else first_day(month_of(caller.today))
    waiting = [club for club in figures.clubs if club.last_met is None or club.last_met < first]
    waiting.sort(key=lambda club: (club.last_met or date.min, club.club_id))
    show = {"count": len(waiting), "clubs": len(figures.clubs), "first": first}
    return _say("not_met", area, caller.today, **show, **_listed(waiting))


_WORTH: Mapping[str, Worth] = {
    "crowd": lambda club, people: (
        people.by_club[club.club_id].members if club.club_id in people.by_club else 0
    ),
    "wealth": lambda club, _: club.total,
    "most_overdue": lambda club, _: club.overdue.amount,
    "most_lent": lambda club, _: club.income.lent + club.activity.lent,
}


_MAY_BE_NOTHING = ("most_overdue", "most_lent")  # clubs without any are not the first of them


def _most(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """The clubs by what is asked about, the most or the least of it first."""
    figures: AreaFigures = figures_of(_TODAY, area, caller, facts)
    people, worth = people_of(_TODAY, area, caller, facts), _WORTH[about.asked.kind]
    least = bool(about.asked.tells & {"least", "few", "poor"})
    sized = [(club, worth(club, people)) for club in figures.clubs]
    sized = [one for one in sized if one[1] or least or about.asked.kind not in _MAY_BE_NOTHING]
    sized.sort(key=lambda one: (one[1] if least else -one[1], one[0].club_id))
    return _say("most", area, caller.today, what=about.asked.kind, least=least, **_listed(sized))


_ANSWERS: Mapping[str, Callable[[AreaAsked, Area, Caller, Facts], Say]] = {
    "flow": _flow,
    "heads": _heads,
    "report": _report,
    "not_met": _not_met,
    "crowd": _most,
    "wealth": _most,
    "most_overdue": _most,
    "most_lent": _most,
}


def _say(block: str, area: Area, today: date, **show: Any) -> Say:
    known = {"area": area, "today": today, "names": area.kind != COMMUNE}
    return Say(PAGE, block, {**known, **show})


def _listed(lines: list[Any]) -> dict[str, Any]:
    return {"listed": Pages(tuple(lines)), "any": bool(lines)}


OF_AREA = Query("inquiry.area", hears_area, of_area, OFFICERS)
