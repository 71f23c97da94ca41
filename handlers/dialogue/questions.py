"""The kinds of question a talk can await. A question is a value; awaiting it hands it to the driver.

Words shown for it live in templates/ under the talk's path, one block per key. Numbers typed or
tapped mean the question's options, in the order shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.choices import hear_choice
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.put_right import PutRight
from handlers.dialogue.hearing.yes_no import hear_yes_no
from handlers.dialogue.question import NOTHING, Option, Question, ReviewLine, words_of
from handlers.dialogue.state import Json
from handlers.dialogue.value_questions import Day, Money, Number, Pair, Photo, SeveralOf, Text

__all__ = [
    "DROP",
    "EDIT",
    "NOTHING",
    "YES",
    "Choose",
    "Confirm",
    "Day",
    "Money",
    "Number",
    "Option",
    "Pair",
    "Photo",
    "PickLine",
    "Question",
    "ReviewLine",
    "SeveralOf",
    "Text",
    "YesNo",
    "agreed",
]


@dataclass(frozen=True, kw_only=True)
class Choose(Question[str]):
    """One of a few; the answer is the option's permanent code. A "yes" option hears every yes."""

    choices: tuple[Option, ...] = ()

    def options(self) -> tuple[Option, ...]:
        return self.choices

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        codes = [option.code for option in self.choices]
        said = hear_yes_no(words) if "yes" in codes else Unclear("not_understood")
        if isinstance(said, Heard) and said.value:
            return Heard("yes")
        picked = hear_choice(words, words_of(self.choices))
        if isinstance(picked, Heard):
            return Heard(codes[picked.value])
        if isinstance(said, Heard):
            return _no_among(codes)
        return said if said.reason != "not_understood" else picked

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[str] | Unclear":
        """By its words alone: a figure in a slip is never the number of a choice."""
        figure = not any(letter.isalpha() for letter in slip.right)
        return Unclear("not_understood") if figure else super().put_right(slip, old, today)

    def from_json(self, stored: Json) -> str:
        """The stored code; raises LookupError where it is no longer among the choices.

        A kind that hears more than its list reads back whatever it once understood.
        """
        only_listed = type(self).hear is Choose.hear
        if only_listed and stored not in [option.code for option in self.choices]:
            raise LookupError(stored)
        return str(stored)


def _no_among(codes: Sequence[str]) -> "Heard[str] | Unclear":
    """What a plain "no" means in a list: never a figure nobody named."""
    refusals = [code for code in ("no", "edit", "other", "drop") if code in codes]
    if not refusals and len(codes) == 2:
        refusals = [code for code in codes if code != "yes"]
    return Heard(refusals[0]) if refusals else Unclear("not_understood")


YES = Option("yes")
EDIT = Option("edit", ("sửa", "sửa lại", "sửa nữa", "chưa đúng", "sai rồi", "nhầm rồi"))
DROP = Option("drop", ("bỏ", "bỏ đi", "hủy", "không ghi", "thôi không ghi"))


@dataclass(frozen=True, kw_only=True)
class Confirm(Choose):
    """A read-back, always sealed: 1 is yes, "Sửa" numbers the lines, "Bỏ" ends without effect."""

    choices: tuple[Option, ...] = (YES, EDIT, DROP)


@dataclass(frozen=True, kw_only=True)
class PickLine(Choose):
    """Which line of the review to correct: made by the driver while a review is being edited."""

    review: Confirm | None = None


@dataclass(frozen=True, kw_only=True)
class YesNo(Question[bool]):
    """A plain yes or no without an effect of its own."""

    no_words: tuple[str, ...] = ()

    def options(self) -> tuple[Option, ...]:
        return (Option("yes"), Option("no", self.no_words or ("không",)))

    def hear(self, words: str, today: date) -> "Heard[bool] | Unclear":
        said = hear_yes_no(words)
        if isinstance(said, Heard):
            return said
        picked = hear_choice(words, words_of(self.options()))
        return Heard(picked.value == 0) if isinstance(picked, Heard) else said


async def agreed(question: Confirm) -> bool:
    """Whether a read-back was confirmed; False when the person dropped it."""
    return await question == "yes"
