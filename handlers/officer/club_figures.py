"""Unfolds a figure of one club, as "/quy CLB …" and lists of clubs show it, to its places and receipts.

An officer sees days, receipts, kinds and amounts: no member's name stands in these lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, nfc
from handlers.dialogue.pages import Pages
from handlers.dialogue.replay import Facts
from handlers.officer.asks import ClubEntries, EntriesAsk, WrittenEntry
from handlers.officer.club_line import ClubLine
from storage.records import FundTotals

PAGE = "officer/queries"
LINES_A_PAGE = 4
LISTED = 6
_AMOUNT = re.compile(r"(?<![\d.,/])(?:\d{1,3}(?:\.\d{3})+|\d{4,})(?![\d/%])")
_PAGE = re.compile(r"\btrang (\d{1,3})\b")
PARTS = ("total", "lent", "box", "bank")  # where two amounts are the same, the first is meant


@dataclass(frozen=True, slots=True)
class ClubFigure:
    """One amount of one club: `fund` a Fund's code; `part` total, lent, box, bank, or overdue."""

    club: ClubLine
    fund: str
    part: str
    amount: int

    @property
    def totals(self) -> FundTotals:
        return self.club.income if self.fund == "income_fund" else self.club.activity


@dataclass(frozen=True, slots=True)
class PhotosAsked:
    """Effect that changes nothing: the photos of these entries go with the answer."""

    pictured: tuple[int, ...]


def figures_meant(words: str, clubs: Sequence[ClubLine], shown: str) -> list[ClubFigure]:
    """One figure a club that has an amount of `words`; the club on the screen (`shown`) before others."""
    said = {int(each.replace(".", "")) for each in _AMOUNT.findall(words)} - {0}
    fitting = [found for club in clubs for found in _figures(club) if found.amount in said]
    first = list({found.club.club_id: found for found in reversed(fitting)}.values())[::-1]
    on_screen = [found for found in first if is_shown(found.club, shown)]
    named = [found for found in first if f" {fold(found.club.short)} " in f" {fold(nfc(words))} "]
    return named or on_screen or first


def is_shown(club: ClubLine, shown: str) -> bool:
    """Whether what the officer was sent last speaks of this club alone."""
    return shown.startswith(f"CLB {club.place}, {club.commune.title}")


def _figures(club: ClubLine) -> Iterator[ClubFigure]:
    for fund, totals in (("income_fund", club.income), ("activity_fund", club.activity)):
        for part in PARTS:
            yield ClubFigure(club, fund, part, int(getattr(totals, part)))
    yield ClubFigure(club, "income_fund", "overdue", club.overdue.amount)


def unfold(found: Sequence[ClubFigure], words: str, caller: Caller, facts: Facts) -> Say:
    """The places and this month's receipts behind the one figure; of several clubs, which."""
    if len(found) > 1:
        clubs = [each.club for each in found]
        more = len(clubs[LISTED:])
        return Say(PAGE, "why_same", {"clubs": clubs[:LISTED], "more": more, "amount": found[0].amount})
    figure = found[0]
    if figure.part == "overdue":
        listed = {"listed": Pages((figure.club,)), "names": True}
        return Say(PAGE, "why_overdue", {**listed, "on": caller.today})
    ask = EntriesAsk(figure.club.club_id, caller.today.replace(day=1), caller.today)
    written: ClubEntries = facts.get(ClubEntries, ask)
    moved = [line for line in written.lines if line.fund == figure.fund and line.touches(figure.part)]
    return _page(figure, moved, _page_number(words), caller)


def _page(figure: ClubFigure, moved: Sequence[WrittenEntry], number: int, caller: Caller) -> Say:
    """Oldest first, as the book is kept: what the month began with stands before the first page."""
    show = {
        "figure": figure,
        "club": figure.club,
        "on": caller.today,
        "opening": figure.amount - sum(line.moved(figure.part) for line in moved),
        "listed": Pages(tuple(moved), number, LINES_A_PAGE),
    }
    return Say(PAGE, "why_club_figure", show)


def _page_number(words: str) -> int:
    found = _PAGE.search(fold(words))
    return max(1, int(found[1])) if found else 1


def without_page(words: str) -> str:
    """The words without "trang 2", whose number is no figure."""
    return re.sub(r"\s*\btrang \d{1,3}\b", "", words)


def photos_asked(say: Say) -> tuple[PhotosAsked, ...]:
    """Photos of the receipts on the page an answer shows; none where it lists no receipts."""
    listed = say.show.get("listed")
    lines = listed.of_page if isinstance(listed, Pages) else ()
    ids = tuple(line.entry_id for line in lines if isinstance(line, WrittenEntry))
    return (PhotosAsked(ids),) if ids else ()
