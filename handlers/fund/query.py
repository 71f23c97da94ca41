""" "/quy": what both funds of one's own club have today, in the three figures people know."""

from typing import Any

from handlers.catalogue_types import COMMITTEE, Query
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.fund.book import FundSummary

ASKS = frozenset(
    "quy|xem quy|so quy|quy con bao nhieu|quy con may|con bao nhieu tien|con bao nhieu|ton quy|quy clb|"
    "quy bao nhieu|quy the nao|tien quy|so du|xem tien quy|quy cua clb|quy minh con bao nhieu".split("|")
)


def asks_own_fund(words: str, caller: Caller) -> Any:
    """True for "/quy", "quỹ", "quỹ còn bao nhiêu" from somebody who serves a club; else None."""
    folded = fold(tidy(words)).removeprefix("/").rstrip("?").strip()
    return True if folded in ASKS and caller.club_id else None


def own_fund(asked: Any, caller: Caller, facts: Facts) -> Say:
    """Sổ đến hôm nay: both funds, cash of both together, what is overdue."""
    book: FundSummary = facts.get(FundSummary, Subject(caller.club_id))
    return Say("fund/query", "own", {"book": book, "today": caller.today})


OWN_FUND = Query("fund.query", asks_own_fund, own_fund, COMMITTEE)
