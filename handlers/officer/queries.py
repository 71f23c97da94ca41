"""Officers' questions that are answered at once, within their areas: the picture, sums, lists, comparisons.

Every answer says which day it speaks of.
"""

from collections.abc import Callable
from dataclasses import replace
from operator import ge, gt, le, lt
from typing import Any

from handlers.catalogue_types import OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.officer import heard
from handlers.officer.calls import calls
from handlers.officer.club_figures import photos_asked
from handlers.officer.club_fund import ClubShown
from handlers.officer.figures import AreaFigures, AreaPeople, share
from handlers.officer.heard import Heeded, Topic
from handlers.officer.heard_names import (
    hear_approval,
    hear_calls,
    hear_code,
    hear_report,
    hear_targets,
)
from handlers.officer.lately import lately
from handlers.officer.months import a_month_before, as_of, filings_of, month_alone
from handlers.officer.places import COMMUNE, Area
from handlers.officer.reports import approval, filed_report, of_month, report_code, targets
from handlers.officer.scope import areas_within
from handlers.officer.why import explain
from handlers.officer.within import (
    PAGE,
    AnswerAbout,
    count_clubs,
    figures_of,
    no_books,
    people_of,
    sums_of_day,
    within_scope,
)

_LEAST = -(10**15)
_BOUNDS: dict[str, Callable[[int, int], bool]] = {"from": ge, "over": gt, "under": lt, "up_to": le}


def picture(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> Say:
    """All that a chairman on the telephone may ask (golden C2)."""
    found = sums_of_day(asked, area, caller, facts)
    people = people_of(asked, area, caller, facts).all
    women_share = share(people.elder_women, people.elders)
    return _say("picture", found.week, sums=found.sums, people=people, women_share=women_share)


def above(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> Say:
    """How many clubs' income funds lie from, over, under or up to an amount, and which."""
    figures = figures_of(asked, area, caller, facts)
    fits, amount = _BOUNDS[asked.bound], asked.amount
    reached = [club for club in figures.with_fund(_LEAST) if fits(club.income.total, amount)]
    return _say(
        "above",
        figures,
        amount=amount,
        bound=asked.bound,
        count=len(reached),
        clubs=len(figures.clubs),
        listed=Pages(tuple(reached)),
    )


def overdue(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> Say:
    """Loans past their day, by club, largest first."""
    figures = figures_of(asked, area, caller, facts)
    owing = sorted(
        (club for club in figures.clubs if club.overdue.count),
        key=lambda club: (-club.overdue.amount, club.club_id),
    )
    return _say(
        "overdue",
        figures,
        count=figures.overdue_count,
        amount=figures.overdue,
        lent=figures.lent,
        part=share(figures.overdue, figures.lent),
        listed=Pages(tuple(owing)),
    )


def compare(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> Say:
    """Today beside the end of last month or year, or a month gone by beside the one before it."""
    last_year = f"{caller.today.year - 1}-12" if heard.with_last_year(asked.words) else ""
    if unknown := no_books(last_year, area, caller, facts):
        return unknown
    then_ask = as_of(area.code, last_year, caller.today)
    if not last_year:
        then_ask = a_month_before(area.code, asked.month, caller.today)
    then: AreaFigures = facts.get(AreaFigures, then_ask)
    people_then: AreaPeople = facts.get(AreaPeople, then_ask)
    return _say(
        "compare",
        figures_of(asked, area, caller, facts),
        then=then,
        members=people_of(asked, area, caller, facts).all.members,
        members_then=people_then.all.members,
    )


def missing(asked: Heeded, area: Area, caller: Caller, facts: Facts) -> Say:
    """Who has not filed, this month or the one named, for readers: the list without the offer to remind."""
    figures: AreaFigures = facts.get(AreaFigures, filings_of(area.code, asked.month, caller.today))
    listed = Pages(figures.missing)
    return _say("missing", figures, count=len(figures.missing), clubs=figures.filing.whole, listed=listed)


def why(asked: Heeded, caller: Caller, facts: Facts) -> Say:
    """ "Vì sao 2/4": the clubs, and for a club the entries, behind a figure of the area shown last."""
    before = lately(areas_within(caller, facts), caller, facts)

    def unfolded(about: Heeded, area: Area, _: Caller, __: Facts) -> Say:
        return explain(about.words, area, caller, facts, before)

    return within_scope(unfolded, before.area)(asked, caller, facts)


def other_month(month: str, caller: Caller, facts: Facts) -> Say | None:
    """ "tháng 10 thì sao": what was asked last, about that month; None where nothing was."""
    before = lately(areas_within(caller, facts), caller, facts)
    if before.club:
        return of_month(before.club, month, caller, facts)
    if before.asked is None:
        return None
    asked = replace(before.asked, month=month, words="")  # the area is what was shown last
    return within_scope(_ANSWERS[asked.topic], before.area)(asked, caller, facts)


def _seen(said: Say) -> tuple[ClubShown, ...]:
    """Looking at a club's funds leaves a trace, whatever the month."""
    return (ClubShown(said.show["sheet"]),) if "sheet" in said.show else ()


def _hear_month(words: str, caller: Caller) -> str | None:
    return month_alone(words, caller.today) or None


def follow_up(asked: Heeded, caller: Caller, facts: Facts) -> Say:
    """ "còn xã Sơn Dương thì sao": what was asked last, about that place; its picture where nothing was."""
    before = lately(areas_within(caller, facts), caller, facts).asked or asked
    return within_scope(_ANSWERS[before.topic])(replace(before, words=asked.words), caller, facts)


_ANSWERS: dict[Topic, AnswerAbout] = {
    Topic.PICTURE: picture,
    Topic.ABOVE: above,
    Topic.OVERDUE: overdue,
    Topic.COMPARE: compare,
    Topic.MISSING: missing,
}


def _say(block: str, figures: AreaFigures, **show: Any) -> Say:
    """`names` tells whether clubs need their commune beside them."""
    known = {"area": figures.area, "on": figures.until, "figures": figures}
    return Say(PAGE, block, {**known, "names": figures.area.kind != COMMUNE, **show})


MISSING = Query("officer.missing", heard.hear_missing, within_scope(missing), frozenset({"reader"}))
WHY = Query("officer.why", heard.hear_why, why, OFFICERS, keeps=photos_asked)
ABOVE = Query("officer.above", heard.hear_above, within_scope(above), OFFICERS)
OVERDUE = Query("officer.overdue", heard.hear_overdue, within_scope(overdue), OFFICERS)
COMPARE = Query("officer.compare", heard.hear_compare, within_scope(compare), OFFICERS)
PICTURE = Query("officer.picture", heard.hear_picture, within_scope(picture, count=count_clubs), OFFICERS)
REPORT = Query("officer.report", hear_report, filed_report, OFFICERS)
CALLS = Query("officer.calls", hear_calls, within_scope(calls), OFFICERS)
APPROVAL = Query("officer.approval", hear_approval, approval, OFFICERS)
TARGETS = Query("officer.targets", hear_targets, targets)
FOLLOW_UP = Query("officer.follow_up", heard.hear_follow_up, follow_up, OFFICERS)
OTHER_MONTH = Query("officer.other_month", _hear_month, other_month, OFFICERS, keeps=_seen)
CODE = Query("officer.report_code", hear_code, report_code, OFFICERS)
QUERIES = (
    REPORT,
    CODE,
    CALLS,
    APPROVAL,
    OTHER_MONTH,
    FOLLOW_UP,
    MISSING,
    WHY,
    ABOVE,
    OVERDUE,
    COMPARE,
    PICTURE,
)
