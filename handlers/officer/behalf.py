"""Nhập hộ: an officer enters for a club whose leader cannot type or whose messages we cannot read.

From then on the officer's words are heard as the committee's: the same draft, the same questions, the same
read-backs. What is entered carries the officer's name, and the club's leader is told.
"""

from datetime import date

from handlers.catalogue_types import Query, Talk, Visit
from handlers.decision import Caller, Say
from handlers.dialogue.on_behalf import PAGE, StandInAsk, behalf_words, hears_behalf
from handlers.dialogue.replay import Fact, Facts
from handlers.dialogue.subject import Subject
from handlers.dialogue.take_up import StandIn
from handlers.officer.asks import AreaTree
from handlers.officer.club_choice import club_meant
from handlers.officer.nudge import Scope
from handlers.officer.scope import areas_led


async def enter_on_behalf(_: object, visit: Visit) -> StandIn | None:
    """The club is found by name within the officer's areas."""
    codes = areas_led(visit.person)
    if not codes:
        return None
    tree: AreaTree = await Fact(AreaTree, codes[0])
    club_id = await club_meant(behalf_words(visit.words), codes, tree.top, visit.today)
    if club_id is None:
        return None
    found: StandIn | None = await Fact(StandIn, StandInAsk(club_id, codes))
    return found


def opens_behalf(words: str, _: date) -> bool:
    """ "nhập hộ CLB thôn Khổng"."""
    return hears_behalf(words)


def behalf_subject(_: str, caller: Caller, __: Facts) -> Subject:
    """Each time is a talk of its own."""
    return Subject(record=caller.inbox_id, person_id=caller.person.id)


def _reader_asks(words: str, caller: Caller) -> bool | None:
    return True if hears_behalf(words) and "officer" not in caller.roles else None


def _only_officers(_: bool, __: Caller, ___: Facts) -> Say:
    return Say(PAGE, "only_officers")


BEHALF = Talk(
    "officer.behalf",
    enter_on_behalf,
    Scope,
    opens_behalf,
    behalf_subject,
    frozenset({"officer"}),
    waits=False,
)
BEHALF_READERS = Query("officer.behalf_readers", _reader_asks, _only_officers, frozenset({"reader"}))
