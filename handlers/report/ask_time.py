"""Xin gia hạn: a committee asks its officers for more days for the report; the answer is a talk of theirs."""

from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.questions import Confirm, ReviewLine, agreed
from handlers.dialogue.replay import Fact
from handlers.officer.more_time import LONGEST_REASON, UNTIL, TimeReason, new_due_day
from handlers.officer.nudge import Scope
from handlers.officer.time_book import AskTime, NoTime, TimeAsk, TimeBook
from handlers.officer.time_words import hears_wish, wish_phrase
from handlers.report.reminder import wish_subject

NAME = "report.ask_time"


async def ask_time(_: object, visit: Visit) -> AskTime | NoTime | None:
    """Until when and why; then the wish goes to the commune."""
    subject = visit.subject
    book: TimeBook | None = await Fact(TimeBook, TimeAsk(subject.club_id, subject.period))
    if book is None:
        return None
    if book.filed:
        return NoTime("filed", book)
    said, show = wish_phrase(visit.words), {"book": book}
    until = await new_due_day(book, said.when, visit.today, show)
    known = said.why[:LONGEST_REASON] or None
    reason = await TimeReason(key="reason", at_most=LONGEST_REASON, known=known, show=show)
    effect = AskTime(book, until, reason, visit.person.name, subject.record)
    lines = (ReviewLine("until", (UNTIL,)), ReviewLine("reason", ("reason",), {"reason": reason}))
    about = {"period": book.period, "holds": book.due_on, "until": until, "why": reason}
    question = Confirm(key="confirm", about=about, lines=lines, show=show | {"effect": effect})
    return effect if await agreed(question) else None


def _opens(words: str, _: date) -> bool:
    return hears_wish(words)


ASK_TIME = Talk(NAME, ask_time, Scope, _opens, wish_subject)
