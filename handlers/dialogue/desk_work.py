"""What lies before one person during one message: the talk on the desk, those that wait, what changed.

It collects; nothing here touches storage, the clock or a channel.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers.catalogue_types import COMMITTEE, Talk, Visit
from handlers.decision import Ask, Caller, Decision, Done, Notice, Say
from handlers.dialogue.answering import By
from handlers.dialogue.questions import Option, Question
from handlers.dialogue.replay import Asking, Facts, Finished, Keeping, digest, replay
from handlers.dialogue.state import Closed, Desk, Shown, TalkState
from handlers.dialogue.subject import Subject

KEPT_LINES = 51  # effects saved while a talk goes on never share a line with those of its end
PAGE = "dialogue/reception"
RESUME = (
    Option("continue", ("tiếp", "làm tiếp", "có", "ừ", "đúng", "vâng")),
    Option("restart", ("làm lại", "từ đầu")),
)

ENDED = ("finished", "dropped")


class OpenTalk:
    """As a fact: the newest talk of that (name, subject) that was not dropped, or None."""


class DeskWork:
    """Mutable for the length of one message; `decision()` is its result."""

    def __init__(self, talks: dict[str, Talk], caller: Caller, desk: Desk, facts: Facts) -> None:
        self.talks = talks
        self.caller = caller
        self.desk = desk
        self.facts = facts
        self.reply: list[Say | Ask] = []
        self.changed: dict[int, TalkState] = {}
        self.done: Done | None = None
        self.notices: list[Notice] = []
        self.notes: list[Any] = []
        self.resume = False

    @property
    def by(self) -> By:
        return By(self.caller.person.id, self.caller.today)

    def decision(self) -> Decision:
        changed, notices = tuple(self.changed.values()), tuple(self.notices)
        notes = tuple(self.notes)
        return Decision(self.desk, tuple(self.reply), changed, self.done, notices, self.resume, notes)

    def say(self, page: str, block: str, **show: Any) -> None:
        self.reply.append(Say(page, block, show))

    def current(self) -> TalkState | None:
        """The talk on the desk, as stored or as changed in this message; one that ended is put away.

        A shared talk may have been ended by another of the committee while it lay on this desk.
        """
        while self.desk.talk_id:
            here = self.desk.talk_id
            state: TalkState | None = self.changed.get(here) or self.facts.get(TalkState, here)
            if state is not None and state.status not in ENDED:
                return state
            self._put_away(state)
        return None

    def _put_away(self, ended: TalkState | None) -> None:
        waiting = self.desk.waiting
        closed = self.desk.closed if ended is None else closed_by(ended)
        here = waiting[-1] if waiting else 0
        self.desk = replace(
            self.desk, talk_id=here, waiting=waiting[:-1], closed=closed, resuming=False, misses=0
        )

    def off_desk(self, closed: Closed) -> None:
        """The talk on the desk has ended; the one set aside for it comes back."""
        waiting = self.desk.waiting
        here = waiting[-1] if waiting else 0
        self.desk = replace(self.desk, talk_id=here, waiting=waiting[:-1], closed=closed, shown=None)
        self.desk = replace(self.desk, resuming=False, misses=0)

    def talk_of(self, state: TalkState) -> Talk:
        return self.talks[state.name]

    def keep(self, state: TalkState) -> TalkState:
        touched = replace(state, touched_on=self.caller.today.isoformat())
        self.changed[state.id] = touched
        return touched

    def run(self, state: TalkState) -> Asking | Keeping | Finished:
        """Where the talk stands now."""
        talk = self.talk_of(state)
        subject = Subject.read(state.subject)
        visit = Visit(
            subject,
            self.caller.today,
            self.caller.person,
            state.opening,
            frozenset(state.asked),
            state.edited,
            state.repeats,
            state.round,
        )
        where = replay(talk.run(self.facts.get(talk.book, subject), visit), state, self.facts)
        if isinstance(where, Asking) and not talk.roles & COMMITTEE:
            return replace(where, question=replace(where.question, calls=False))
        return where

    def say_it_waits(self, state: TalkState) -> None:
        """Said once a day: under every receipt it would be read no more."""
        today = self.caller.today.isoformat()
        if state.told_aside != today:
            self.changed[state.id] = replace(state, told_aside=today)
            self.say(PAGE, "still_open")

    def put_on_desk(self, state: TalkState) -> None:
        here = self.desk.talk_id
        waiting = tuple(t for t in self.desk.waiting if t not in (state.id, here))
        if here and here != state.id and not self._dropped_aside(here, unsaid=True):
            waiting += (here,)
        self.desk = replace(self.desk, talk_id=state.id, waiting=waiting, resuming=False, misses=0)

    def _dropped_aside(self, talk_id: int, *, unsaid: bool = False) -> bool:
        """A passing question ("bác hỏi CLB nào ạ?") does not wait for its turn to come again.

        `unsaid`: neither does a talk in which nothing is told yet ("ghi nhầm", and the list of receipts).
        """
        state = self.changed.get(talk_id) or self.facts.get(TalkState, talk_id)
        if state is None or not (not self.talk_of(state).waits or (unsaid and self._tells_nothing(state))):
            return False
        self.keep(replace(state, status="dropped"))
        return True

    def _tells_nothing(self, state: TalkState) -> bool:
        where = self.run(state) if state.status == "open" else None
        return isinstance(where, Asking) and where.question.passing

    def show(self, state: TalkState, key: str, options: Sequence[Option], seal: str = "") -> None:
        number = self.desk.count + 1
        codes = tuple(option.code for option in options)
        self.desk = replace(self.desk, count=number, shown=Shown(number, state.id, key, codes, seal=seal))

    def drop_passing(self) -> bool:
        """A passing question that lies open is dropped for good when something else is asked."""
        here = self.desk.talk_id
        if not here or not self._dropped_aside(here):
            return False
        waiting = self.desk.waiting
        rest = waiting[-1] if waiting else 0
        self.desk = replace(self.desk, talk_id=rest, waiting=waiting[:-1], shown=None, resuming=False)
        return True

    def set_aside(self, state: TalkState) -> None:
        """Off the desk, to be asked for by "ghi tiếp": a question of money never rides on a receipt."""
        self.lay_by(state)
        self.say_it_waits(state)

    def lay_by(self, state: TalkState) -> None:
        """Off the desk without a word of it."""
        self.desk = replace(self.desk, talk_id=0, shown=None, waiting=(*self.desk.waiting, state.id))

    def park(self, state: TalkState) -> None:
        """ "Dừng": everything is kept until the person comes back to it."""
        self.keep(replace(state, status="parked", doubt=None))
        self.desk = replace(self.desk, talk_id=0, shown=None, resuming=False)


def seal_of(question: Question[Any]) -> str:
    """What an answer to this question is sealed with; "" where it is not sealed."""
    return "" if question.about is None else digest(question.about)


def closed_by(state: TalkState, *, waits: bool = False) -> Closed:
    """What lies on the desk of a talk that has ended; `waits` where another person has to agree first."""
    words, kept = str(state.opening.get("words", "")), state.status == "finished"
    return Closed(state.name, state.subject, state.touched_on, words, kept, waits)
