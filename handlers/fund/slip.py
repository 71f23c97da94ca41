"""Xem phiếu: one receipt as it stands in the book, who wrote it and when, its striking out and its photo.

Numbers begin anew each year and each fund has its own: where several fit, all of them are named.
"""

import re
from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.fund.amends import LedgerTail
from handlers.fund.categories import SIDES
from handlers.fund.entry import entry_subject
from handlers.fund.finding import with_receipt
from handlers.fund.fund_words import fund_named
from storage.records import Entry

MOST_NAMED = 4
_ASKED = re.compile(
    r"/?(?:(?:cho (?:bac|toi) )?(?:xem|mo|chi tiet|vi sao|tim)(?: lai)? )?(?:anh (?:cua )?)?"
    r"phieu (?P<side>thu|chi) (?:so )?(?P<number>\d{1,5})"
    r"(?: (?:cua )?(?:quy )?(?:hoat dong|tang thu nhap|qhd|qtn))?"
)


@dataclass(frozen=True, slots=True)
class ShowSlip:
    """Effect that changes nothing: the receipts meant, newest first, with what struck and replaced them."""

    side: str
    number: int
    slips: tuple[Entry, ...]
    writer: str = ""
    strike: Entry | None = None
    striker: str = ""

    @property
    def pictured(self) -> tuple[int, ...]:
        """Entries whose photos go with the answer: none where several receipts fit the number."""
        return tuple(entry.id for entry in self.slips) if len(self.slips) == 1 else ()


async def show_slip(tail: LedgerTail, visit: Visit) -> ShowSlip:
    """Nothing is asked: a number that is not there is said to be missing."""
    found = _ASKED.fullmatch(_said(visit.words))
    if found is None:
        return ShowSlip("income", 0, ())
    side, number = SIDES[found["side"]], int(found["number"])
    fund = _fund_in(visit.words)
    slips = [entry for entry in with_receipt(tail.entries, number, side) if fund in ("", str(entry.fund))]
    if len(slips) != 1:
        return ShowSlip(side, number, tuple(slips[:MOST_NAMED]))
    strike = tail.entry(slips[0].reversed_by)
    striker = tail.writer(strike) if strike is not None else ""
    return ShowSlip(side, number, (slips[0],), tail.writer(slips[0]), strike, striker)


def _fund_in(words: str) -> str:
    said = _said(words)
    short = {"hoat dong": "activity_fund", "qhd": "activity_fund"} | {
        "tang thu nhap": "income_fund",
        "qtn": "income_fund",
    }
    named = fund_named(polish(words))[0]
    return str(named) if named else next((fund for end, fund in short.items() if said.endswith(end)), "")


def _said(words: str) -> str:
    return fold(tidy(words)).rstrip("?. ").strip()


def opens_slip(words: str, today: date) -> bool:
    """ "xem phiếu thu 14", "phiếu chi số 9", "ảnh phiếu chi 9 quỹ hoạt động"."""
    return _ASKED.fullmatch(_said(words)) is not None


SLIP = Talk("fund.slip", show_slip, LedgerTail, opens_slip, entry_subject)
