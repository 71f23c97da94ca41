"""The question in free words somebody asked last, heard again from what they typed: nothing of it is kept."""

from dataclasses import replace

from handlers.decision import Caller
from handlers.dialogue.pages import asks_more
from handlers.dialogue.recent import REMEMBERED, RecentWords, RecentWordsAsk
from handlers.dialogue.replay import Facts
from handlers.inquiry.days import Days
from handlers.inquiry.kinds import Inquiry, hear_inquiry
from handlers.inquiry.why_words import asks_why
from handlers.officer.months import month_alone
from handlers.report.periods import first_day, last_day


def asked_before(caller: Caller, facts: Facts) -> Inquiry | None:
    """The inquiry before this message, about the month asked for since; None where another came between.

    "Vì sao", "xem tiếp" and a month alone are left out.
    """
    recent: RecentWords = facts.get(
        RecentWords, RecentWordsAsk(caller.person.id, caller.inbox_id, caller.now - REMEMBERED)
    )
    since = ""
    for words in recent.words:
        if asks_why(words, caller) is not None or asks_more(words):
            continue
        month = month_alone(words, caller.today)
        if not month:
            return _then(hear_inquiry(words, caller.today), since)
        since = since or month
    return None


def _then(asked: Inquiry | None, month: str) -> Inquiry | None:
    """The question about that month, where it speaks of days and one was named since."""
    if asked is None or not month or asked.days is None:
        return asked
    return replace(asked, days=Days(first_day(month), last_day(month)))
