"""A club in memory for tests of the engine: a driver of the small talks without database or words.

Everything kept between two messages goes through its JSON form, as it does in storage.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from handlers.decision import Ask, Caller, Decision, Say
from handlers.dialogue.on_behalf import Unreadable
from handlers.dialogue.replay import Facts, Lacking
from handlers.dialogue.state import NEW_TALK, Desk, Seen, TalkState
from handlers.dialogue.talking import OpenTalk
from handlers.messages import Incoming, Kind
from handlers.reception import Room, receive, resume
from storage.state_json import desk_from_json, desk_to_json, talk_from_row, talk_to_json
from tests.handlers.dialogue.small_talks import CATALOGUE, Cupboard, Shop, person

TODAY = date(2026, 11, 21)
FILLED = ("mua chè", "2", "20 nghìn", "chè xanh", "pha đặc")  # up to the read-back


@dataclass
class SmallClub:
    """Takes messages as the turn does: desks, talks and saved effects, each effect once."""

    book: Cupboard = field(default_factory=Cupboard)
    today: date = TODAY
    desks: dict[int, str] = field(default_factory=dict)
    talks: dict[int, tuple[dict[str, Any], str]] = field(default_factory=dict)
    saved: dict[tuple[int, int, int], Any] = field(default_factory=dict)
    shops: dict[str, Shop] = field(default_factory=dict)
    ids: Any = field(default_factory=lambda: count(1))

    # -- speaking ---------------------------------------------------------------------------------

    def say(self, words: str, who: int = 1) -> Decision:
        return self.take(Incoming("test", str(who), "m", self.now, text=words), who)

    def says(self, *words: str, who: int = 1) -> Decision:
        """Several messages; what the last one led to."""
        return [self.say(each, who) for each in words][-1]

    def tap(self, payload: str, who: int = 1) -> Decision:
        return self.take(Incoming("test", str(who), "m", self.now, Kind.TAP, tap=payload), who)

    def send(self, kind: Kind, who: int = 1) -> Decision:
        return self.take(Incoming("test", str(who), "m", self.now, kind), who)

    @property
    def now(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 2, tzinfo=UTC)

    def take(self, incoming: Incoming, who: int, shown_at: datetime | None = None) -> Decision:
        caller = Caller(person(who), self.now, next(self.ids))

        def decide(facts: Facts) -> Decision:
            return receive(CATALOGUE, Room(caller, self.desk(who), facts, Seen(shown_at)), incoming, self.now)

        decision = self._kept(self._decided(decide), who)
        reply = decision.reply
        while decision.resume:
            decision = self._kept(
                self._decided(lambda facts: resume(CATALOGUE, Room(caller, self.desk(who), facts))), who
            )
            reply += decision.reply
        return replace(decision, reply=reply)

    # -- looking ----------------------------------------------------------------------------------

    def desk(self, who: int = 1) -> Desk:
        return desk_from_json(json.loads(self.desks[who])) if who in self.desks else Desk()

    def talk(self, who: int = 1) -> TalkState:
        """The talk on somebody's desk."""
        return self.state(self.desk(who).talk_id)

    def state(self, talk_id: int) -> TalkState:
        row, stored = self.talks[talk_id]
        return talk_from_row({**row, "state": json.loads(stored)})

    def open_key(self, who: int = 1) -> str:
        """The key of the question last shown; "" when nothing is open."""
        shown = self.desk(who).shown
        return shown.key if shown is not None and self.desk(who).talk_id else ""

    @property
    def purchases(self) -> list[Any]:
        return list(self.saved.values())

    # -- what the turn does -----------------------------------------------------------------------

    def _decided(self, decide: Callable[[Facts], Decision]) -> Decision:
        loaded: dict[Any, Any] = {}
        while True:
            try:
                return decide(Facts(loaded))
            except Lacking as need:
                loaded[need.key] = self._load(*need.key)

    def _load(self, record_type: type, subject: Any) -> Any:
        if record_type is TalkState:
            return self.state(subject) if subject in self.talks else None
        if record_type is OpenTalk:
            return self._newest(subject)
        if record_type is Unreadable:
            return Unreadable(0, "thôn Nhỏ")
        return self.book if record_type is Cupboard else self.shops.get(subject, Shop(subject))

    def _newest(self, name: str) -> TalkState | None:
        found = [self.state(talk_id) for talk_id in sorted(self.talks)]
        fitting = [each for each in found if f"{each.name}@{each.subject}" == name]
        return next((each for each in reversed(fitting) if each.status != "dropped"), None)

    def _kept(self, decision: Decision, who: int) -> Decision:
        ids = {state.id: self._keep(state) for state in decision.talks}
        done = decision.done
        for line, effect in enumerate(done.effects if done else (), 1):
            assert done is not None
            key = (ids[done.talk.id], done.talk.round, line)
            assert key not in self.saved, "an effect was saved twice"
            self.saved[key] = effect
        desk = decision.desk
        if desk.talk_id == NEW_TALK:
            desk = replace(desk, talk_id=ids[NEW_TALK])
        if desk.shown is not None and desk.shown.talk_id == NEW_TALK:
            desk = replace(desk, shown=replace(desk.shown, talk_id=ids[NEW_TALK]))
        self.desks[who] = json.dumps(desk_to_json(desk))
        return replace(decision, desk=desk)

    def _keep(self, state: TalkState) -> int:
        talk_id = next(self.ids) if state.id == NEW_TALK else state.id
        columns = ("name", "subject", "person_id", "round", "status")
        row = {"id": talk_id, **{name: getattr(state, name) for name in columns}}
        self.talks[talk_id] = (row, json.dumps(talk_to_json(state)))
        return talk_id


def asked(decision: Decision) -> Ask:
    """The question a reply ends with."""
    last = decision.reply[-1]
    assert isinstance(last, Ask), decision.reply
    return last


def blocks(decision: Decision) -> list[str]:
    """What was said: the names of the blocks, questions by their key."""
    return [part.block if isinstance(part, Say) else f"?{part.question.key}" for part in decision.reply]
