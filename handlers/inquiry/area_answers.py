"""What an area's figures say to a question in free words: sums of days, people, clubs in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.catalogue_types import OFFICERS
from handlers.decision import Caller, Say
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.inquiry.area_flows import AreaFlows, ClubFlows, FlowsAsk
from handlers.inquiry.days import days_meant
from handlers.inquiry.flows import sides_meant
from handlers.inquiry.kinds import Inquiry
from handlers.inquiry.of_club import people_asked
from handlers.inquiry.people import AreaHeads, HeadsAsk
from handlers.inquiry.whose import Whose
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import AreaFigures, AreaPeople
from handlers.officer.heard import Heeded, Topic
from handlers.officer.months import filings_of
from handlers.officer.places import COMMUNE, Area
from handlers.officer.queries import missing, overdue, picture, why
from handlers.officer.scope import area_meant
from handlers.officer.within import figures_of, people_of
from handlers.report.periods import first_day, month_of

PAGE = "inquiry/area"
WHOLE_MONTHS = ("month", "months", "year")
_TODAY = Heeded(Topic.PICTURE, "")
Worth = Callable[[ClubLine, AreaPeople], int]


@dataclass(frozen=True, slots=True)
class AreaAsked:
    """A question about an area, with its words for the places they name."""

    asked: Inquiry
    words: str


def _flow(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    asked, today = about.asked, caller.today
    days = asked.days or days_meant(frozenset({"this_month"}), None, today)
    if asked.categories or days is None or days.sort not in WHOLE_MONTHS:
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
    if not amount or not isinstance(area, Area) or days is None or days.sort not in WHOLE_MONTHS:
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
    clubs, people = figures_of(_TODAY, area, caller, facts).clubs, people_asked(asked)
    here = (club for club in clubs if club.club_id in counted.by_club)
    sized = [(club, counted.by_club[club.club_id].of(people["sex"])) for club in here]
    sized = [one for one in sized if one[1]]
    sized.sort(key=lambda one: (-one[1], one[0].club_id))
    return _say("heads", area, today, heads=counted.all, all=everyone, **people, **_listed(sized))


def _due(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """By when the month's reports are due here, and how many are in."""
    figures: AreaFigures = facts.get(AreaFigures, filings_of(area.code, about.asked.month, caller.today))
    rate = figures.filing
    return _say("due", area, caller.today, figures=figures, filed=rate.part, expected=rate.whole)


def _met(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs that met in the month that is meant, or this one, as far as their last meeting tells."""
    figures = figures_of(_TODAY, area, caller, facts)
    first = _first_meant(about, caller)
    met = [club for club in figures.clubs if club.last_met is not None and club.last_met >= first]
    show = {"count": len(met), "clubs": len(figures.clubs), "first": first}
    return _say("met", area, caller.today, **show, **_listed(met))


def _filed(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs whose report of the month is in."""
    figures: AreaFigures = facts.get(AreaFigures, filings_of(area.code, about.asked.month, caller.today))
    show = {"count": len(figures.filed), "expected": figures.filing.whole, "figures": figures}
    return _say("filed", area, caller.today, **show, **_listed(list(figures.filed)))


def _clubs(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """The clubs of the area, with how many belong to each; how many a larger area has is in its picture."""
    if area.kind != COMMUNE and "club_count" in about.asked.tells:
        return picture(_TODAY, area, caller, facts)
    clubs, people = figures_of(_TODAY, area, caller, facts).clubs, people_of(_TODAY, area, caller, facts)
    sized = [(club, _WORTH["crowd"](club, people)) for club in clubs]
    return _say("clubs", area, caller.today, count=len(clubs), **_listed(sized))


def _overdue(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    return overdue(Heeded(Topic.OVERDUE, about.words), area, caller, facts)


def _long_not_met(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    return why(Heeded(Topic.WHY, "hai tháng chưa họp"), caller, facts)


def _report(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    return missing(Heeded(Topic.MISSING, about.words, month=about.asked.month), area, caller, facts)


def _first_meant(about: AreaAsked, caller: Caller) -> date:
    return about.asked.days.first if about.asked.days else first_day(month_of(caller.today))


def _not_met(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs without a meeting in the month that is meant, this one where none is."""
    figures = figures_of(_TODAY, area, caller, facts)
    first = _first_meant(about, caller)
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
    counted, worth = about.asked.kind == "crowd", _WORTH[about.asked.kind]
    people = people_of(_TODAY, area, caller, facts) if counted else AreaPeople()
    least = bool(about.asked.tells & {"least", "few", "poor"})
    sized = [(club, worth(club, people)) for club in figures.clubs]
    sized = [one for one in sized if one[1] or least or about.asked.kind not in _MAY_BE_NOTHING]
    sized.sort(key=lambda one: (one[1] if least else -one[1], one[0].club_id))
    return _say("most", area, caller.today, what=about.asked.kind, least=least, **_listed(sized))


ANSWERS: Mapping[str, Callable[[AreaAsked, Area, Caller, Facts], Say]] = {
    "flow": _flow,
    "heads": _heads,
    "report": _report,
    "report_due": _due,
    "met": _met,
    "filed": _filed,
    "clubs": _clubs,
    "overdue": _overdue,
    "long_not_met": _long_not_met,
    "most_spent": _flow,
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
