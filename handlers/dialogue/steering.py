"""Words that steer an open question instead of answering it: back, stop, edit, help, skip, thanks."""

from typing import Any

from handlers.dialogue.answering import accept, go_back, leave_blank
from handlers.dialogue.doors import Doors
from handlers.dialogue.hearing.control import Control
from handlers.dialogue.putting_right import Apply, can_be_edited
from handlers.dialogue.questions import Question
from handlers.dialogue.state import TalkState
from handlers.dialogue.talking import PAGE, Talking


class Steering:
    """Works on the conversation of one message; `apply` carries on with an outcome."""

    def __init__(self, doors: Doors, talking: Talking, apply: Apply) -> None:
        self.doors = doors
        self.talking = talking
        self.apply = apply

    def take(self, control: Control, state: TalkState, question: Question[Any]) -> None:
        if control is Control.BACK:
            self._back(state)
        elif control is Control.STOP:
            self.talking.stop(state)
        elif control is Control.ASK_FIRST:
            self.talking.wait_for(state)
        elif control is Control.HELP:
            self.talking.say(PAGE, "help_inside")
            self.doors.ask_again()
        elif control is Control.SKIP:
            self.apply(state, question, leave_blank(state, question, self.talking.by))
        elif control in (Control.THANKS, Control.GREETING, Control.LAUGH):
            if control is not Control.LAUGH:
                self.talking.say(PAGE, f"{control}_inside")
            self.doors.ask_again("nudge")
        elif control is Control.EDIT:
            self.edit(state, question)

    def _back(self, state: TalkState) -> None:
        before = go_back(state)
        if before is None:
            self.talking.say(PAGE, "first_question")
        self.talking.advance(before or state)

    def edit(self, state: TalkState, question: Question[Any]) -> None:
        if can_be_edited(question):
            self.apply(state, question, accept(state, question, "edit", self.talking.by))
        elif question.passing:  # "ghi nhầm" once more, at the list it opened
            self.doors.ask_again()
        else:
            self._back(state)
