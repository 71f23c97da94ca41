"""A passing question of an officer's talk: a club's name, "gửi nhắc không ạ?".

Words that ask for something else are no answer to it, even where a "không" or "nhắc" stands among them.
"""

from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import Choose
from handlers.officer.heard import hears_club_fund, hears_missing
from handlers.officer.heard_names import hears_nudge


@dataclass(frozen=True, kw_only=True)
class Passing(Choose):
    """One of a few; another question of the officer's is left to what it opens."""

    @property
    def kind(self) -> str:
        """Worded as every list is."""
        return "choose"

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        if hears_missing(words) or hears_club_fund(words) or hears_nudge(words):
            return Unclear("not_understood")
        heard = Choose.hear(self, words, today)
        codes = [option.code for option in self.choices]
        return heard if isinstance(heard, Unclear) or heard.value in codes else Unclear("not_understood")
