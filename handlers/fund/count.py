"""Kiểm quỹ (golden B8): the money in the box against the book of both funds; a difference is never hidden.

A forgotten entry is typed in the middle: the count waits, then compares again with the book as it is by then.
"""

import re
from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.yes_no import hear_yes_no
from handlers.dialogue.questions import EDIT, YES, Choose, Confirm, Money, Option, ReviewLine, Text
from handlers.dialogue.spoken import spoken
from handlers.fund.amends import Told
from handlers.fund.correction_phrases import hear_cash_count
from handlers.fund.counting import CountBook, RecordCount, SettleDifference
from handlers.fund.entry import FUNDS, entry_subject
from handlers.fund.requests import LARGE, AskAgreement, reaches_limit
from handlers.fund.whole_lines import says_count
from storage.records import Fund

RECOUNT = Option("recount", ("đếm lại", "để bác đếm lại", "đếm"))
FORGOT = Option("forgot", ("quên ghi", "có khoản quên ghi", "quên"))
UNCLEAR = Option("unclear", ("chưa rõ", "không rõ", "không biết", "không nhớ"))
LEAVE = Option("leave", ("không", "thôi", "để sau"))
MOST_COUNTS = 8
COUNTED = ("đếm được", "đếm lại", "trong hòm")
TELLING = 3  # words: fewer are no reason where they are only a yes or a no
_SETTLE = frozenset(
    "ghi chenh lech|ghi thieu quy|ghi thua quy|ghi chenh lech kiem quy|ghi khoan chenh lech|xu ly chenh lech|"
    "giai thich chenh lech|ro chenh lech roi".split("|")
)


async def count_cash(book: CountBook, visit: Visit) -> RecordCount:
    """Kiểm quỹ: counts again until it matches or the person says it is not clear why."""
    held = book.book.balances.box
    counted = await _first_count(book, visit)
    for again in range(1, MOST_COUNTS):
        if counted == held:
            break
        said = await _difference(book, counted, again)
        if said == "unclear":
            break
        counted = await Money(key=f"counted.{again + 1}", zero=True, show={"first": False})
    reason = "" if counted == held else "unclear"
    return RecordCount(book.book.club.id, counted, held, visit.today, reason)


async def _first_count(book: CountBook, visit: Visit) -> int:
    """What the opening words say; a count of one fund alone is asked about: there is one box."""
    phrase = hear_cash_count(visit.words)
    heard = phrase.amount if phrase is not None and phrase.fund is None else None
    if isinstance(heard, Unclear) and heard.reason == "zero":
        heard = Heard(0)
    known, doubt = spoken("counted.1", heard, visit.words)
    return await Money(key="counted.1", zero=True, known=known, unclear=doubt, show={"first": True})


async def _difference(book: CountBook, counted: int, again: int) -> str:
    """ "recount" or "unclear"; while a forgotten entry is being looked for the talk waits here."""
    held = book.book.balances.box
    about = {"counted": counted, "book": held}
    show = {"counted": counted, "book": held, "open": book.open}
    choices = (RECOUNT, FORGOT, UNCLEAR)
    key = f"counted.{again}"
    lines = (ReviewLine("counted", (key,), {key: counted}, said=COUNTED),)
    said = await Choose(
        key=f"difference.{again}", about=about, choices=choices, lines=lines, show=show, money=True
    )
    if said != "forgot":
        return said
    return await Choose(
        key=f"forgotten.{again}", about=about, choices=(RECOUNT, UNCLEAR), lines=lines, show=show, money=True
    )


def opens_count(words: str, today: date) -> bool:
    """ "kiểm quỹ 13tr4", "đếm tiền"."""
    return hear_cash_count(words) is not None


_ASKS = re.compile(
    r"\b(?:tai sao|vi sao|la sao|sao lai|sao the|sao vay|nghia la|la gi|la the nao|lam sao|khong hieu"
    r"|khong biet|chua biet|khong ro|chua ro)\b"
)


@dataclass(frozen=True, kw_only=True)
class Reason(Text):
    """Why the box differs, in words: a question, a bare figure or a yes pressed out of habit is no reason."""

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        said = fold(tidy(words))
        if "?" in words or _ASKS.search(said):
            return Unclear("asks_why")
        hollow = not re.search(r"[a-z]{2}", said) or isinstance(hear_yes_no(words), Heard)
        if hollow and len(said.split()) < TELLING:
            return Unclear("not_understood")
        text = nfc(words).strip()
        return Heard(text) if len(text) <= self.at_most else Unclear("too_long")


async def settle_difference(book: CountBook, visit: Visit) -> SettleDifference | AskAgreement | Told | None:
    """Ghi chênh lệch: the open difference becomes a named line of one fund's book."""
    if book.open is None or not book.open.amount:
        return Told("none")
    reason = await Reason(key="reason", show={"open": book.open})
    fund = Fund(await Choose(key="fund", choices=_bearing(book), show={"open": book.open}, money=True))
    about = {"amount": book.open.amount, "counts": book.open.count_ids, "fund": str(fund), "reason": reason}
    lines = (ReviewLine("fund", ("fund",), {"fund": str(fund)}), ReviewLine("reason", ("reason",), {}))
    show = {"open": book.open, "fund": fund, "reason": reason}
    said = await Confirm(
        key="confirm", about=about, choices=(YES, EDIT, LEAVE), lines=lines, show=show, money=True
    )
    if said != "yes":
        return None
    club = book.book.club
    settle = SettleDifference(club.id, fund, book.open, reason, visit.today)
    large = reaches_limit(abs(book.open.amount), club.settings)
    return AskAgreement(club.id, LARGE, other=settle) if large else settle


def _bearing(book: CountBook) -> tuple[Option, ...]:
    """The funds whose box can bear what is missing; both where neither can."""
    missing = book.open.amount if book.open else 0
    able = tuple(one for one in FUNDS if book.book.balances.of(Fund(one.code)).box + missing >= 0)
    return able or FUNDS


def opens_settling(words: str, today: date) -> bool:
    """ "ghi chênh lệch"."""
    return fold(tidy(words)) in _SETTLE


COUNT = Talk("fund.count", count_cash, CountBook, opens_count, entry_subject, breaks_in=says_count)
SETTLE = Talk("fund.difference", settle_difference, CountBook, opens_settling, entry_subject)
