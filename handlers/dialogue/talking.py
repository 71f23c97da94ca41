"""The conversation of one person during one message: opens, advances, sets aside and ends talks.

It collects what changed; nothing here touches storage, the clock or a channel.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers.catalogue_types import COMMITTEE, Talk, Visit
from handlers.decision import Ask, Caller, Decision, Done, Notice, Say
from handlers.dialogue.answering import By, numbered_options, shown_options
from handlers.dialogue.questions import Choose, Option, Question
from handlers.dialogue.replay import Asking, Facts, Finished, Keeping, digest, replay
from handlers.dialogue.state import NEW_TALK, Answer, Closed, Desk, Shown, TalkState
from handlers.dialogue.subject import Subject
from handlers.dialogue.take_up import TakeUp

KEPT_LINES = 51  # effects saved while a talk goes on never share a line with those of its end
PAGE = "dialogue/reception"
RESUME = (
    Option("continue", ("tiếp", "làm tiếp", "có", "ừ", "đúng", "vâng")),
    Option("restart", ("làm lại", "từ đầu")),
)

ENDED = ("finished", "dropped")


class OpenTalk:
    """As a fact: the newest talk of that (name, subject) that was not dropped, or None."""


class Talking:
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
        self.resume = False

    @property
    def by(self) -> By:
        return By(self.caller.person.id, self.caller.today)

    def decision(self) -> Decision:
        changed, notices = tuple(self.changed.values()), tuple(self.notices)
        return Decision(self.desk, tuple(self.reply), changed, self.done, notices, self.resume)

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
        closed = self.desk.closed if ended is None else _closed(ended)
        here = waiting[-1] if waiting else 0
        self.desk = replace(
            self.desk, talk_id=here, waiting=waiting[:-1], closed=closed, resuming=False, misses=0
        )

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

    def open(self, talk: Talk, subject: Subject, opening: dict[str, Any]) -> None:
        """Open a talk afresh; the one on the desk waits until this one ends."""
        person = None if talk.shared else self.caller.person.id
        state = TalkState(talk.name, str(subject), person_id=person, opening=opening)
        self._put_on_desk(state)
        self.advance(state)

    def _put_on_desk(self, state: TalkState) -> None:
        here = self.desk.talk_id
        waiting = tuple(t for t in self.desk.waiting if t not in (state.id, here))
        if here and here != state.id and not self._dropped_aside(here):
            waiting += (here,)
        self.desk = replace(self.desk, talk_id=state.id, waiting=waiting, resuming=False, misses=0)

    def _dropped_aside(self, talk_id: int) -> bool:
        """A passing question ("bác hỏi CLB nào ạ?") does not wait for its turn to come again."""
        state = self.changed.get(talk_id) or self.facts.get(TalkState, talk_id)
        if state is None or self.talk_of(state).waits:
            return False
        self.keep(replace(state, status="dropped"))
        return True

    def set_aside(self, state: TalkState) -> None:
        """Off the desk, to be asked for by "ghi tiếp": a question of money never rides on a receipt."""
        self.desk = replace(self.desk, talk_id=0, shown=None, waiting=(*self.desk.waiting, state.id))
        self.say(PAGE, "still_open")

    def take_from_aside(self) -> bool:
        """ "Ghi tiếp": the talk set aside last is taken up again."""
        if self.desk.talk_id or not self.desk.waiting:
            return False
        self.desk = replace(self.desk, talk_id=self.desk.waiting[-1], waiting=self.desk.waiting[:-1])
        state = self.current()
        if state is not None:
            self.go_on(state)
        return state is not None

    def offer_to_resume(self, state: TalkState) -> None:
        """ "Bác đang làm dở … làm tiếp không?" for a talk left on another day."""
        self._put_on_desk(state)
        self.desk = replace(self.desk, resuming=True)
        asking = self.run(state)
        step = asking.question.step if isinstance(asking, Asking) else None
        show = {
            "talk": state.name,
            "subject": Subject.read(state.subject),
            "since": state.touched_on,
            "step": step,
        }
        self._show(state, "resume", RESUME)
        question = Choose(key="resume", choices=RESUME, show=show, step=step)
        self.reply.append(Ask("dialogue/reception", question, RESUME, number=self.desk.count))

    def go_on(self, state: TalkState, *, again: str = "") -> None:
        """Take up a talk where it stands."""
        opened = replace(state, status="open")
        self._put_on_desk(opened)
        self.advance(opened, again=again)

    def advance(self, state: TalkState, *, again: str = "") -> None:
        """Run the talk on: to its next question, or to its end."""
        outcome = self.run(state)
        if isinstance(outcome, Finished):
            self._finish(state, outcome)
        elif isinstance(outcome, Keeping):
            self._keep_and_go_on(state, outcome)
        else:
            self._ask(state, outcome, again)

    def _ask(self, state: TalkState, asking: Asking, again: str) -> None:
        question = asking.question
        if question.key not in state.asked:
            state = replace(state, asked=(*state.asked, question.key), doubt=question.unclear or state.doubt)
        options = shown_options(state, question)
        state = self.keep(state)
        self._show(state, question.key, options, seal_of(question))
        doubt = state.doubt if state.doubt and state.doubt.key == question.key else None
        page = self.talk_of(state).page
        number, listed = self.desk.count, bool(numbered_options(state, question))
        ask = Ask(page, question, options, doubt, asking.reopened, state.edited, again, number)
        self.reply.append(replace(ask, listed=listed))

    def _show(self, state: TalkState, key: str, options: Sequence[Option], seal: str = "") -> None:
        number = self.desk.count + 1
        codes = tuple(option.code for option in options)
        self.desk = replace(self.desk, count=number, shown=Shown(number, state.id, key, codes, seal=seal))

    def _finish(self, state: TalkState, finished: Finished) -> None:
        kept = finished.effects or state.round > 1  # taken up again and left as it was: still finished
        status = "finished" if kept else "dropped"
        self.close(replace(state, status=status))
        ahead = next((effect for effect in finished.effects if isinstance(effect, TakeUp)), None)
        if ahead is not None:
            self._take_up(ahead)
            return
        self.done = Done(self.changed[state.id], finished.effects)
        self.say(
            self.talk_of(state).page, "done" if finished.effects else "nothing", effects=finished.effects
        )

    def _take_up(self, ahead: TakeUp) -> None:
        """Straight on with another talk, from where it stands; what was set aside goes on waiting."""
        self.resume = False
        found = self.facts.get(OpenTalk, f"{ahead.name}@{ahead.subject}")
        if isinstance(found, TalkState) and found.status != "finished":
            self.go_on(found)
        else:
            self.open(self.talks[ahead.name], ahead.subject, {})

    def _keep_and_go_on(self, state: TalkState, keeping: Keeping) -> None:
        """What is certain is saved now; after that the talk goes on from the fresh facts."""
        key = keeping.keep.key
        answer = Answer(True, on=self.caller.today.isoformat(), by=self.caller.person.id, seal=keeping.seal)
        kept = self.keep(replace(state, answers={**state.answers, key: answer}))  # no step of "quay lại"
        self.done = Done(kept, keeping.keep.effects, KEPT_LINES)
        self.resume = True

    def close(self, state: TalkState) -> None:
        """End a talk; the one set aside for it goes on."""
        closed = _closed(self.keep(replace(state, doubt=None)))
        waiting = self.desk.waiting
        self.desk = replace(
            self.desk,
            talk_id=waiting[-1] if waiting else 0,
            waiting=waiting[:-1],
            shown=None,
            closed=closed,
            resuming=False,
            misses=0,
        )
        self.resume = bool(waiting)

    def park(self, state: TalkState) -> None:
        """ "Dừng": everything is kept until the person comes back to it."""
        self.keep(replace(state, status="parked", doubt=None))
        self.desk = replace(self.desk, talk_id=0, shown=None, resuming=False)


def seal_of(question: Question[Any]) -> str:
    """What an answer to this question is sealed with; "" where it is not sealed."""
    return "" if question.about is None else digest(question.about)


def _closed(state: TalkState) -> Closed:
    words = str(state.opening.get("words", ""))
    return Closed(state.name, state.subject, state.touched_on, words, kept=state.status == "finished")


def is_new(state: TalkState) -> bool:
    """Whether the talk was opened in this very message."""
    return state.id == NEW_TALK
