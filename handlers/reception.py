"""One incoming message -> what happens. Commands work in the middle of any talk without losing the place.

Order of reading at an open question: control words, the list on the table, commands, the answer,
another talk's opening; only then "cháu chưa hiểu".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.catalogue_types import OFFICERS, Query, Talk
from handlers.decision import Caller, Decision, Notice, Say
from handlers.dialogue.answering import (
    Blank,
    CallWanted,
    Dropped,
    NotTaken,
    Outcome,
    Taken,
    accept,
    go_back,
    leave_blank,
    numbered_options,
    shown_options,
    take_number,
    take_words,
)
from handlers.dialogue.hearing.choices import hear_choice
from handlers.dialogue.hearing.control import Control, hear_control
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.hearing.yes_no import hear_yes_no
from handlers.dialogue.questions import Confirm, Photo, Question, Text
from handlers.dialogue.replay import Asking, Facts
from handlers.dialogue.state import Closed, Desk, TalkState
from handlers.dialogue.subject import Subject
from handlers.dialogue.talking import RESUME, OpenTalk, Talking, seal_of
from handlers.messages import Incoming, Kind

PAGE = "dialogue/reception"
LONGEST_HEARD = 1500  # characters: a dozen entries; a pasted book would hold everybody up while it is read


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every talk and query the assistant knows."""

    talks: Mapping[str, Talk]
    queries: Sequence[Query]


@dataclass(frozen=True, slots=True)
class Room:
    """What reception sees of the world for one message."""

    caller: Caller
    desk: Desk
    facts: Facts
    shown_at: datetime | None = None  # when the question on the table reached the person


def receive(catalogue: Catalogue, room: Room, incoming: Incoming, heard_at: datetime) -> Decision:
    """Decide one message; raises Lacking for facts not loaded yet."""
    if not incoming.private:
        return Decision(room.desk)
    turn = Reception(catalogue, room, heard_at)
    turn.take(incoming)
    return turn.talking.decision()


def resume(catalogue: Catalogue, room: Room) -> Decision:
    """After effects were saved: the talk that had been set aside goes on from the fresh facts."""
    talking = Talking(dict(catalogue.talks), room.caller, room.desk, room.facts)
    state = talking.current()
    if state is not None:
        talking.go_on(state)
    return talking.decision()


class Reception:
    """Reads one message against what is on the person's desk."""

    def __init__(self, catalogue: Catalogue, room: Room, heard_at: datetime) -> None:
        self.catalogue = catalogue
        self.room = room
        self.heard_at = heard_at
        self.talking = Talking(dict(catalogue.talks), room.caller, room.desk, room.facts)

    @property
    def roles(self) -> frozenset[str]:
        return self.room.caller.roles

    def take(self, incoming: Incoming) -> None:
        """Route by what sort of thing came in."""
        text = nfc(incoming.text).strip()[:LONGEST_HEARD]
        if incoming.kind is Kind.TAP:
            self._tap(incoming.tap)
        elif incoming.kind is Kind.PHOTO:
            self._photo(incoming.media)
        elif incoming.kind is Kind.TEXT and text:
            self._words(text)
        else:
            self._wordless(incoming.kind)

    # -- things that are not words ---------------------------------------------------------------

    def _wordless(self, kind: Kind) -> None:
        block = {Kind.VOICE: "voice", Kind.STICKER: "sticker", Kind.TEXT: "sticker"}.get(kind, "unsupported")
        self.talking.say(PAGE, block)
        if block != "voice":
            self._ask_again()

    def _photo(self, media: str) -> None:
        state, asking = self._open_question()
        if (
            state
            and asking
            and isinstance(asking.question, Photo)
            and not self._not_shown(state, asking.question)
        ):
            self._apply(state, asking.question, accept(state, asking.question, media, self.talking.by))
        else:
            self.talking.say(PAGE, "photo")
            self._ask_again()

    def _ask_again(self, how: str = "again") -> None:
        """The open question once more, in short; nothing where none is open."""
        state = self.talking.current()
        if state is None:
            return
        if self.talking.desk.resuming:
            self.talking.offer_to_resume(state)
        else:
            self.talking.go_on(state, again=how)

    def _tap(self, payload: str) -> None:
        """A button means the list it was shown with, and no other."""
        number, _, index = payload.partition(":")
        shown = self.talking.desk.shown
        if (
            shown is None
            or str(shown.number) != number
            or not index.isdecimal()
            or int(index) >= len(shown.codes)
        ):
            self.talking.say(PAGE, "old_button")
            self._ask_again()
            return
        state, asking = (None, None) if self.talking.desk.resuming else self._open_question()
        hidden = self._not_shown(state, asking.question) if state and asking else ""
        if hidden:
            self.talking.say(PAGE, hidden)
            self._ask_again()
        else:
            self._number(int(index))

    # -- words -----------------------------------------------------------------------------------

    def _words(self, words: str) -> None:
        if self.talking.desk.resuming:
            self._resume_words(words)
            return
        state, asking = self._open_question()
        if state is None or asking is None:
            self._outside(words)
        else:
            self._inside(state, asking.question, words)

    def _open_question(self) -> tuple[TalkState | None, Asking | None]:
        state = self.talking.current()
        if state is None:
            return None, None
        where = self.talking.run(state)
        return (state, where) if isinstance(where, Asking) else (None, None)

    def _inside(self, state: TalkState, question: Question[Any], words: str) -> None:
        control = hear_control(words)
        hidden = "too_early" if self._too_early() else self._not_shown(state, question)
        if (
            control is not None
            and not (hidden and control is Control.SKIP)
            and not self._plainly_answers(state, question, words)
        ):
            self._control(control, state, question)
        elif hidden:
            self._answers_another(state, question, words, hidden)
        elif self._means_a_number(words, state, question):
            self._number(int(words.strip()) - 1)
        elif not self._command(words, state, exact=isinstance(question, Text)):
            self._answer(state, question, words)

    def _means_a_number(self, words: str, state: TalkState, question: Question[Any]) -> bool:
        typed = words.strip()
        return typed.isdecimal() and 0 < int(typed[:3]) <= len(numbered_options(state, question))

    def _plainly_answers(self, state: TalkState, question: Question[Any], words: str) -> bool:
        """ "Thôi" or "bỏ" where the list on the table has just that as a choice."""
        return bool(shown_options(state, question)) and isinstance(
            take_words(state, question, words, self.talking.by), Taken | Dropped
        )

    def _not_shown(self, state: TalkState, question: Question[Any]) -> str:
        """Why an answer cannot be meant for this question: the block that says so; "" when it can.

        Another of the committee went on with the talk, a reminder came in between, or what the question
        reads back is no longer what was shown.
        """
        shown = self.talking.desk.shown
        if shown is None or (shown.talk_id, shown.key) != (state.id, question.key):
            return "moved_on"
        codes = tuple(option.code for option in shown_options(state, question))
        if shown.codes != codes:
            return "moved_on" if shown.codes else "in_between"
        return "" if shown.seal == seal_of(question) else "changed"

    def _answers_another(self, state: TalkState, question: Question[Any], words: str, hidden: str) -> None:
        """No answer to the open question, whatever it looks like; commands and openings are heard as ever."""
        exact = isinstance(question, Text)
        if not (self._command(words, state, exact=exact) or self._opening(words, state, question)):
            self.talking.say(PAGE, hidden)
            self._ask_again()

    def _too_early(self) -> bool:
        """Sent before the question on the table had reached the person: it answers something else."""
        return self.room.shown_at is not None and self.heard_at < self.room.shown_at

    def _answer(self, state: TalkState, question: Question[Any], words: str) -> None:
        outcome = take_words(state, question, words, self.talking.by)
        if isinstance(outcome, NotTaken) and self._opening(words, state, question):
            return
        self._apply(state, question, outcome)

    def _number(self, index: int) -> None:
        if self.talking.desk.resuming:
            self._resume(RESUME[index].code if index < len(RESUME) else "")
            return
        state, asking = self._open_question()
        if state is None or asking is None:
            self._outside(str(index + 1))
        else:
            self._apply(state, asking.question, take_number(state, asking.question, index, self.talking.by))

    def _apply(self, state: TalkState, question: Question[Any], outcome: Outcome) -> None:
        page = self.talking.talk_of(state).page
        if isinstance(outcome, Dropped):
            self.talking.close(outcome.state)
            self.talking.say(PAGE, "dropped")
            return
        if isinstance(outcome, CallWanted):
            self._call_wanted(outcome.state, question)
            return
        if isinstance(outcome, Blank):
            self.talking.say(PAGE, "left_blank", step=question.step)
        if isinstance(outcome, Taken) and outcome.echo:
            self.talking.say(page, f"{block_of(question.key)}_echo", value=outcome.value)
        self.talking.advance(outcome.state)

    def _call_wanted(self, state: TalkState, question: Question[Any]) -> None:
        subject, caller = Subject.read(state.subject), self.talking.caller
        show = {"person": caller.person, "club_id": subject.club_id, "talk": state.name}
        occasion = f"call/{caller.person.id}/{caller.today.isoformat()}/{question.key}"
        self.talking.notices.append(
            Notice(occasion, Say(PAGE, "call_notice", show), officers_of_club=subject.club_id)
        )
        self.talking.say(PAGE, "call_promised")
        self.talking.park(state)

    # -- control words -----------------------------------------------------------------------------

    def _control(self, control: Control, state: TalkState, question: Question[Any]) -> None:
        if control is Control.BACK:
            self._back(state)
        elif control is Control.STOP:
            self.talking.park(state)
            self.talking.say(PAGE, "parked", talk=state.name, subject=Subject.read(state.subject))
        elif control is Control.HELP:
            self.talking.say(PAGE, "help_inside")
            self._ask_again()
        elif control is Control.SKIP:
            self._apply(state, question, leave_blank(state, question, self.talking.by))
        elif control in (Control.THANKS, Control.GREETING, Control.LAUGH):
            if control is not Control.LAUGH:
                self.talking.say(PAGE, f"{control}_inside")
            self._ask_again("nudge")
        elif control is Control.EDIT:
            self._edit(state, question)

    def _back(self, state: TalkState) -> None:
        before = go_back(state)
        if before is None:
            self.talking.say(PAGE, "first_question")
        self.talking.advance(before or state)

    def _edit(self, state: TalkState, question: Question[Any]) -> None:
        if isinstance(question, Confirm) and any(option.code == "edit" for option in question.choices):
            self._apply(state, question, accept(state, question, "edit", self.talking.by))
        else:
            self._back(state)

    # -- commands, queries, openings -----------------------------------------------------------------

    def _command(self, words: str, state: TalkState | None, *, exact: bool = False) -> bool:
        """A query, or a talk called by its very name: heard before an answer is looked for."""
        if exact and not words.startswith("/"):
            return False
        return self._query(words) or (words.startswith("/") and self._open(words, state))

    def _query(self, words: str) -> bool:
        for query in self.catalogue.queries:
            asked = query.hears(words, self.room.caller)
            if asked is not None and query.roles & self.roles:
                self.talking.reply.append(query.answer(asked, self.room.caller, self.room.facts))
                self._ask_again()
                return True
        return False

    def _opening(self, words: str, state: TalkState, question: Question[Any]) -> bool:
        """Words that are no answer here but open another talk: this one waits for it."""
        return self._open(words, state, dict(question.show.get("hands_on", {})))

    def _open(self, words: str, current: TalkState | None, hands_on: Mapping[str, Any] | None = None) -> bool:
        talk = self._talk_opened_by(words)
        if talk is None:
            return False
        if current is not None and current.name == talk.name and _same(words, current):
            self.talking.advance(replace(current, repeats=current.repeats + 1))
            return True
        subject = talk.subject(words, self.room.caller, self.room.facts)
        self._enter(talk, subject, {"words": words[:2000], **(hands_on or {})})
        return True

    def _talk_opened_by(self, words: str) -> Talk | None:
        bare = words.removeprefix("/")
        fitting = (t for t in self.catalogue.talks.values() if t.roles & self.roles or not t.roles)
        return next((talk for talk in fitting if talk.opens(bare, self.room.caller.today)), None)

    def _enter(self, talk: Talk, subject: Subject, opening: dict[str, Any]) -> None:
        found = self.room.facts.get(OpenTalk, f"{talk.name}@{subject}")
        if not isinstance(found, TalkState):
            self.talking.open(talk, subject, opening)
        elif found.status == "finished":
            self.talking.go_on(another_round(found))
        elif (
            talk.resumes
            and found.answers
            and found.id != self.talking.desk.talk_id
            and self._left_behind(found)
        ):
            self.talking.offer_to_resume(found)
        else:
            self.talking.go_on(found)

    def _left_behind(self, state: TalkState) -> bool:
        return state.status == "parked" or state.touched_on != self.room.caller.today.isoformat()

    # -- "đang làm dở … làm tiếp không?" -----------------------------------------------------------------

    def _resume_words(self, words: str) -> None:
        state, said = self.talking.current(), hear_yes_no(words)
        picked = hear_choice(words, [option.words for option in RESUME])
        stopped = hear_control(words) is Control.STOP  # first: "dừng" without accents is a yes
        if state is None:
            self._outside(words)
        elif not stopped and (isinstance(picked, Heard) or (isinstance(said, Heard) and said.value)):
            self._resume(RESUME[picked.value].code if isinstance(picked, Heard) else "continue")
        elif stopped or isinstance(said, Heard):
            self.talking.park(state)
            self.talking.say(PAGE, "parked", talk=state.name, subject=Subject.read(state.subject))
        elif not (self._command(words, state) or self._open(words, None)):
            self._resume("")

    def _resume(self, code: str) -> None:
        state = self.talking.current()
        if state is None:
            self._outside("")
        elif code == "continue":
            self.talking.go_on(state)
        elif code == "restart":
            self.talking.go_on(
                replace(state, answers={}, order=(), asked=(), doubt=None, edited="", reopened={})
            )
        else:
            self.talking.offer_to_resume(state)

    # -- nothing is open ---------------------------------------------------------------------------------

    def _outside(self, words: str) -> None:
        control = hear_control(words)
        if self._command(words, None) or self._open(words, None):
            return
        closed, over = self.talking.desk.closed, self.talking.current()
        if over is not None:  # nothing is left to ask in it: what was missing has come from elsewhere
            self.talking.advance(over)
        elif control in (Control.THANKS, Control.GREETING, Control.STOP):
            self.talking.say(PAGE, str(control))
        elif control is Control.LAUGH:
            self.talking.say(PAGE, "greeting")
        elif control is Control.HELP:
            self.talking.say(PAGE, "menu_officer" if self.roles <= OFFICERS else "menu")
        elif closed is not None and _bare_answer(words) and not closed.kept:
            self.talking.say(PAGE, "dropped_again")
        elif closed is not None and _bare_answer(words):
            self.talking.say(
                self.catalogue.talks[closed.name].page, "again", subject=Subject.read(closed.subject)
            )
        elif not self._afterword(closed, words):
            self._lost()

    def _afterword(self, closed: Closed | None, words: str) -> bool:
        talk = self.catalogue.talks.get(closed.name) if closed is not None else None
        if closed is None or talk is None or not talk.afterword or len(words.split()) < 3:
            return False
        if closed.on != self.room.caller.today.isoformat():
            return False
        after = self.catalogue.talks[talk.afterword]
        subject = replace(Subject.read(closed.subject), record=self.room.caller.inbox_id)
        self.talking.open(after, subject, {"words": words[:2000]})
        return True

    def _lost(self) -> None:
        misses = self.talking.desk.misses + 1
        self.talking.desk = replace(self.talking.desk, misses=misses)
        who = "_officer" if self.roles <= OFFICERS else ""
        self.talking.say(PAGE, f"lost{who}" if misses == 1 else f"lost_again{who}")


def another_round(finished: TalkState) -> TalkState:
    """A finished talk taken up again: what was confirmed must be confirmed again."""
    answers = {key: answer for key, answer in finished.answers.items() if not answer.seal}
    order = tuple(key for key in finished.order if key in answers)
    return replace(
        finished, answers=answers, order=order, asked=(), round=finished.round + 1, status="open", edited=""
    )


def block_of(key: str) -> str:
    """The template block of a key: "entry.2.amount" is worded by "entry_amount"."""
    return "_".join(part for part in key.split(".") if not part.isdigit())


def _same(words: str, state: TalkState) -> bool:
    return fold(tidy(words)) == fold(tidy(str(state.opening.get("words", ""))))


def _bare_answer(words: str) -> bool:
    folded = fold(tidy(words))
    return folded.isdigit() or folded in {"dung", "dung roi", "u", "ok", "co", "vang", "nop", "roi", "xong"}
