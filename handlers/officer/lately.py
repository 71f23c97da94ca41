"""What an officer asked a moment ago: "vì sao 2/4" is about the area and the figures shown last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.decision import Caller
from handlers.dialogue.recent import REMEMBERED, RecentWords, RecentWordsAsk
from handlers.dialogue.replay import Facts
from handlers.inquiry.kinds import hear_inquiry
from handlers.officer import heard
from handlers.officer.calendar_changes import CalendarBook
from handlers.officer.heard import Heeded, Topic, hear_follow_up
from handlers.officer.heard_bulletin import hears_bulletin
from handlers.officer.heard_club import hears_about_club, hears_club_fund
from handlers.officer.heard_names import hear_code, hear_report
from handlers.officer.months import month_alone, month_named
from handlers.officer.places import Area, named_area

_HEARS = (
    heard.hear_follow_up,
    heard.hear_why,
    heard.hear_missing,
    heard.hear_above,
    heard.hear_overdue,
    heard.hear_compare,
    heard.hear_picture,
)


@dataclass(frozen=True, slots=True)
class Lately:
    """The question before this one, and the area it or a "vì sao" after it named; neither where none was.

    `club`: the words that asked about one club, where that came after it.
    """

    area: Area | None = None
    asked: Heeded | None = None
    club: str = ""

    @property
    def topic(self) -> Topic | None:
        return self.asked.topic if self.asked else None


def lately(areas: Sequence[Area], caller: Caller, facts: Facts) -> Lately:
    """The newest question an officer asked; "vì sao" goes back to the one before, unless it named a place."""
    ask = RecentWordsAsk(caller.person.id, caller.inbox_id, _since(caller, facts))
    recent: RecentWords = facts.get(RecentWords, ask)
    place: Area | None = None
    month, club = "", ""
    for words in recent.words:
        club = club or (words if _names_a_club(words, caller) else "")
        if hear_inquiry(words, caller.today) is not None:  # "vì sao" of its own follows it
            return Lately(place, club=club)
        if hears_bulletin(words):  # its figures are the digest's, as if it had come just now
            return Lately(place or named_area(words, areas), club=club)
        asked = next((said for hears in _HEARS if (said := hears(words, caller))), None)
        place = place or (named_area(words, areas) if asked else None)
        month = month or month_alone(words, caller.today)
        if asked is not None and asked.topic is not Topic.WHY and not hear_follow_up(words, caller):
            month = month or month_named(words, caller.today)
            return Lately(place, replace(asked, month=month), club)
    return Lately(place, club=club)


def _names_a_club(words: str, caller: Caller) -> bool:
    """ "/quy CLB thôn Khổng", "xem báo cáo thôn Khổng", "mã sổ tháng 11 thôn Khổng"."""
    named = hears_club_fund(words) or hears_about_club(words)
    return named or bool(hear_report(words, caller) or hear_code(words, caller))


def _since(caller: Caller, facts: Facts) -> datetime:
    """From the moment of the week's digest on, that day, it is what was shown last."""
    book: CalendarBook = facts.get(CalendarBook, caller.area_code)
    weekday, at = book.settings.digest_moment
    digest = datetime.combine(caller.today, at, caller.now.tzinfo)
    earliest = caller.now - REMEMBERED
    return max(earliest, digest) if caller.now.weekday() == weekday and caller.now >= digest else earliest
