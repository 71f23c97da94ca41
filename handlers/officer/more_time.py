"""Gia hạn: an officer gives a club of the area another day for its report, and may take it back.

Nothing else moves: reminders follow the club's new day, the month's books stay open until two days after it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import Confirm, Question, ReviewLine, Text, agreed
from handlers.dialogue.replay import Fact
from handlers.dialogue.spoken import spoken
from handlers.dialogue.state import Json
from handlers.officer.asks import AreaTree
from handlers.officer.club_choice import club_meant
from handlers.officer.nudge import Scope
from handlers.officer.scope import each_time, not_for_readers
from handlers.officer.time_book import PAGE, GiveTime, NoTime, TakeTimeBack, TimeAsk, TimeBook
from handlers.officer.time_words import (
    TimePhrase,
    back_phrase,
    give_phrase,
    hear_new_day,
    hears_back,
    hears_give,
)
from handlers.report.periods import named_month

LONGEST_REASON = 80
UNTIL = "until"
A_YEAR, A_MONTH_OR_TWO = timedelta(days=365), timedelta(days=60)


class TimeReason(Text):
    """Why more time is asked for or given, in words: a bare figure is no reason, "không" says none."""

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        tells = any(letter.isalpha() for letter in words)
        return super().hear(words, today) if tells else Unclear("not_understood")


@dataclass(frozen=True, kw_only=True)
class NewDueDay(Question[date]):
    """Until which day: after the one that holds, today or later, not beyond the next month's."""

    book: TimeBook

    def hear(self, words: str, today: date) -> "Heard[date] | Unclear":
        heard = hear_new_day(words, self.book.due_on, today)
        return _within(heard.value, self.book, today) if isinstance(heard, Heard) else heard

    def to_json(self, value: date) -> Json:
        return value.isoformat()

    def from_json(self, stored: Json) -> date:
        return date.fromisoformat(stored)


def _within(day: date, book: TimeBook, today: date) -> "Heard[date] | Unclear":
    if day <= book.usual or (day > book.latest and day - A_YEAR > book.usual - A_MONTH_OR_TWO):
        return Unclear("due_not_later")  # "3/12" said on 4/12 is not the next year's
    if day < today:
        return Unclear("due_gone")
    return Unclear("due_too_far") if day > book.latest else Heard(day)


async def new_due_day(book: TimeBook, said: str, today: date, show: dict[str, Any]) -> date:
    """The day the opening line named, where it can be given; else it is asked."""
    question = NewDueDay(key=UNTIL, book=book, show=show)
    known, doubt = spoken(UNTIL, question.hear(said, today) if said else None, said)
    return await NewDueDay(key=UNTIL, book=book, show=show, known=known, unclear=doubt)


async def give_time(_: object, visit: Visit) -> GiveTime | NoTime | None:
    """Which club, until when; a reason only where one is given."""
    said = give_phrase(visit.words)
    book = await _book_of(said, visit)
    if book is None:
        return None
    if book.filed:
        return NoTime("filed", book)
    show = {"book": book}
    until = await new_due_day(book, said.when, visit.today, show)
    known = said.why[:LONGEST_REASON] if said.why else ""
    reason = await TimeReason(key="reason", at_most=LONGEST_REASON, known=known, show=show)
    effect = GiveTime(book, until, reason, visit.person.name, visit.subject.record)
    lines = (ReviewLine("until", (UNTIL,)), ReviewLine("reason", ("reason",), {"reason": reason}))
    about = {"club": book.club_id, "period": book.period, "holds": book.due_on, "until": until, "why": reason}
    question = Confirm(key="confirm", about=about, lines=lines, show=show | {"effect": effect})
    return effect if await agreed(question) else None


async def take_time_back(_: object, visit: Visit) -> TakeTimeBack | NoTime | None:
    """Which club; its usual day is read back."""
    book = await _book_of(back_phrase(visit.words), visit)
    if book is None:
        return None
    if book.extended is None:
        return NoTime("usual", book)
    if book.filed:
        return NoTime("filed", book)
    effect = TakeTimeBack(book, visit.person.name, visit.subject.record)
    about = {"club": book.club_id, "period": book.period, "extended": book.extended}
    show = {"book": book, "today": visit.today}
    return effect if await agreed(Confirm(key="confirm", about=about, show=show)) else None


async def _book_of(said: TimePhrase, visit: Visit) -> TimeBook | None:
    codes = visit.person.areas_led
    if not codes:
        return None
    tree: AreaTree = await Fact(AreaTree, codes[0])
    club_id = await club_meant(said.club, codes, tree.top, visit.today)
    if club_id is None:
        return None
    period = named_month(visit.words, visit.today) or ""
    book: TimeBook | None = await Fact(TimeBook, TimeAsk(club_id, period, codes))
    return book


def _gives(words: str, _: date) -> bool:
    return hears_give(words)


def _takes_back(words: str, _: date) -> bool:
    return hears_back(words)


def _about_time(words: str) -> bool:
    return hears_give(words) or hears_back(words)


OFFICER = frozenset({"officer"})
MORE_TIME = Talk("officer.more_time", give_time, Scope, _gives, each_time, OFFICER, waits=False)
TIME_BACK = Talk("officer.time_back", take_time_back, Scope, _takes_back, each_time, OFFICER, waits=False)
MORE_TIME_READERS = not_for_readers("officer.more_time_readers", PAGE, _about_time)
