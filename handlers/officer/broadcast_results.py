"""Ai đã rõ: how a notice stands, one tap to send it once more to the silent, and whom to telephone."""

from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import Option
from handlers.dialogue.replay import Fact
from handlers.officer.broadcast_result import (
    Broadcast,
    BroadcastResult,
    NudgeBroadcast,
    RecentBroadcasts,
    RecentBroadcastsAsk,
    ResultAsk,
    ResultSeen,
)
from handlers.officer.broadcast_words import hears_results
from handlers.officer.nudge import LEAVE, SEND, Scope
from handlers.officer.passing import Passing
from handlers.officer.scope import each_time

LISTED = 5


async def broadcast_results(_: object, visit: Visit) -> NudgeBroadcast | ResultSeen | None:
    """The notice of the day named, else one of the last weeks' list."""
    ask = RecentBroadcastsAsk(visit.person.id, visit.person.areas_led, visit.today)
    recent: RecentBroadcasts = await Fact(RecentBroadcasts, ask)
    chosen = await _chosen(_of_day(recent.broadcasts, visit))
    if chosen is None:
        return ResultSeen()
    result: BroadcastResult = await Fact(BroadcastResult, ResultAsk(chosen, visit.today))
    if not result.to_nudge:
        return ResultSeen(result)
    about = (chosen.id, [each.person.person_id for each in result.to_nudge])
    if await Passing(key="again", about=about, choices=(SEND, LEAVE), show={"result": result}) == "no":
        return None
    people = tuple(each.person for each in result.to_nudge)
    return NudgeBroadcast(chosen, people, visit.today, result)


def _of_day(broadcasts: tuple[Broadcast, ...], visit: Visit) -> tuple[Broadcast, ...]:
    """Those asked for on the day that was named; all of them where none was."""
    found = find_day(visit.words, visit.today)
    if found is None or not isinstance(found[0], Heard):
        return broadcasts
    return tuple(each for each in broadcasts if each.asked_on == found[0].value.day)


async def _chosen(broadcasts: tuple[Broadcast, ...]) -> Broadcast | None:
    if len(broadcasts) < 2:
        return next(iter(broadcasts), None)
    listed = broadcasts[:LISTED]
    options = tuple(Option(f"broadcast{each.id}", (each.words,), {"broadcast": each}) for each in listed)
    show = {"count": len(broadcasts), "more": len(broadcasts) - len(listed)}
    about = [each.id for each in listed]
    picked = await Passing(key="which", about=about, choices=options, show=show)
    return next(each for each in listed if f"broadcast{each.id}" == picked)


def opens_results(words: str, _: date) -> bool:
    """ "ai đã rõ", "thông báo hôm qua", "kết quả thông báo"."""
    return hears_results(words)


RESULTS = Talk(
    "officer.broadcast_results",
    broadcast_results,
    Scope,
    opens_results,
    each_time,
    frozenset({"officer"}),
    waits=False,
)
