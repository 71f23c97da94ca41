"""What an officer enters for a club: every reply names the club, and its leader is told what was entered."""

from collections.abc import Sequence
from typing import Any

from handlers.club.rhythm import RhythmStays
from handlers.decision import Ask, Caller, Notice, Say
from handlers.dialogue.on_behalf import PAGE
from handlers.dialogue.state import Desk
from handlers.dialogue.take_up import StandIn, TakeUp
from handlers.fund.amends import Told
from handlers.fund.explain import ShowFigures, ShowPage
from handlers.loan.effects import NotWritten

LISTED = 4
LOOKED_AT = (RhythmStays, TakeUp, StandIn, Told, ShowPage, ShowFigures, NotWritten)


def under_the_club(parts: Sequence[Say | Ask], caller: Caller, desk: Desk) -> list[Say | Ask]:
    """The reply with the club's name above it, as long as the officer speaks for it."""
    if caller.behalf is None or desk.behalf_of != caller.behalf.club_id or not parts:
        return list(parts)
    return [Say(PAGE, "header", {"behalf": caller.behalf}), *parts]


def writes(effect: Any) -> bool:
    """Whether it changes anything of the club's: looking something up is not entering."""
    return not isinstance(effect, LOOKED_AT)


def told_to_leader(effects: Sequence[Any], caller: Caller) -> tuple[Notice, ...]:
    """One notice to the club's leader about all that one message of the officer's wrote."""
    club = caller.behalf
    done = [effect for effect in effects if writes(effect)]
    leaders = tuple(each for each in club.leaders if each != caller.person.id) if club else ()
    if club is None or not done or not leaders:
        return ()
    acts = [(type(effect).__name__, effect) for effect in done[:LISTED]]
    show = {"behalf": club, "officer": caller.person.name, "acts": acts, "more": len(done) - len(acts)}
    return (Notice(f"on_behalf/{caller.inbox_id}", Say(PAGE, "to_leader", show), people=leaders),)
