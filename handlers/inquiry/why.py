""" "Vì sao?" after a sum of days: the entries it is made of, for who was shown it.

Nothing of the sum is kept: the question before this one is heard again, and added up again.
"""

from dataclasses import replace
from typing import Any

from handlers.catalogue_types import COMMITTEE, OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.inquiry.area_answers import club_with
from handlers.inquiry.at_once import at_once
from handlers.inquiry.before import asked_before
from handlers.inquiry.flows import DIRECTION, Flow
from handlers.inquiry.kinds import Inquiry
from handlers.inquiry.of_club import Told, flow
from handlers.inquiry.whose import Whose, about_one_club, club_of
from handlers.inquiry.why_words import WhyAsked, asks_why
from handlers.officer.club_figures import photos_asked

PAGE = "inquiry/club"
A_PAGE = 5


def why(asked: WhyAsked, caller: Caller, facts: Facts) -> Say | None:
    """The entries of the sum shown before; None where something else was, or the amount is not its own."""
    before = _sum_before(caller, facts)
    if before is None:
        return None
    whose = club_of(before, caller, facts) or club_with(asked.amount, before, caller, facts)
    if whose is None:
        return None
    told: Told | None = at_once(flow(before, whose.club_id, caller.today), facts)
    if told is None or told.block != "flow":
        return None
    meant = _meant(asked.amount, told.show["flows"])
    return _listed(meant, told, whose) if meant is not None else None


def _sum_before(caller: Caller, facts: Facts) -> Inquiry | None:
    """The sum asked about last; None where the newest message was another."""
    heard = asked_before(caller, facts)
    if heard is None or heard.kind != "flow":
        return None
    return heard if caller.club_id else about_one_club(heard)


def _meant(amount: int, flows: list[Flow]) -> Flow | None:
    for each in flows:
        if each.total and amount in (0, each.total):
            return each
        for reason, size in each.reasons:
            if size == amount:
                return replace(each, total=size, reasons=((reason, size),), lines=each.of(reason))
    return None


def _listed(meant: Flow, told: Told, whose: Whose) -> Say:
    show: dict[str, Any] = {
        "where": whose.where,
        "side": meant.side,
        "total": meant.total,
        "reasons": [meant.reasons[0][0]] if len(meant.reasons) == 1 and meant.side in DIRECTION else [],
        "days": told.show["days"],
        "last": told.show["last"],
        "today": told.show["today"],
        "listed": Pages(meant.lines, most=A_PAGE),
    }
    return Say(PAGE, "why", show)


WHY = Query("inquiry.why", asks_why, why, COMMITTEE | OFFICERS, keeps=photos_asked)
