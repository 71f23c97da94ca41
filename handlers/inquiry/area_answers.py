"""What an area's figures say to a question in free words: sums of days, people, clubs in order.

Sums are counted by the database; of the clubs only those that are shown are looked up.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.catalogue_types import OFFICERS
from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.inquiry.area_asked import AnswerAbout, AreaAsked, days_of, named, say
from handlers.inquiry.area_flows import AreaFlows, ClubFlows, FlowsAsk
from handlers.inquiry.area_meetings import MEETINGS
from handlers.inquiry.area_parts import PARTS
from handlers.inquiry.area_reports import REPORTS
from handlers.inquiry.days import Days
from handlers.inquiry.flows import sides_meant
from handlers.inquiry.kinds import Inquiry
from handlers.inquiry.of_club import people_asked
from handlers.inquiry.people import AreaHeads, HeadsAsk
from handlers.inquiry.sizes import AreaSizes, ClubDaysKnown, DaysAsk, SizesAsk, names_of
from handlers.inquiry.whose import Whose
from handlers.officer.figures import share
from handlers.officer.heard import Heeded, Topic
from handlers.officer.months import as_of
from handlers.officer.places import COMMUNE, Area
from handlers.officer.queries import overdue, picture, why
from handlers.officer.scope import area_meant

WHOLE_MONTHS = ("month", "months", "year")


def _flow(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    asked, today, days = about.asked, caller.today, days_of(about, caller.today)
    if asked.categories or days.sort not in WHOLE_MONTHS:
        return say("by_club", area, today)
    if days.first > today:
        return Say("inquiry/club", "ahead", {"days": days, "today": today})
    found: AreaFlows = facts.get(AreaFlows, FlowsAsk(area.code, days.first, days.last))
    sums = {
        side: sum(getattr(flows, side) for flows in found.by_club.values()) for side in sides_meant(asked)
    }
    side, last = next(iter(sums)), min(days.last, today)
    moved = _in_order({club_id: getattr(flows, side) for club_id, flows in found.by_club.items()})
    return say(
        "flow", area, today, days=days, last=last, sums=sums, side=side, **named(moved, about, last, facts)
    )


def club_with(amount: int, asked: Inquiry, caller: Caller, facts: Facts) -> Whose | None:
    """The only club of the area asked about that has this sum on the list of its answer."""
    area = area_meant(asked.place or asked.club, caller, facts) if caller.roles & OFFICERS else None
    days = asked.days
    if not amount or not isinstance(area, Area) or days is None or days.sort not in WHOLE_MONTHS:
        return None
    found: AreaFlows = facts.get(AreaFlows, FlowsAsk(area.code, days.first, days.last))
    ids = [club_id for club_id, flows in found.by_club.items() if _has(amount, flows, asked)]
    if len(ids) != 1:
        return None
    names = names_of(ids, min(days.last, caller.today), facts)
    return next(
        (Whose(each.club_id, f"CLB {each.place}, {each.commune.title}") for each in names.values()), None
    )


def _has(amount: int, flows: ClubFlows, asked: Inquiry) -> bool:
    return amount in (getattr(flows, side) for side in sides_meant(asked))


def _heads(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    asked, today = about.asked, caller.today
    counted: AreaHeads = facts.get(AreaHeads, HeadsAsk(area.code, today, asked.age, asked.younger))
    people, heads = people_asked(asked), counted.all
    sized = _in_order({club_id: one.of(people["sex"]) for club_id, one in counted.by_club.items()})
    people |= {"percent": share(heads.of(people["sex"]), heads.roll) if "percent" in asked.tells else ""}
    lines = named(sized, about, today, facts)
    return say("heads", area, today, heads=heads, all=heads.roll, **people, **lines)


def _in_order(by_club: Mapping[int, int]) -> list[tuple[int, int]]:
    """The clubs by their number, most first, those without any left out."""
    return sorted(((club, size) for club, size in by_club.items() if size), key=lambda one: (-one[1], one[0]))


def _clubs(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """The clubs of the area, with how many belong to each; how many a larger area has is in its picture."""
    if area.kind != COMMUNE and "club_count" in about.asked.tells:
        return picture(Heeded(Topic.PICTURE, ""), area, caller, facts)
    sizes: AreaSizes = facts.get(AreaSizes, SizesAsk(area.code, caller.today, "crowd"))
    homes: Any = sorted(sizes.by_club.items())
    return say("clubs", area, caller.today, count=len(homes), **named(homes, about, caller.today, facts))


def _overdue(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    return overdue(Heeded(Topic.OVERDUE, about.words), area, caller, facts)


_MAY_BE_NOTHING = ("most_overdue", "most_lent")  # clubs without any are not the first of them


def _most(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """The clubs by what is asked about, the most or the least of it first."""
    what = about.asked.fund if about.asked.kind == "wealth" else ""
    what = what or about.asked.kind
    on = as_of(area.code, about.asked.month, caller.today).until
    sizes: AreaSizes = facts.get(AreaSizes, SizesAsk(area.code, on, what))
    least = bool(about.asked.tells & {"least", "few", "poor"})
    sized = [one for one in sizes.by_club.items() if one[1] or least or what not in _MAY_BE_NOTHING]
    sized.sort(key=lambda one: (one[1] if least else -one[1], one[0]))
    return say("most", area, caller.today, on=on, what=what, least=least, **named(sized, about, on, facts))


def _borrowers(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """What is lent, club by club; how many people borrow stands in the picture, and nobody's name here."""
    if about.asked.tells & {"member", "who"}:
        return picture(Heeded(Topic.PICTURE, "", month=about.asked.month), area, caller, facts)
    lent: AreaSizes = facts.get(AreaSizes, SizesAsk(area.code, caller.today, "most_lent"))
    sized, total = _in_order(lent.by_club), sum(lent.by_club.values())
    return say("lent", area, caller.today, total=total, **named(sized, about, caller.today, facts))


def _not_lending(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs of whose money nobody has any, by what they could lend."""
    today = caller.today
    lent: AreaSizes = facts.get(AreaSizes, SizesAsk(area.code, today, "most_lent"))
    held: AreaSizes = facts.get(AreaSizes, SizesAsk(area.code, today, "income_fund"))
    sized = sorted(((club, held.by_club.get(club, 0)) for club, out in lent.by_club.items() if not out))
    show = {"count": len(sized), "clubs": len(lent.by_club)}
    return say("not_lending", area, today, **show, **named(sized, about, today, facts))


def _joined(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """How many came into the clubs in these days: numbers, no names."""
    days = days_of(about, caller.today)
    last = min(days.last, caller.today)
    new: AreaSizes = facts.get(AreaSizes, SizesAsk(area.code, last, "joined", days.first))
    show = {"count": sum(new.by_club.values()), "days": days, "last": last}
    return say("joined", area, caller.today, **show, **named(_in_order(new.by_club), about, last, facts))


def _founded(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs founded in these days, this year where none are named; the newest first."""
    today = caller.today
    days = about.asked.days or Days(date(today.year, 1, 1), date(today.year, 12, 31), "year")
    last = min(days.last, today)
    known: ClubDaysKnown = facts.get(ClubDaysKnown, DaysAsk(area.code, last, "founded"))
    new = [(club, day) for club, day in known.by_club.items() if day is not None and day >= days.first]
    new.sort(key=lambda one: (-one[1].toordinal(), one[0]))
    show = {"count": len(new), "days": days, "last": last}
    return say("founded", area, today, **show, **named(new, about, last, facts))


def _gap(_: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    return why(Heeded(Topic.WHY, f"kiểm quỹ lệch {area.title}"), caller, facts)


ANSWERS: Mapping[str, AnswerAbout] = {
    "flow": _flow,
    "heads": _heads,
    "clubs": _clubs,
    "overdue": _overdue,
    "borrowers": _borrowers,
    "not_lending": _not_lending,
    "joined": _joined,
    "founded": _founded,
    "gap": _gap,
    "most_spent": _flow,
    "crowd": _most,
    "wealth": _most,
    "most_overdue": _most,
    "most_lent": _most,
    **REPORTS,
    **MEETINGS,
    **PARTS,
}
