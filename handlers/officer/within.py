"""Officers' questions are answered about one area, within their own, and about today or a month gone by."""

from collections.abc import Callable
from dataclasses import replace

from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.officer.figures import AreaFigures, AreaPeople
from handlers.officer.heard import Heeded
from handlers.officer.months import as_of, month_named
from handlers.officer.places import Area
from handlers.officer.scope import Elsewhere, area_meant
from handlers.officer.sums import AreaWeek
from handlers.report.periods import month_of

PAGE = "officer/queries"
AnswerAbout = Callable[[Heeded, Area, Caller, Facts], Say]
Count = Callable[[Heeded, Area, Caller, Facts], int]


def figures_of(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> AreaFigures:
    """The area as it stands today, or stood at the end of the month that is asked about."""
    figures: AreaFigures = facts.get(AreaFigures, as_of(area.code, asked.month, caller.today))
    return figures


def sums_of_day(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> AreaWeek:
    """The same as sums: what a nation of ten thousand clubs is asked for first."""
    week: AreaWeek = facts.get(AreaWeek, as_of(area.code, asked.month, caller.today))
    return week


def people_of(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> AreaPeople:
    """The people of the area's clubs on that day."""
    people: AreaPeople = facts.get(AreaPeople, as_of(area.code, asked.month, caller.today))
    return people


def count_lines(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> int:
    """How many clubs the area has, for answers that look at each of them."""
    return len(figures_of(asked, area, caller, facts).clubs)


def count_clubs(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> int:
    """The same for answers that speak of sums only."""
    return sums_of_day(asked, area, caller, facts).sums.clubs


def within_scope(
    answer: AnswerAbout, shown: Area | None = None, count: Count = count_lines
) -> Callable[[Heeded, Caller, Facts], Say]:
    """Answers about the area that is meant (`shown` where none is named), if the officer looks after it."""

    def answered(asked: Heeded, caller: Caller, facts: Facts) -> Say:
        area = area_meant(asked.words, caller, facts, shown)
        if area is None:
            return Say(PAGE, "no_area")
        if isinstance(area, Elsewhere):
            return Say(PAGE, "elsewhere", {"own": area.own})
        told = asked if asked.month else replace(asked, month=month_named(asked.words, caller.today))
        if not count(replace(told, month=""), area, caller, facts):
            return Say(PAGE, "no_clubs", {"area": area})
        return no_books(told.month, area, caller, facts) or answer(told, area, caller, facts)

    return answered


def no_books(month: str, area: Area, caller: Caller, facts: Facts) -> Say | None:
    """What is said of a month that has not begun, or that no club of the area has anything written for."""
    if not month or month == month_of(caller.today):
        return None
    show = {"area": area, "month": month, "today": caller.today}
    if month > month_of(caller.today):
        return Say(PAGE, "not_begun", show)
    week: AreaWeek = facts.get(AreaWeek, as_of(area.code, month, caller.today))
    return None if is_known(week) else Say(PAGE, "no_books", show)


def is_known(week: AreaWeek) -> bool:
    """Whether anything was written or filed by then: before it clubs had no books with us."""
    sums = week.sums
    return bool(sums.total or sums.lent or sums.filing.part or sums.clubs_met)
