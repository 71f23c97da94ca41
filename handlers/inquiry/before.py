"""The question in free words somebody asked last, heard again from what they typed: nothing of it is kept."""

from handlers.decision import Caller
from handlers.dialogue.pages import asks_more
from handlers.dialogue.recent import REMEMBERED, RecentWords, RecentWordsAsk
from handlers.dialogue.replay import Facts
from handlers.inquiry.kinds import Inquiry, hear_inquiry
from handlers.inquiry.why_words import asks_why


def asked_before(caller: Caller, facts: Facts) -> Inquiry | None:
    """The inquiry before this message, "vì sao" and "xem tiếp" left out; None where another came between."""
    recent: RecentWords = facts.get(
        RecentWords, RecentWordsAsk(caller.person.id, caller.inbox_id, caller.now - REMEMBERED)
    )
    for words in recent.words:
        if asks_why(words, caller) is None and not asks_more(words):
            return hear_inquiry(words, caller.today)
    return None
