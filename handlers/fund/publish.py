"""Công khai quỹ: lines to read aloud at the meeting, one A4 page to pin up, the cash book as a workbook.

Nothing is written in the books; the papers are made when the reply is saved.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.replay import Fact, Facts
from handlers.dialogue.subject import Subject
from handlers.fund.golden_heart import GiftInKind, GoldenHeart
from handlers.fund.ledger_view import LedgerView
from handlers.report.periods import last_day, named_month
from storage.records import Entry, EntryKind, Fund, Place

_PUBLISH = re.compile(
    r"(?:in |doc |lam )?(?:cong khai|ban cong khai|to cong khai)(?: quy| tai chinh| thu chi)?"
    r"(?: thang [\w/ ]{1,12})?"
)
_EXPORT = re.compile(
    r"(?:xuat|gui|tai|in)\s+(?:file |tep )?(?:so quy|so tien mat|excel|so quy excel|file excel)(?: ra)?"
    r"(?: (?:so quy|so tien mat))?(?: excel)?(?: thang [\w/ ]{1,12})?|so quy excel(?: thang [\w/ ]{1,12})?"
)


class Flow(NamedTuple):
    """What came in or went out under one category, in đồng, always positive."""

    category: str
    amount: int


@dataclass(frozen=True, slots=True)
class PublishFund:
    """Effect: make the page to pin up; `view` is the month, `in_kind` its gifts of goods."""

    view: LedgerView
    in_kind: tuple[GiftInKind, ...]
    day: date

    @property
    def as_of(self) -> date:
        """The day the figures stand for: today, or the last day of a month that is over."""
        return min(self.day, last_day(f"{self.view.month:%Y-%m}"))

    def income(self, fund: Fund) -> tuple[Flow, ...]:
        """Thu by category, struck-out entries cancelled."""
        return _flows(self.view.entries, fund, Place.EARNED, -1)

    def expense(self, fund: Fund) -> tuple[Flow, ...]:
        """Chi by category, struck-out entries cancelled."""
        return _flows(self.view.entries, fund, Place.SPENT, 1)

    @property
    def gifts(self) -> tuple[Entry, ...]:
        """Gifts of money of the month."""
        return tuple(
            entry
            for entry in self.view.entries
            if entry.category == "gift" and entry.kind is EntryKind.INCOME and entry.reversed_by is None
        )

    @property
    def lent_out(self) -> int:
        """Principal lent in the month, in đồng."""
        return sum(max(entry.at(Place.LENT), 0) for entry in self._loans(EntryKind.LEND))

    @property
    def repaid(self) -> int:
        """Principal that came back in the month, in đồng."""
        return -sum(entry.at(Place.LENT) for entry in self._loans(EntryKind.REPAY))

    def _loans(self, kind: EntryKind) -> list[Entry]:
        return [entry for entry in self.view.entries if entry.kind is kind and entry.reversed_by is None]


@dataclass(frozen=True, slots=True)
class ExportBook:
    """Effect: make the month's cash book of both funds as a workbook."""

    view: LedgerView
    day: date


def _flows(entries: tuple[Entry, ...], fund: Fund, place: Place, sign: int) -> tuple[Flow, ...]:
    moved = sorted(
        (_earned_by(entry), sign * entry.at(place))
        for entry in entries
        if entry.fund == fund and entry.at(place)
    )
    sums = (
        Flow(name, sum(amount for _, amount in some)) for name, some in groupby(moved, key=lambda one: one[0])
    )
    return tuple(flow for flow in sums if flow.amount)


def _earned_by(entry: Entry) -> str:
    """What a repayment earns is its interest; the principal only changes place."""
    return "loan_interest" if entry.category == "loan_repayment" else entry.category


async def publish(view: LedgerView, visit: Visit) -> PublishFund:
    """Công khai quỹ of one month."""
    heart: GoldenHeart = await Fact(GoldenHeart, view.book.club.id)
    in_kind = tuple(gift for gift in heart.in_kind if (gift.given_on.year, gift.given_on.month) ==
                    (view.month.year, view.month.month))  # fmt: skip
    return PublishFund(view, in_kind, visit.today)


async def export(view: LedgerView, visit: Visit) -> ExportBook:
    """Xuất sổ quỹ of one month."""
    return ExportBook(view, visit.today)


def opens_publishing(words: str, today: date) -> bool:
    """ "công khai quỹ", "công khai quỹ tháng 10"."""
    return _PUBLISH.fullmatch(fold(tidy(words))) is not None


def opens_export(words: str, today: date) -> bool:
    """ "xuất sổ quỹ", "xuất excel tháng 10"."""
    return _EXPORT.fullmatch(fold(tidy(words))) is not None


def month_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """The month named, else the current one."""
    month = named_month(words, caller.today) or f"{caller.today:%Y-%m}"
    return Subject(caller.club_id, f"{month}.both.box", record=caller.inbox_id)


PUBLISH = Talk("fund.publish", publish, LedgerView, opens_publishing, month_subject)
EXPORT = Talk("fund.export", export, LedgerView, opens_export, month_subject)
