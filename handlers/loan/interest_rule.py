"""Chia lãi: the committee says into which fund loan interest goes and since when (design "Money").

A rule is never changed, a later one follows it: what was written before its day stays where it is.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.catalogue_types import COMMITTEE, Query, Talk, Visit
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.numbers import hear_number
from handlers.dialogue.questions import Choose, Confirm, Day, Option, Question, ReviewLine, agreed
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.fund.fund_words import fund_named
from handlers.fund.phrases import is_entry
from handlers.loan.book import LoanBook
from handlers.loan.effects import NotWritten
from handlers.loan.interest_parts import WHOLE, rule_on
from handlers.loan.lend import loan_subject
from handlers.loan.phrases import collects, plain_line
from handlers.loan.schedule import months_after
from storage.people_records import InterestRule
from storage.records import Fund

PAGE = "loan/interest_rule"
FURTHEST = 183  # days ahead
SINCE = (
    Option("today", ("hôm nay", "từ hôm nay")),
    Option("next_month", ("tháng sau", "đầu tháng sau")),
    Option("other", ("ngày khác", "khác")),
)
_OPENS = re.compile(
    r"^(?:(?:tu|bac|toi|clb|thang \d{1,2}|hom nay|thang sau|thang nay) )*(?:tien )?lai (?:vay )?"
    r"(?:thi )?(?:chia|vao quy|de (?:vao )?quy|nhap (?:vao )?quy|cho quy|ve quy|\d{1,3} ?%)"
    r"|^(?:doi |sua |dat |cai dat |quy dinh )*(?:lai )?(?:cach |muc |viec )?chia (?:tien )?lai\b"
)
_ASKS = re.compile(
    r"(?:xem )?(?:cach chia (?:tien )?lai|(?:tien )?lai (?:vay )?(?:thi )?(?:vao|ve|cho|de) quy nao"
    r"|(?:tien )?lai (?:vay )?(?:dang )?chia (?:the nao|ra sao|sao)|quy dinh (?:chia )?lai)"
)
_QUESTION = re.compile(r"\?|\b(?:nao|bao nhieu|the nao|ra sao|ai)\b")
_HALF = re.compile(r"\b(?:chia doi|mot nua|nua)\b")
_PERCENT = re.compile(r"(\d{1,3}) ?(?:%|phan tram)")
_ALL = re.compile(r"\b(?:het|tat ca|ca|toan bo)\b")


@dataclass(frozen=True, slots=True)
class SetInterestRule:
    """Effect: from that day on, interest goes by this rule."""

    club_id: int
    rule: InterestRule


@dataclass(frozen=True, kw_only=True)
class IncomePercent(Question[int]):
    """Of every 100 đồng of interest, how many into the income fund: 70, "một nửa", "hết", "không"."""

    def hear(self, words: str, today: date) -> "Heard[int] | Unclear":
        said = fold(tidy(words))
        if _HALF.search(said):
            return Heard(WHOLE // 2)
        if _ALL.fullmatch(said):
            return Heard(WHOLE)
        return hear_number(re.sub(r"\s*(?:%|phần trăm|phan tram|đồng|dong)", "", tidy(words)))

    def check(self, heard: "Heard[int]") -> "Heard[int] | Unclear":
        return heard if 0 <= heard.value <= WHOLE else Unclear("out_of_range")


@dataclass(frozen=True, kw_only=True)
class FirstDay(Day):
    """The day from which a rule holds: the next such day, or the last one where the next is far off."""

    ahead: bool = True

    def hear(self, words: str, today: date) -> "Heard[date] | Unclear":
        coming = Day.hear(self, words, today)
        if isinstance(coming, Heard) and (coming.value - today).days <= FURTHEST:
            return coming
        gone = Day(key=self.key).hear(words, today)
        return gone if isinstance(gone, Heard) else coming


def percent_said(words: str) -> int | None:
    """The income fund's percent where the words leave no doubt which fund gets what; else None."""
    said = fold(tidy(words))
    if _HALF.search(said):
        return WHOLE // 2
    fund, rest = fund_named(words)
    shares = [int(found) for found in _PERCENT.findall(said)]
    if fund is None or fund_named(rest)[0] is not None or len(shares) > 1:
        return None
    share = shares[0] if shares else WHOLE
    if share > WHOLE or (not shares and re.search(r"\d", said)):
        return None
    return share if fund is Fund.INCOME_FUND else WHOLE - share


async def set_interest_rule(book: LoanBook, visit: Visit) -> SetInterestRule | NotWritten | None:
    """How much into which fund, since when; then the read-back with an example."""
    now = rule_on(book.club, visit.today)
    show = {"now": now}
    percent = await IncomePercent(key="percent", known=percent_said(visit.words), show=show)
    since = await _since(visit)
    if since < visit.today.replace(day=1) or (since - visit.today).days > FURTHEST:
        return NotWritten("too_far")
    rule = InterestRule(since, percent)
    if rule_on(book.club, since).income_percent == percent:
        return NotWritten("same")
    lines = (ReviewLine("percent", ("percent",)), ReviewLine("since", ("since", "day")))
    shown = {**show, "rule": rule, "whole": WHOLE}
    confirm = Confirm(key="confirm", about=rule, lines=lines, show=shown)
    return SetInterestRule(book.club.id, rule) if await agreed(confirm) else None


async def _since(visit: Visit) -> date:
    first = months_after(visit.today.replace(day=1), 1)
    said = fold(tidy(visit.words))
    known = "next_month" if "thang sau" in said else "today" if "hom nay" in said else None
    show = {"first": first, "today": visit.today}
    picked = await Choose(key="since", choices=SINCE, known=known, show=show)
    if picked == "other":
        return await FirstDay(key="day")
    return visit.today if picked == "today" else first


def opens_interest_rule(words: str, today: date) -> bool:
    """ "chia lãi", "lãi chia đôi", "lãi 70% vào quỹ tăng thu nhập"; interest that came in is no rule."""
    said = plain_line(words).strip(" .!")
    if "\n" in words.strip() or _QUESTION.search(said) or collects(words) or is_entry(words):
        return False
    return _OPENS.search(said) is not None


def asks_interest_rule(words: str, caller: Caller) -> Any:
    """True for "lãi vào quỹ nào" of somebody who serves a club."""
    said = plain_line(words.removeprefix("/")).rstrip("? ").strip(" .!")
    return True if caller.club_id and _ASKS.fullmatch(said) else None


def show_interest_rule(asked: Any, caller: Caller, facts: Facts) -> Say:
    """Today's rule, and those that are to come."""
    book: LoanBook = facts.get(LoanBook, Subject(caller.club_id))
    coming = [rule for rule in book.club.interest_rules if rule.since > caller.today]
    now = rule_on(book.club, caller.today)
    show = {"now": now, "coming": coming, "begun": now.since != date.min, "today": caller.today}
    return Say(PAGE, "shown", {**show, "whole": WHOLE})


INTEREST_RULE = Talk("loan.interest_rule", set_interest_rule, LoanBook, opens_interest_rule, loan_subject)
INTEREST_QUERY = Query("loan.interest", asks_interest_rule, show_interest_rule, COMMITTEE)
