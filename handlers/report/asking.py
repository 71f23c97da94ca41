"""The report's questions about the month's life, each with what the books already know of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from handlers.catalogue_types import Visit
from handlers.dialogue.questions import YES, Choose, Number, Option, Pair, Question
from handlers.report.areas import DOINGS
from handlers.report.book import ReportBook
from handlers.report.doings import Doings
from handlers.report.periods import last_day, month_of
from handlers.report.questions import NO_MEETING, MeetingDay, MonthMeasured, MonthMoney, RosterMoves
from handlers.report.steps import Steps

T = TypeVar("T")
OTHER = Option("other", ("số khác", "khác", "không phải", "sai"))
Numbers = tuple[int, int]


def show_of(book: ReportBook, visit: Visit) -> dict[str, Any]:
    """What every question of the report may name."""
    return {
        "club": book.club.name,
        "members": book.members,
        "period": book.period,
        "this_month": book.period == month_of(visit.today),
        "upto": min(last_day(book.period), visit.today),
    }


def filed_facts(book: ReportBook) -> ReportBook:
    """The same book, where what was filed before stands in for what nobody recorded."""
    if book.filed is None:
        return book
    filed, facts = book.filed.figures, book.facts
    known = {
        "meeting_on": date.fromisoformat(filed["meeting_on"]) if filed.get("meeting_on") else None,
        "present": filed.get("present"),
        "measured": filed.get("measured"),
        "roster": _together(filed, "joined", "left", "died"),
        "care": _together(filed, "care_people", "care_visits"),
        "self_help": _together(filed, "help_households", "help_days"),
        "doings": tuple(filed["doings"]) if filed.get("doings") is not None else None,
    }
    lacking = {name: value for name, value in known.items() if getattr(facts, name) is None}
    return replace(book, facts=replace(facts, **lacking))


def _together(filed: Mapping[str, Any], *names: str) -> Any:
    numbers = tuple(filed.get(name) for name in names)
    return None if None in numbers else numbers


@dataclass(frozen=True, slots=True)
class Sheet:
    """The blank form of one report: makes each question with its prefill and its "câu 3/9"."""

    book: ReportBook
    steps: Steps
    show: Mapping[str, Any]
    not_met: bool = False  # said when the report was opened

    def meeting(self) -> MeetingDay:
        met = self.book.facts.meeting_on
        known = met.isoformat() if met else NO_MEETING if self.not_met or self.filed_without_meeting else None
        step = self.steps.of("meeting_on")
        return MeetingDay(key="meeting_on", period=self.book.period, known=known, show=self.show, step=step)

    @property
    def filed_without_meeting(self) -> bool:
        filed = self.book.filed
        return filed is not None and filed.figures.get("meeting_on") == NO_MEETING

    def present(self) -> Number:
        return self._number("present", self.book.facts.present)

    def measured(self) -> Number:
        known, step = self.book.facts.measured, self.steps.of("measured")
        return MonthMeasured(
            key="measured", units=("người",), known=known, show=self.show, step=step, skippable=True
        )

    def roster(self) -> RosterMoves:
        known = self.book.facts.roster
        return RosterMoves(key="roster", known=known, show=self.show, step=self.steps.of("roster"))

    def care(self) -> Pair:
        words = (("cụ", "người", "ông", "bà"), ("lượt", "lần", "buổi"))
        return self._pair("care", self.book.facts.care, *words)

    def self_help(self) -> Pair:
        words = (("nhà", "hộ", "gia đình"), ("công", "ngày công", "ngày", "buổi"))
        return self._pair("self_help", self.book.facts.self_help, *words)

    def doings(self) -> Doings:
        choices = tuple(Option(code, words) for code, (_, words) in DOINGS.items())
        known, step = self.book.facts.doings, self.steps.of("doings")
        return Doings(key="doings", choices=choices, known=known, show=self.show, step=step, skippable=True)

    def money(self, met: str) -> MonthMoney:
        show = {**self.show, "hands_on": {"day": met}} if met else self.show
        step = self.steps.of("money")
        # entered while other questions were asked: there may be more
        recorded = bool(self.book.funds.entries)
        if recorded and step is not None and "money" not in self.steps.asked:
            return MonthMoney(key="money.more", show=show, step=step)
        return MonthMoney(key="money", known="recorded" if recorded else None, show=show, step=step)

    def _number(self, key: str, known: int | None) -> Number:
        return Number(key=key, units=("người",), known=known, show=self.show, step=self.steps.of(key))

    def _pair(self, key: str, known: Numbers | None, first: tuple[str, ...], second: tuple[str, ...]) -> Pair:
        step = self.steps.of(key)
        return Pair(
            key=key, first=first, second=second, known=known, show=self.show, step=step, skippable=True
        )


async def optional(question: Question[T]) -> T | None:
    """The answer of a question that may be left blank; None when it was."""
    return await question


async def or_later(question: Question[T], answer: T | None) -> T | None:
    """Asked once more before filing, where it was left blank."""
    if answer is not None:
        return answer
    return await optional(replace(question, key=f"{question.key}_late", known=None, step=None))


async def plausible(question: Question[T], value: T | None, odd: Callable[[T], bool], usual: int) -> T | None:
    """One that looks like a slip of the finger is asked about once, never refused."""
    if value is None or not odd(value):
        return value
    show = {**question.show, "value": value, "usual": usual}
    key = question.key
    if await Choose(key=f"{key}_odd", about=value, choices=(YES, OTHER), show=show) == "yes":
        return value
    corrected = replace(question, key=f"{key}_corrected", known=None, about=value, show=show, skippable=False)
    return await corrected
