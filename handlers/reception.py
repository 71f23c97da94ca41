"""One incoming message -> what happens. Commands work in the middle of any talk without losing the place."""

from dataclasses import dataclass
from datetime import datetime

from handlers.catalogue_types import Catalogue
from handlers.decision import Caller, Decision
from handlers.dialogue.follow_on import follows, how_many
from handlers.dialogue.front_desk import FrontDesk
from handlers.dialogue.questions import Confirm
from handlers.dialogue.replay import Asking, Facts
from handlers.dialogue.state import UNSEEN, Desk, Seen, TalkState
from handlers.dialogue.talking import PAGE, Talking
from handlers.messages import Incoming


@dataclass(frozen=True, slots=True)
class Room:
    """What reception sees of the world for one message."""

    caller: Caller
    desk: Desk
    facts: Facts
    seen: Seen = UNSEEN  # the question on the table, as it reached the person


def receive(catalogue: Catalogue, room: Room, incoming: Incoming, heard_at: datetime) -> Decision:
    """Decide one message; raises Lacking for facts not loaded yet."""
    if not incoming.private:
        return Decision(room.desk)
    talking = Talking(dict(catalogue.talks), room.caller, room.desk, room.facts)
    FrontDesk(catalogue, talking, heard_at, room.seen).take(incoming)
    return talking.decision()


def resume(catalogue: Catalogue, room: Room) -> Decision:
    """After effects were saved: the talk that had been set aside goes on from the fresh facts."""
    talking = Talking(dict(catalogue.talks), room.caller, room.desk, room.facts)
    state = talking.current()
    if state is not None and follows(state) and not state.asked:
        _take_up_line(talking, state)
    elif state is not None and state.name == talking.picture_talk and not state.asked:
        talking.say(PAGE, "picture_left")
        talking.go_on(state)
    elif state is not None and _asks_for_money(talking, state):
        talking.set_aside(state)
    elif state is not None:
        talking.go_on(state)
    return talking.decision()


def _take_up_line(talking: Talking, state: TalkState) -> None:
    """The next line of a longer message; where a doubled "1" would write it, it waits to be asked for."""
    where = talking.run(state)
    if not state.name.startswith("loan."):
        talking.go_on(state)
    elif isinstance(where, Asking) and isinstance(where.question, Confirm):
        talking.lay_by(state)
        talking.say(PAGE, "lines_wait", count=how_many(state), loans=True)
    else:
        talking.say(PAGE, "lines_left", count=how_many(state))
        talking.go_on(state)


def _asks_for_money(talking: Talking, state: TalkState) -> bool:
    """Whether the next words could become an entry here unmeant; a report that goes on is no such thing."""
    where, talk = talking.run(state), talking.talk_of(state)
    sealed = isinstance(where, Asking) and where.question.money and where.question.about is not None
    return (sealed or talk.says_all is not None) and not talk.shared
