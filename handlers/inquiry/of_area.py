"""Officers' questions in words of their own about an area: sums of days, people, which club has most.

Answered at once within the officer's areas. What only a club can say is left to the talk that asks which.
"""

from handlers.catalogue_types import OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.replay import Facts
from handlers.inquiry.area_answers import ANSWERS
from handlers.inquiry.area_asked import AreaAsked
from handlers.inquiry.kinds import Inquiry, hear_inquiry
from handlers.inquiry.sizes import ClubHomes, HomesAsk
from handlers.officer.heard import Heeded, Topic
from handlers.officer.places import Area, named_area
from handlers.officer.scope import areas_within
from handlers.officer.within import PAGE as OFFICER_PAGE
from handlers.officer.within import within_scope

_AHEAD_TOO = ("report_due", "flow", "most_spent")  # what is known of a month to come, or has words of its own


def hears_area(words: str, caller: Caller) -> AreaAsked | None:
    """A question no single club is named in, of which an area has an answer."""
    asked = hear_inquiry(words, caller.today)
    return AreaAsked(asked, words) if asked is not None and asks_area(asked, caller) else None


def asks_area(asked: Inquiry, caller: Caller) -> bool:
    """Whether an officer asks it about an area."""
    return bool(caller.roles & OFFICERS) and not asked.club and asked.kind in ANSWERS


def of_area(about: AreaAsked, caller: Caller, facts: Facts) -> Say | None:
    """Its answer; None where words nobody knows are no area's name: a club may be meant."""
    asked = about.asked
    areas = areas_within(caller, facts)
    if asked.loose and named_area(asked.loose, areas) is None:
        return None
    if asked.place and areas and named_area(asked.place, areas) is None:
        return Say(OFFICER_PAGE, "elsewhere", {"own": areas[0]})
    where = "cả nước" if "nation" in asked.tells else asked.place or asked.loose

    def answered(_: Heeded, area: Area, who: Caller, known: Facts) -> Say:
        return ANSWERS[asked.kind](about, area, who, known)

    month = "" if asked.kind in _AHEAD_TOO else asked.month
    return within_scope(answered, count=_clubs_in)(Heeded(Topic.PICTURE, where, month=month), caller, facts)


def _clubs_in(_: Heeded, area: Area, caller: Caller, facts: Facts) -> int:
    homes: ClubHomes = facts.get(ClubHomes, HomesAsk(area.code, caller.today))
    return len(homes.by_club)


OF_AREA = Query("inquiry.area", hears_area, of_area, OFFICERS)
