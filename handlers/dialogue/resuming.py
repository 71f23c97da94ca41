""" "Đang làm dở … làm tiếp không?": what is answered to the offer of a talk left on another day."""

from collections.abc import Callable
from dataclasses import replace

from handlers.dialogue.doors import Doors
from handlers.dialogue.hearing.choices import hear_choice
from handlers.dialogue.hearing.control import Control, hear_control
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.hearing.yes_no import hear_yes_no
from handlers.dialogue.subject import Subject
from handlers.dialogue.talking import PAGE, RESUME, Talking


class Resuming:
    """Reads words against that offer; `outside` takes what comes when the talk is gone meanwhile."""

    def __init__(self, doors: Doors, talking: Talking, outside: Callable[[str], None]) -> None:
        self.doors = doors
        self.talking = talking
        self.outside = outside

    def hear(self, words: str) -> None:
        state, said = self.talking.current(), hear_yes_no(words)
        picked = hear_choice(words, [option.words for option in RESUME])
        stopped = hear_control(words) is Control.STOP  # first: "dừng" without accents is a yes
        if state is None:
            self.outside(words)
        elif not stopped and (isinstance(picked, Heard) or (isinstance(said, Heard) and said.value)):
            self.choose(RESUME[picked.value].code if isinstance(picked, Heard) else "continue")
        elif stopped or isinstance(said, Heard):
            self.talking.park(state)
            self.talking.say(PAGE, "parked", talk=state.name, subject=Subject.read(state.subject))
        elif not (self.doors.command(words, state) or self.doors.open(words, None)):
            self.choose("")

    def choose(self, code: str) -> None:
        """Go on, begin afresh, or be asked once more."""
        state = self.talking.current()
        if state is None:
            self.outside("")
        elif code == "continue":
            self.talking.go_on(state)
        elif code == "restart":
            afresh = replace(state, answers={}, order=(), asked=(), doubt=None, edited="", reopened={})
            self.talking.go_on(afresh)
        else:
            self.talking.offer_to_resume(state)
