""" "/quy": what both funds of one's own club have today, in the three figures people know."""

import re
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

_SAID_ABOUT_ALL = frozenset(
    "cho bac xem hoi biet hien nay bay gio trong quy hom ket tien mat clb cau lac bo minh cua ta nha tong "
    "cong ca hai 2 la con co duoc bao nhieu may so du ha chau nhi the roi day a".split()
)
_HOW_MUCH = re.compile(r"\b(?:bao nhieu|may tien|con may)\b")
_OF_MONEY = re.compile(
    r"\b(?:quy|trong hom|trong ket|tong|tien mat|con bao nhieu tien|(?:con|co) may tien)\b"
)

_ONE_FUND = re.compile(r"(?:xem )?quy (?:hoat dong|tang thu nhap)(?: (?:hien )?con bao nhieu(?: tien)?)?")
_OF_CLUB = re.compile(
    r"(?:xem )?quy (?:cua )?(?P<name>(?:clb|cau lac bo|thon|ban|ap|xom|khu|khom|khoi|to|lang|buon)\b.*?)"
    r"(?: (?:hien |dang )?(?:con|co) bao nhieu(?: tien)?)?"
)
_COMMAND = re.compile(r"/quy (?P<name>\w.*)")
_COMMON = frozenset("clb cau lac bo thon ban ap xom khu khom khoi to lang buon xa phuong".split())


def asks_own_fund(words: str, caller: Caller) -> Any:
    """The club named in "quỹ thôn Khổng còn bao nhiêu", "" for "/quy"; None where no fund is asked for."""
    whole = fold(tidy(words)).rstrip("?").strip()
    folded = whole.removeprefix("/")
    if not caller.club_id:
        return None
    if folded in ASKS or _ONE_FUND.fullmatch(folded) or _asks_all(folded):
        return ""
    named = _OF_CLUB.fullmatch(folded) or _COMMAND.fullmatch(whole)
    return named["name"] if named else None


def _asks_all(folded: str) -> bool:
    """ "quỹ còn bao nhiêu hả cháu", "trong hòm còn mấy tiền": nothing said but how much there is."""
    plain_talk = set(folded.replace(",", " ").split()) <= _SAID_ABOUT_ALL
    return plain_talk and bool(_HOW_MUCH.search(folded) and _OF_MONEY.search(folded))


def own_fund(asked: Any, caller: Caller, facts: Facts) -> Say:
    """Sổ đến hôm nay: both funds, cash of both together, what is overdue."""
    book: FundSummary = facts.get(FundSummary, Subject(caller.club_id))
    block = "own" if _is_ours(str(asked), book.club.name) else "elsewhere"
    return Say("fund/query", block, {"book": book, "today": caller.today})


def _is_ours(said: str, own: str) -> bool:
    """Whether every telling word of the name asked about belongs to one's own club."""
    telling = set(said.split()) - _COMMON
    return telling <= set(fold(own.lower()).split())


OWN_FUND = Query("fund.query", asks_own_fund, own_fund, COMMITTEE)
