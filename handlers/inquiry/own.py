"""A committee's questions in words of their own about their own club, answered at once, inside any talk."""

from collections.abc import Callable, Mapping

from handlers.catalogue_types import COMMITTEE, Query
from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.fund.query import own_fund
from handlers.inquiry.at_once import at_once
from handlers.inquiry.kinds import Inquiry, hear_inquiry
from handlers.inquiry.of_club import OF_OWN_CLUB, Told
from handlers.inquiry.whose import is_own
from handlers.loan.asked import LoansAsked
from handlers.loan.phrases import name_in
from handlers.loan.queries import answer as answer_about_loans
from handlers.meeting.book import MeetingBook
from handlers.meeting.query import who_was_away

PAGE = "inquiry/club"
AsBefore = Callable[[Inquiry, Caller, Facts], Say | None]


def asks(words: str, caller: Caller) -> Inquiry | None:
    """A question about one's own club, or about one that is named; not about an area."""
    asked = hear_inquiry(words, caller.today)
    return asked if asked is not None and is_for_own_club(asked, caller) else None


def is_for_own_club(asked: Inquiry, caller: Caller) -> bool:
    """Whether who serves a club asks about one, not about an area."""
    if not caller.club_id or asked.place or asked.own_area or "which_club" in asked.tells:
        return False
    return asked.kind in OF_OWN_CLUB or asked.kind in _AS_BEFORE


def answer(asked: Inquiry, caller: Caller, facts: Facts) -> Say | None:
    """Words for one question; None where what nobody understood stands among them."""
    if asked.club and not is_own(asked.club, caller, facts):
        return Say(PAGE, "elsewhere")
    before = _AS_BEFORE.get(asked.kind)
    if before is not None:
        return None if asked.loose and asked.kind != "debt" else before(asked, caller, facts)
    if asked.loose and asked.kind != "flow":
        return None
    found: Told | None = at_once(OF_OWN_CLUB[asked.kind](asked, caller.club_id, caller.today), facts)
    return None if found is None else Say(PAGE, found.block, {**found.show, "where": "CLB mình", "own": True})


def _away(asked: Inquiry, caller: Caller, facts: Facts) -> Say | None:
    if asked.days is None:
        return who_was_away(True, caller, facts)
    book: MeetingBook = facts.get(MeetingBook, Subject(caller.club_id, caller.today.isoformat()))
    held = book.held if book.called else book.before
    within = held is not None and asked.days.first <= held.held_on <= asked.days.last
    return who_was_away(True, caller, facts) if within else None


def _due(asked: Inquiry, caller: Caller, facts: Facts) -> Say | None:
    days = asked.days
    if days is None:
        return answer_about_loans(LoansAsked("due"), caller, facts)
    ahead = (days.first.year - caller.today.year) * 12 + days.first.month - caller.today.month
    if days.sort != "month" or not -12 < ahead < 12 or "span last_month" in asked.tells:
        return None
    return answer_about_loans(LoansAsked("due", month=days.first.month), caller, facts)


def _loans(what: str) -> AsBefore:
    """A list of the club's loans."""
    return lambda _, caller, facts: answer_about_loans(LoansAsked(what), caller, facts)


def _debt(asked: Inquiry, caller: Caller, facts: Facts) -> Say | None:
    return answer_about_loans(LoansAsked("member", name_in(asked.loose) or asked.loose), caller, facts)


def _money_now(_: Inquiry, caller: Caller, facts: Facts) -> Say | None:
    return own_fund("", caller, facts)


_AS_BEFORE: Mapping[str, AsBefore] = {
    "absent": _away,
    "due_loans": _due,
    "overdue": _loans("late"),
    "borrowers": _loans("borrowers"),
    "debt": _debt,
    "money_now": _money_now,
}
"""Questions another query answers already: here they are only heard in more words."""

OWN = Query("inquiry.own", asks, answer, COMMITTEE)
