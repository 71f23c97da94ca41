"""Nhập hộ: an officer enters for a club whose leader cannot type or whose messages we cannot read.

From then on the officer's words are heard as the committee's: the same draft, the same questions, the same
read-backs. What is entered carries the officer's name, and the club's leader is told.
"""

from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.on_behalf import PAGE, StandInAsk, behalf_words, hears_behalf
from handlers.dialogue.replay import Fact
from handlers.dialogue.take_up import StandIn
from handlers.officer.asks import AreaTree
from handlers.officer.club_choice import club_meant
from handlers.officer.nudge import Scope
from handlers.officer.scope import each_time, not_for_readers


async def enter_on_behalf(_: object, visit: Visit) -> StandIn | None:
    """The club is found by name within the officer's areas."""
    codes = visit.person.areas_led
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


BEHALF = Talk(
    "officer.behalf",
    enter_on_behalf,
    Scope,
    opens_behalf,
    each_time,
    frozenset({"officer"}),
    waits=False,
)
BEHALF_READERS = not_for_readers("officer.behalf_readers", PAGE, hears_behalf)
