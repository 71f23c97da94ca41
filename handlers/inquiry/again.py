""" "Tháng trước thì sao?" after a question in free words: the same question, about that month.

A quarter or half year alone ("quý 3", "6 tháng đầu năm") is one too, or asks what came in and went out.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from handlers.catalogue_types import COMMITTEE, OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.pages import Paged
from handlers.dialogue.replay import Facts
from handlers.inquiry.area_asked import AreaAsked
from handlers.inquiry.before import asked_before
from handlers.inquiry.days import Days, days_meant, days_told, months_of
from handlers.inquiry.kinds import Inquiry
from handlers.inquiry.of_area import asks_area, of_area
from handlers.inquiry.own import answer, is_for_own_club
from handlers.officer.months import month_alone
from handlers.report.periods import first_day, last_day

_NEAR = re.compile(
    r"(?:xem |thế |còn )?quý (này|nay|trước|truoc|vừa rồi|rồi|vừa qua|qua)(?: thì sao| thế nào| ra sao)?"
)
_BESIDE = frozenset("the thi sao con vay nao ra xem cho bac toi cua trong tinh hinh so lieu nam nay".split())


@dataclass(frozen=True, slots=True)
class Then(Paged):
    """The days that are meant now; `page` of a list that goes on."""

    days: Days


def asks_month(words: str, caller: Caller) -> Then | None:
    """The month where it is all that is said."""
    month = month_alone(words, caller.today)
    return Then(Days(first_day(month), last_day(month))) if month else None


def of_that_month(then: Then, caller: Caller, facts: Facts) -> Say | None:
    """The question before once more; None where it was another kind, or speaks of no days."""
    before = asked_before(caller, facts)
    if before is None or before.days is None:
        return None
    return _answer(replace(before, days=then.days), then.page, caller, facts)


def asks_months(words: str, caller: Caller) -> Then | None:
    """Several months where they are all that is said; "quỹ 3" is none."""
    if near := _NEAR.fullmatch(tidy(words).lower().rstrip("?. ")):
        return Then(_quarter(caller.today, 0 if near[1] in ("này", "nay") else -1))
    if "ỹ" in words or "ĩ" in words:
        return None
    rest, named, age, _ = days_told(tidy(words).removeprefix("/").rstrip("?. "))
    if named is None or named.months < 2 or age or not set(fold(rest).split()) <= _BESIDE:
        return None
    if "nam nay" in fold(rest):
        named = replace(named, year=caller.today.year)
    days = days_meant(frozenset(), named, caller.today)
    return Then(days) if days is not None else None


def _quarter(today: date, step: int) -> Days:
    """This quarter, or the one before it."""
    count = 4 * today.year + (today.month - 1) // 3 + step
    return months_of(count // 4, 3 * (count % 4) + 1, 3)


def of_those_months(then: Then, caller: Caller, facts: Facts) -> Say | None:
    """The question before about these months, else what came in and went out in them."""
    before = asked_before(caller, facts)
    if before is not None and before.days is not None and before.kind == "flow":
        return _answer(replace(before, days=then.days), then.page, caller, facts)
    return _answer(Inquiry("flow", frozenset({"turnover"}), then.days), then.page, caller, facts)


def _answer(asked: Inquiry, page: int, caller: Caller, facts: Facts) -> Say | None:
    if is_for_own_club(asked, caller):
        return answer(asked, caller, facts)
    return of_area(AreaAsked(asked, "", page=page), caller, facts) if asks_area(asked, caller) else None


MONTHS = Query("inquiry.months", asks_months, of_those_months, COMMITTEE | OFFICERS)
AGAIN = Query("inquiry.again", asks_month, of_that_month, COMMITTEE | OFFICERS)
