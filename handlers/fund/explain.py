"""Sổ quỹ tháng …, "vì sao …", "ai sửa gì": a figure unfolds to its entries, page by page, "xem
tiếp" for more.

Which figure is meant is fixed when the talk opens: by the amount in the words, else by what was shown last.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.catalogue_types import COMMITTEE, Query, Talk, Visit
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.dialogue.pages import asks_more
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.fund.amends import size_of
from handlers.fund.book import FundBook
from handlers.fund.fund_words import fund_named
from handlers.fund.ledger_view import (
    ASK,
    BY_CODE,
    CHANGES,
    Figure,
    LastPage,
    LastShown,
    LedgerView,
    figures_of,
)
from handlers.money import digits
from handlers.report.periods import named_month
from storage.records import Entry

ENTRIES_A_PAGE, CHANGES_A_PAGE = 3, 2
_WHY = re.compile(r"(?:vi sao|tai sao|o dau ra|chi tiet|giai thich)(?P<rest>.*)")
_BARE = frozenset({"", "the", "vay", "lai the", "so nay", "so do", "con so nay", "con so do", "nhu the"})
_BOOK = re.compile(r"(?:xem\s+)?so (?:quy|tien mat|thu chi)(?P<rest>(?: quy hoat dong| hoat dong|"
                   r" quy tang thu nhap|"
                   r" tang thu nhap| thang [\w/ ]{1,12}| thang nay| thang truoc| ca hai quy)*)")  # fmt: skip
_CHANGES = frozenset(
    "ai sua gi|ai sua gi khi nao|ai da sua gi|ai sua so|ai sua so quy|ai gach phieu|lich su sua|xem ai sua|"
    "nhat ky sua so|so da sua gi|co ai sua so khong|ai sua|ai sua quy".split("|")
)
_MONTH_NUMBER = re.compile(r"\bthang (\d{1,4})\b")
SIZE, MOST_SAME = "size", 5  # the first is followed by an amount in đồng
NO_MONTH = "none"  # followed by the number that was typed
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{4,}")


@dataclass(frozen=True, slots=True)
class ShowPage:
    """Effect that changes nothing: one page of (entry, amount) lines or changes; none past the last."""

    view: LedgerView
    figure: Figure | None
    lines: tuple[Any, ...]
    number: int
    pages: int
    why: bool = False  # asked "vì sao": the receipts are wanted, not only the lines

    @property
    def pictured(self) -> tuple[int, ...]:
        """Entries of this page whose photos go with it."""
        return tuple(entry.id for entry, _ in self.lines) if self.why and self.figure else ()


@dataclass(frozen=True, slots=True)
class ShowFigures:
    """Effect that changes nothing: the figures one may ask about; `no_month` is a month nobody has."""

    figures: tuple[tuple[Figure, int], ...]
    no_month: int = 0
    entries: tuple[Entry, ...] = ()  # of the month, of the very amount asked about or with such a part
    asked: int = 0  # that amount

    @property
    def pictured(self) -> tuple[int, ...]:
        """Entries whose photos go with the answer."""
        return tuple(entry.id for entry in self.entries)


async def show_ledger(view: LedgerView, visit: Visit) -> ShowPage | ShowFigures:
    """One page a round: "xem tiếp" takes the same talk up again, so nothing stays open in between."""
    code = visit.subject.period.partition(".")[2]
    if code.startswith(NO_MONTH):
        return ShowFigures((), int(code.removeprefix(NO_MONTH)))
    if code.startswith(SIZE):
        size = int(code.removeprefix(SIZE))
        said = [entry for entry in view.entries if entry.reverses_id is None]
        same = tuple(entry for entry in said if size in _amounts_of(entry))
        if same:
            return ShowFigures((), entries=same[-MOST_SAME:], asked=size)
    if code == ASK or code.startswith(SIZE):
        return ShowFigures(tuple((BY_CODE[each], amount) for each, amount in figures_of(view.book).items()))
    figure = BY_CODE.get(code)
    lines: tuple[Any, ...] = view.lines_of(figure) if figure else view.changes
    size = ENTRIES_A_PAGE if figure else CHANGES_A_PAGE
    pages = [lines[start : start + size] for start in range(0, len(lines), size)] or [()]
    page = pages[visit.round - 1] if visit.round <= len(pages) else ()
    why = _WHY.fullmatch(_said(visit.words)) is not None
    return ShowPage(view, figure, page, visit.round, len(pages), why)


def _amounts_of(entry: Entry) -> set[int]:
    """What may be asked about: the whole sum, and its parts, as the interest inside a repayment."""
    return {size_of(entry), abs(entry.cash), *(abs(line.amount) for line in entry.lines)}


def opens_ledger(words: str, today: date) -> bool:
    """ "sổ quỹ tháng 11", "vì sao 3.250.000", "vì sao?", "ai sửa gì"."""
    return _meant(words, _said(words), today) is not None


def _said(words: str) -> str:
    """Folded, without the marks between words: "ai sửa gì, khi nào"."""
    return " ".join(re.sub(r"[,;:](?!\d)", " ", fold(tidy(words)).rstrip("?")).split())


def _meant(words: str, said: str, today: date) -> str | None:
    """ "why", "book", "changes" or "more"; None where the words ask for none of them."""
    if said in _CHANGES:
        return CHANGES
    if asks_more(words):
        return "more"
    why = _WHY.fullmatch(said)
    if why and (why["rest"].strip(" ,.?") in _BARE or _AMOUNT.search(why["rest"])):
        return "why"
    return "book" if _BOOK.fullmatch(said) else None


def ledger_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """The club, the month and the figure: "2026-11.activity_fund.total"."""
    said = _said(words)
    meant = _meant(words, said, caller.today)
    month = f"{caller.today:%Y-%m}"
    if meant == "more":
        last: LastPage | None = facts.get(LastPage, caller.person.id)
        return Subject.read(last.subject) if last else Subject(caller.club_id, f"{month}.{ASK}")
    if meant == "book":
        month = named_month(words, caller.today) or month
        fund = fund_named(polish(words))[0] or _short_fund(said)
        code = f"{fund}.box" if fund else "both.box"
        wrong = _MONTH_NUMBER.search(said)
        code = f"{NO_MONTH}{wrong[1]}" if wrong and not 1 <= int(wrong[1]) <= 12 else code
    elif meant == CHANGES:
        code = CHANGES
    else:
        code = _figure_meant(words, caller, facts)
    return Subject(caller.club_id, f"{month}.{code}", record=caller.inbox_id)


def _short_fund(said: str) -> str:
    named = {"tang thu nhap": "income_fund", "hoat dong": "activity_fund"}
    return next((fund for words, fund in named.items() if words in said), "")


def _figure_meant(words: str, caller: Caller, facts: Facts) -> str:
    book: FundBook = facts.get(FundBook, Subject(caller.club_id))
    said = _AMOUNT.findall(words)
    shown: LastShown | None = None if said else facts.get(LastShown, caller.person.id)
    text = " ".join(digits(int(each.replace(".", ""))) for each in said) or (shown.text if shown else "")
    amounts = set(_AMOUNT.findall(text))
    fitting = [code for code, amount in figures_of(book).items() if digits(amount) in amounts]
    if said and not fitting:
        return f"{SIZE}{said[0].replace('.', '')}"
    return fitting[0] if len(fitting) == 1 else ASK


def asks_total(words: str, caller: Caller) -> Any:
    """True for "tổng quỹ" from somebody who serves a club; else None."""
    said = fold(tidy(words)).removeprefix("/").rstrip("?").strip()
    return True if said in ("tong quy", "xem tong quy", "tong quy bao nhieu") and caller.club_id else None


def total_fund(asked: Any, caller: Caller, facts: Facts) -> Say:
    """Tổng quỹ: every place of both funds, named."""
    book: FundBook = facts.get(FundBook, Subject(caller.club_id))
    return Say("fund/ledger", "total", {"book": book, "today": caller.today})


LEDGER = Talk("fund.ledger", show_ledger, LedgerView, opens_ledger, ledger_subject, on_behalf=True)
TOTAL = Query("fund.total", asks_total, total_fund, COMMITTEE)
