"""The talk that answers a reminder: do it now, or say in one's own words when to be reminded again.

It is opened by the reminder itself, with what the reminder said in `opening`, so that the list the person
sees is the list their number means. Someone may also open it unasked: "chiều nhắc".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.calendar.duties import Duty, club_and_period, report_occasion
from handlers.calendar.snooze import Snooze, hear_snooze
from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.hearing.choices import hear_choice
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.yes_no import hear_yes_no
from handlers.dialogue.questions import Choose, Option, Question
from handlers.dialogue.replay import Fact, Facts
from handlers.dialogue.state import Json
from handlers.dialogue.subject import Subject
from handlers.dialogue.take_up import TakeUp
from handlers.report.book import ReportBook
from handlers.report.monthly import MONTHLY, report_subject
from handlers.report.promise import NOON, KeepPromise, at_once, wishes_reminding
from handlers.report.put_off import ToldLast, ToldLastAsk
from handlers.report.silence import KeepSilence, wants_silence

NAME = "report.reminder"
NOW, LATER, NEVER = "now", "later", "never"
OPTIONS = {
    NOW: Option(NOW, ("làm ngay", "làm luôn", "làm bây giờ", "bây giờ", "làm đi", "ngay")),
    "afternoon": Option("afternoon", ("chiều nhắc", "chiều")),
    "evening": Option("evening", ("tối nhắc", "tối")),
    "tomorrow": Option("tomorrow", ("mai nhắc", "mai")),
    LATER: Option(LATER, ("để lúc khác", "lúc khác", "để sau")),
}
SHORTCUTS = {"afternoon": "chiều nay", "evening": "tối nay", "tomorrow": "sáng mai"}
"""What a tapped choice says, in the words a person would have typed."""

REPORT_PARTS = ("meeting_on", "present", "roster", "measured", "care", "self_help", "doings")


@dataclass(frozen=True, kw_only=True)
class WhenAgain(Choose):
    """Now, or until when: the answer is an option's code or the person's own words."""

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        if wants_silence(words):
            return Heard(NEVER)
        snoozed = hear_snooze(words, datetime.combine(today, NOON))
        if isinstance(snoozed, Snooze):
            return Heard(words)
        if _means_now(words):
            return Heard(NOW)
        return Heard(LATER) if snoozed.reason == "which_time" else snoozed

    def from_json(self, stored: Json) -> str:
        """Words are no code of the list: whatever text was understood reads back."""
        return str(stored)


@dataclass(frozen=True, kw_only=True)
class Until(Question[str]):
    """Until when, where it was put off without a time."""

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        snoozed = hear_snooze(words, datetime.combine(today, NOON))
        return Heard(words) if isinstance(snoozed, Snooze) else Unclear("not_understood")


def _means_now(words: str) -> bool:
    said = hear_yes_no(words)
    picked = hear_choice(words, [OPTIONS[NOW].words])
    return (
        (isinstance(said, Heard) and said.value)
        or isinstance(picked, Heard)
        or fold(tidy(words)) in ("bao cao", "lam bao cao", "nop bao cao", "lam", "tiep", "lam tiep")
    )


async def answer_reminder(book: ReportBook, visit: Visit) -> KeepPromise | KeepSilence | TakeUp | None:
    """Nhắc và hẹn lại (golden A9); a report that came in meanwhile needs no answer."""
    if not visit.opening.get("occasions") and not at_once(visit.words):
        told: ToldLast = await Fact(ToldLast, ToldLastAsk(visit.person.id, visit.today))
        if told.aside:
            return KeepPromise(visit.person.id, told.aside, visit.words)
    occasions = tuple(visit.opening.get("occasions", ())) or (report_occasion(book.club.id, book.period),)
    if book.filed is not None and len(occasions) == 1:
        return None
    if at_once(visit.words):
        return TakeUp(MONTHLY.name, Subject(book.club.id, book.period))
    said = await reminder_question(_still_missing(visit.opening, book), visit.round, unasked=visit.words)
    if said == NOW:
        club_id, period = club_and_period(occasions[0])
        return TakeUp(MONTHLY.name, Subject(club_id, period))
    if said == NEVER:
        return KeepSilence(visit.person.id, occasions)
    if said == LATER:
        said = await Until(key="until", about=visit.round)
    return KeepPromise(visit.person.id, occasions, SHORTCUTS.get(said, said))


def _still_missing(opening: Mapping[str, Any], book: ReportBook) -> Mapping[str, Any]:
    """The opening, without what was recorded since the reminder went out."""
    lacking = missing_parts(book, frozenset())
    reports = [
        {**report, "missing": [part for part in report["missing"] if n or part in lacking]}
        for n, report in enumerate(opening.get("reports", ()))
    ]
    return {**opening, "reports": reports}


def reminder_question(opening: Mapping[str, Any], sealed_in: int, *, unasked: str = "") -> WhenAgain:
    """The question a reminder puts; the round that sends it and the talk that hears the answer share it.

    Sealed to its round, so that the same reminder sent again is asked again.
    """
    options = tuple(OPTIONS[code] for code in opening.get("choices", (NOW, LATER)))
    show = {name: opening.get(name) for name in ("reports", "promised")}
    known = unasked or None
    return WhenAgain(key="answer", choices=options, show=show, known=known, about=sealed_in)


def opening_of(duties: Sequence[Duty], now: datetime, *, promised: bool) -> dict[str, Any]:
    """What one reminder says, as JSON kept with the talk: the reports, the choices."""
    return {
        "occasions": [duty.occasion for duty in duties],
        "reports": [_report(duty) for duty in duties],
        "promised": promised,
        "choices": _choices(now, promised),
    }


def _report(duty: Duty) -> dict[str, Any]:
    missing = list(duty.missing)
    return {"club": duty.club, "period": duty.period, "missing": missing, "due_on": duty.due_on.isoformat()}


def _choices(now: datetime, promised: bool) -> list[str]:
    if promised:
        return [NOW, LATER]
    later = ["afternoon"] if now.hour < 14 else ["evening"] if now.hour < 18 else []
    return [NOW, *later, "tomorrow"]


def missing_parts(book: ReportBook, answered: frozenset[str]) -> tuple[str, ...]:
    """Which parts neither the books nor the begun report have, in the report's order."""
    missing = [name for name in REPORT_PARTS if getattr(book.facts, name) is None and name not in answered]
    if not book.funds.entries and "money" not in answered:
        missing.append("money")
    return tuple(missing)


def wish_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """The report meant, and the message itself: every wish is a talk of its own."""
    report = report_subject(words, caller, facts)
    return Subject(report.club_id, report.period, caller.inbox_id, caller.person.id)


REMINDER = Talk(NAME, answer_reminder, ReportBook, wishes_reminding, wish_subject, parks=True)
