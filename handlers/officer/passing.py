"""A passing question of an officer's talk: a club's name, "gửi nhắc không ạ?".

Words that ask for something else are no answer to it, even where a "không" or "nhắc" stands among them.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import Choose
from handlers.officer.heard import hears_missing, hears_preview
from handlers.officer.heard_club import hears_club_fund
from handlers.officer.heard_names import hears_nudge


@dataclass(frozen=True, kw_only=True)
class Passing(Choose):
    """One of a few; another question of the officer's is left to what it opens."""

    worded_as: ClassVar[str] = "choose"

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        others = (hears_missing, hears_preview, hears_nudge, hears_club_fund)
        if any(hears(words) for hears in others):
            return Unclear("not_understood")
        return Choose.hear(self, words, today)
