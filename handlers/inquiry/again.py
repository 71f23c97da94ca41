""" "Tháng trước thì sao?" after a question in free words: the same question, about that month."""

from dataclasses import replace

from handlers.catalogue_types import COMMITTEE, OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.inquiry.area_answers import AreaAsked
from handlers.inquiry.before import asked_before
from handlers.inquiry.days import Days
from handlers.inquiry.kinds import Inquiry
from handlers.inquiry.of_area import asks_area, of_area
from handlers.inquiry.own import answer, is_for_own_club
from handlers.officer.months import month_alone
from handlers.report.periods import first_day, last_day


def asks_month(words: str, caller: Caller) -> str | None:
    """The month where it is all that is said."""
    return month_alone(words, caller.today) or None


def of_that_month(month: str, caller: Caller, facts: Facts) -> Say | None:
    """The question before once more; None where it was another kind, or speaks of no days."""
    before = asked_before(caller, facts)
    if before is None or before.days is None:
        return None
    asked: Inquiry = replace(before, days=Days(first_day(month), last_day(month)))
    if is_for_own_club(asked, caller):
        return answer(asked, caller, facts)
    return of_area(AreaAsked(asked, ""), caller, facts) if asks_area(asked, caller) else None


AGAIN = Query("inquiry.again", asks_month, of_that_month, COMMITTEE | OFFICERS)
