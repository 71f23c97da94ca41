"""What a message means while a question is open.

Read in this order: a control word, the list on the table, a command, the answer, another talk's opening.
"""

from datetime import datetime, timedelta
from typing import Any

from handlers.decision import Notice, Say
from handlers.dialogue.answering import (
    Blank,
    CallWanted,
    Dropped,
    NotTaken,
    Outcome,
    Taken,
    take_number,
    take_words,
)
from handlers.dialogue.doors import Doors
from handlers.dialogue.doubts import numbered_options, shown_options
from handlers.dialogue.hearing.choices import hear_choice
from handlers.dialogue.hearing.control import Control, hear_control
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.hearing.put_right import PutRight, hear_put_right
from handlers.dialogue.putting_right import PuttingRight, can_be_edited, meant_elsewhere, only_names_a_line
from handlers.dialogue.question import block_of, words_of
from handlers.dialogue.questions import EDIT, Choose, Confirm, PickLine, Question, Text
from handlers.dialogue.state import Seen, TalkState
from handlers.dialogue.steering import Steering
from handlers.dialogue.subject import Subject
from handlers.dialogue.talking import PAGE, Talking, seal_of

SECOND_TAP = timedelta(seconds=1.5)
"""Nobody reads a page and confirms it in less."""


class AtQuestion:
    """Reads words against the open question of one person."""

    def __init__(self, doors: Doors, talking: Talking, heard_at: datetime, seen: Seen) -> None:
        self.doors = doors
        self.talking = talking
        self.right = PuttingRight(talking, self.apply)
        self.steering = Steering(doors, talking, self.apply)
        self.heard_at = heard_at
        self.seen = seen

    def hear(self, state: TalkState, question: Question[Any], words: str) -> None:
        control = hear_control(words)
        early = self._too_early(state, question, words)
        hidden = "too_early" if early else self.not_shown(state, question)
        if (
            control is not None
            and not (hidden and control is Control.SKIP)
            and not self._plainly_answers(state, question, words)
        ):
            self.steering.take(control, state, question)
        elif hidden:
            self._answers_another(state, question, words, hidden)
        elif self._means_a_number(words, state, question):
            self.pick(state, question, int(words.strip()) - 1)
        elif not self.doors.command(words, state, exact=isinstance(question, Text)):
            self._answer(state, question, words)

    def pick(self, state: TalkState, question: Question[Any], index: int) -> None:
        """The number of a listed choice, typed or tapped (0-based)."""
        self.apply(state, question, take_number(state, question, index, self.talking.by))

    def _means_a_number(self, words: str, state: TalkState, question: Question[Any]) -> bool:
        typed = words.strip()
        return typed.isdecimal() and 0 < int(typed[:3]) <= len(numbered_options(state, question))

    def _plainly_answers(self, state: TalkState, question: Question[Any], words: str) -> bool:
        """ "Thôi" or "bỏ" where the list on the table names just that; never a guessed "no"."""
        options = shown_options(state, question)
        named = hear_choice(words, words_of(options)) if options else None
        own_ears = not isinstance(question, Choose) or type(question).hear is not Choose.hear
        if not options or not (isinstance(named, Heard) or own_ears):
            return False
        outcome = take_words(state, question, words, self.talking.by)
        if isinstance(outcome, Taken) and outcome.value in (EDIT.code, None):  # None: its only line reopened
            return hear_control(words) is not Control.STOP  # "dừng" is a no, and no wish to correct
        return isinstance(outcome, Taken | Dropped)

    def not_shown(self, state: TalkState, question: Question[Any]) -> str:
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
        if self.seen.push_since and question.money and question.about is not None:
            return "in_between"
        return "" if shown.seal == seal_of(question) else "changed"

    def _answers_another(self, state: TalkState, question: Question[Any], words: str, hidden: str) -> None:
        """No answer to the open question, whatever it looks like; commands and openings are heard as ever."""
        exact = isinstance(question, Text)
        if not (self.doors.command(words, state, exact=exact) or self.doors.opening(words, state, question)):
            self.talking.say(PAGE, hidden)
            self.doors.ask_again()

    def _too_early(self, state: TalkState, question: Question[Any], words: str) -> bool:
        """Sent before the question on the table had reached the person, or a second tap of the thumb."""
        if self.seen.at is None:
            return False
        waited = self.heard_at - self.seen.at
        if waited < timedelta():
            return True
        last = state.answers.get(state.order[-1]) if state.order else None
        doubled = last is not None and last.words == words and question.about is not None
        return doubled and timedelta() < waited < SECOND_TAP

    def _answer(self, state: TalkState, question: Question[Any], words: str) -> None:
        slip = None if isinstance(question, Text) else hear_put_right(words)
        if slip is not None and slip.sure and self._put_right(state, question, slip, words):
            return
        if not isinstance(question, Text | Confirm) and self.doors.instead(words, state, question):
            return
        outcome = take_words(state, question, words, self.talking.by)
        lost = isinstance(outcome, NotTaken)
        another = lost and slip is None and isinstance(question, Confirm)  # a line of the book is no slip
        if another and self.doors.opening(words, state, question):
            return
        if (lost or only_names_a_line(question, outcome)) and self.right.half_said(
            state, question, slip, words
        ):
            return
        if not (lost and self.doors.opening(meant_elsewhere(slip, words), state, question)):
            self.apply(state, question, outcome)

    def _put_right(self, state: TalkState, question: Question[Any], slip: PutRight, words: str) -> bool:
        """ "À nhầm, 180 thôi" at a read-back is about what stands there, never about the book."""
        if self.right.take(state, question, slip):
            return True
        if not can_be_edited(question):
            return False
        if not self.doors.opening(meant_elsewhere(slip, words), state, question):
            self.steering.edit(state, question)
        return True

    def apply(self, state: TalkState, question: Question[Any], outcome: Outcome) -> None:
        page = self.talking.talk_of(state).page
        picked = isinstance(question, PickLine) and isinstance(outcome, Taken)
        if picked and self.right.take_kept(state, outcome.state):
            return
        if isinstance(outcome, Dropped):
            self.talking.close(outcome.state)
            self.talking.say_dropped(state)
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
