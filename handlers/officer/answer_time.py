"""Duyệt gia hạn: an officer answers a club that asked for more time: yes, another day, or no."""

from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.questions import Choose, Confirm, Option, ReviewLine, agreed
from handlers.dialogue.replay import Fact, Facts
from handlers.dialogue.subject import Subject
from handlers.officer.more_time import OFFICER, UNTIL, new_due_day
from handlers.officer.nudge import Scope
from handlers.officer.time_book import (
    GiveTime,
    NoTime,
    RefuseTime,
    TimeAsk,
    TimeBook,
    WaitingWishes,
    WaitingWishesAsk,
)
from handlers.officer.time_words import hears_decision

YES = Option("yes", ("đồng ý", "duyệt", "cho", "nhất trí"))
OTHER = Option("other_day", ("ngày khác", "đổi ngày", "cho ngày khác", "sửa"))
REFUSE = Option("refuse", ("không", "không đồng ý", "không duyệt", "từ chối"))


async def answer_wish(_: object, visit: Visit) -> GiveTime | RefuseTime | NoTime | None:
    """The club's wish as it stands: somebody else may have answered it meanwhile."""
    subject = visit.subject
    if not subject.club_id:
        return NoTime("none")
    codes = visit.person.areas_led
    book: TimeBook | None = await Fact(TimeBook, TimeAsk(subject.club_id, subject.period, codes))
    if book is None or book.wish is None:
        return NoTime("none")
    if book.filed:
        return NoTime("filed", book)
    wish, who, turn = book.wish, visit.person.name, subject.record
    about = {
        "until": wish.due_on,
        "holds": book.due_on,
        "by": wish.person_id,
        "gone": wish.due_on < visit.today,
    }
    choices = (YES, OTHER, REFUSE) if wish.due_on >= visit.today else (OTHER, REFUSE)
    said = await Choose(key="answer", about=about, choices=choices, show={"book": book})
    if said == "refuse":
        return RefuseTime(book, who, turn)
    if said == "yes":
        return GiveTime(book, wish.due_on, wish.reason, who, turn)
    return await _another_day(book, visit)


async def _another_day(book: TimeBook, visit: Visit) -> GiveTime | None:
    """The officer's own day, read back."""
    until = await new_due_day(book, "", visit.today, {"book": book})
    reason = book.wish.reason if book.wish else ""
    effect = GiveTime(book, until, reason, visit.person.name, visit.subject.record)
    about = {"holds": book.due_on, "until": until}
    lines = (ReviewLine("until", (UNTIL,)),)
    show = {"book": book, "effect": effect}
    return effect if await agreed(Confirm(key="confirm", about=about, lines=lines, show=show)) else None


def _opens(words: str, _: date) -> bool:
    return hears_decision(words)


def _subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """The club that is named, else the one that asked first."""
    waiting: WaitingWishes = facts.get(WaitingWishes, WaitingWishesAsk(caller.person.areas_led))
    said = fold(tidy(words))
    named = next((club for club in waiting.clubs if club[2] in said), None)
    club_id, period, _ = named or next(iter(waiting.clubs), (0, "", ""))
    return Subject(club_id, period, caller.inbox_id, caller.person.id)


ANSWER_TIME = Talk("officer.answer_time", answer_wish, Scope, _opens, _subject, OFFICER, waits=False)
