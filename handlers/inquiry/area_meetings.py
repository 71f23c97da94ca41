"""Which clubs of an area met, and which did not, in the days a question in free words names."""

from collections.abc import Mapping
from datetime import date

from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.inquiry.area_asked import AnswerAbout, AreaAsked, days_of, named, say
from handlers.inquiry.days import Days
from handlers.inquiry.sizes import AreaTurnout, ClubDaysKnown, DaysAsk, Turnout, TurnoutAsk
from handlers.officer.figures import share
from handlers.officer.heard import Heeded, Topic
from handlers.officer.places import Area
from handlers.officer.queries import why


def _met(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs that met in these days, this month where none are named."""
    days, last, clubs = _by_the_end(about, area, caller, facts)
    met = sorted((club, held) for club, held in clubs.items() if held is not None and held >= days.first)
    show = {"count": len(met), "clubs": len(clubs), "days": days, "last": last}
    return say("met", area, caller.today, **show, **named(met, about, last, facts))


def _not_met(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """Clubs without a meeting in these days, those that met longest ago first."""
    days, last, clubs = _by_the_end(about, area, caller, facts)
    waiting = [(club, held) for club, held in clubs.items() if held is None or held < days.first]
    waiting.sort(key=lambda one: (one[1] or date.min, one[0]))
    show = {"count": len(waiting), "clubs": len(clubs), "days": days, "last": last}
    return say("not_met", area, caller.today, **show, **named(waiting, about, last, facts))


def _by_the_end(
    about: AreaAsked, area: Area, caller: Caller, facts: Facts
) -> tuple[Days, date, dict[int, date | None]]:
    """The days, the last of them that has come, and each club's last meeting by then."""
    days = days_of(about, caller.today)
    last = min(days.last, caller.today)
    found: ClubDaysKnown = facts.get(ClubDaysKnown, DaysAsk(area.code, last))
    return days, last, found.by_club


def _long_not_met(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    return why(Heeded(Topic.WHY, "hai tháng chưa họp"), caller, facts)


def _turnout(about: AreaAsked, area: Area, caller: Caller, facts: Facts) -> Say:
    """How many came to the meetings of these days, the fullest first, or the emptiest where that is asked."""
    days = days_of(about, caller.today)
    last = min(days.last, caller.today)
    found: AreaTurnout = facts.get(AreaTurnout, TurnoutAsk(area.code, days.first, last))
    sign = 1 if about.asked.tells & {"few", "least", "absent"} else -1
    called = {club: one for club, one in found.by_club.items() if one.invited}
    lines = sorted(called.items(), key=lambda one: (sign * one[1].present / one[1].invited, one[0]))
    held = found.by_club.values()
    total = Turnout(*(sum(counts) for counts in zip(*held, strict=True))) if held else Turnout(0, 0, 0)
    show = {"total": total, "share": share(total.present, total.invited), "days": days, "last": last}
    return say("turnout", area, caller.today, **show, **named(lines, about, last, facts))


MEETINGS: Mapping[str, AnswerAbout] = {
    "met": _met,
    "not_met": _not_met,
    "long_not_met": _long_not_met,
    "absent": _turnout,
    "turnout": _turnout,
}
