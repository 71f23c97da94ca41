"""Họp hai tháng một lần: how often the club meets, and from which month on.

In a month without a planned meeting no report is expected: nobody is reminded, no digest counts it.
"""

from dataclasses import dataclass, replace
from datetime import date

from handlers.calendar.rhythm import EVERY_MONTH, rhythm_in
from handlers.catalogue_types import Query, Talk, Visit
from handlers.club.rhythm_words import asks_rhythm, rhythm_told, without_rhythm
from handlers.decision import Caller, Say
from handlers.dialogue.questions import Choose, Confirm, Option, ReviewLine, agreed
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.report.monthly import report_subject
from handlers.report.periods import after, before, first_day, month_of
from storage.people_records import Club, MeetingRhythm

PAGE = "club/rhythm"
WHO_SET = frozenset({"leader", "deputy"})
OFTEN = (
    Option("every", ("hằng tháng", "tháng nào cũng họp", "một tháng")),
    Option("two", ("hai tháng", "2 tháng", "hai tháng một lần")),
    Option("three", ("ba tháng", "3 tháng", "quý", "một quý", "ba tháng một lần")),
)
SINCE = (Option("last"), Option("this", ("tháng này", "từ nay")), Option("next", ("tháng sau",)))
_MONTHS = {"every": EVERY_MONTH, "two": 2, "three": 3}
_CODES = {months: code for code, months in _MONTHS.items()}


@dataclass(frozen=True, slots=True)
class RhythmBook:
    """One club and its rules, by day, the later told last; `period` is the month meant."""

    club: Club
    period: str
    rules: tuple[MeetingRhythm, ...] = ()


@dataclass(frozen=True, slots=True)
class SetRhythm:
    """Effect: from that month on the club meets once in so many months."""

    club_id: int
    rule: MeetingRhythm


@dataclass(frozen=True, slots=True)
class RhythmStays:
    """Effect that writes nothing: the rule holds already ("same"), or somebody else sets it ("not_yours")."""

    reason: str
    months: int


async def set_rhythm(book: RhythmBook, visit: Visit) -> SetRhythm | RhythmStays | None:
    """How often and from when, then the read-back; whoever does not set it only hears it."""
    now = rhythm_in(book.rules, month_of(visit.today))
    own = {str(role.role) for role in visit.person.roles if role.club_id == book.club.id}
    if not own & WHO_SET:
        return RhythmStays("not_yours", now)
    told = rhythm_told(visit.words)
    show = {"now": now, "club": book.club}
    picked = await Choose(key="often", choices=OFTEN, known=_CODES[told] if told else None, show=show)
    months, since = _MONTHS[picked], await _since(book, visit)
    if rhythm_in(book.rules, month_of(since)) == months:
        return RhythmStays("same", months)
    rule = MeetingRhythm(since, months)
    lines = (ReviewLine("often", ("often",)), ReviewLine("since", ("since",)))
    confirm = Confirm(key="confirm", about=rule, lines=lines, show=show | {"rule": rule})
    return SetRhythm(book.club.id, rule) if await agreed(confirm) else None


async def _since(book: RhythmBook, visit: Visit) -> date:
    """First day of a month near today: the one named, else the one whose report is next."""
    this = month_of(visit.today)
    months = {"last": before(this), "this": this, "next": after(this)}
    known = next((code for code, period in months.items() if period == book.period), None)
    picked = await Choose(key="since", choices=SINCE, known=known, show={"months": months})
    return first_day(months[picked])


def opens_rhythm(words: str, _: date) -> bool:
    """ "câu lạc bộ họp hai tháng một lần", "lịch họp"."""
    return rhythm_told(words) is not None or asks_rhythm(words)


def rhythm_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """Each time it is told is a talk of its own, about the month named or the one to report."""
    return replace(report_subject(without_rhythm(words), caller, facts), record=caller.inbox_id)


def _officer_tells(words: str, caller: Caller) -> bool | None:
    """An officer who says so without entering for the club."""
    return True if caller.club_id == 0 and rhythm_told(words) is not None else None


def _enter_first(_: bool, caller: Caller, __: Facts) -> Say:
    return Say(PAGE, "enter_first")


RHYTHM = Talk("club.rhythm", set_rhythm, RhythmBook, opens_rhythm, rhythm_subject, on_behalf=True)
RHYTHM_OF_OFFICERS = Query("club.rhythm_told", _officer_tells, _enter_first, frozenset({"officer"}))
