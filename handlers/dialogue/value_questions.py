"""Questions that hear a value: numbers, money, days, words, pictures, several of a few things."""

import re
from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.amounts import find_amount, hear_amount
from handlers.dialogue.hearing.choices import hear_several
from handlers.dialogue.hearing.days import DayHeard, hear_day
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.number_words import number_word
from handlers.dialogue.hearing.numbers import hear_number, hear_pair
from handlers.dialogue.hearing.put_right import PutRight
from handlers.dialogue.hearing.yes_no import hear_yes_no
from handlers.dialogue.question import Option, Question, words_of
from handlers.dialogue.state import Json

LONGEST_TEXT = 500
_ABOUT_A_MONTH = re.compile(
    r"\b(?:dau|giua|cuoi|trong|khoang|hoi) (?P<month>thang (?:\d{1,2}|truoc|roi|nay)\b)"
)
_BARE_DAY = re.compile(r"\s*\d{1,2}[\s.]*$")


@dataclass(frozen=True, kw_only=True)
class SeveralOf(Question[tuple[str, ...]]):
    """Any number of a few things named in words; "không" means none of them."""

    choices: tuple[Option, ...] = ()

    def hear(self, words: str, today: date) -> "Heard[tuple[str, ...]] | Unclear":
        picked = hear_several(words, words_of(self.choices))
        if isinstance(picked, Unclear):  # which of several is meant is told in words again, not by a number
            return Unclear("not_understood") if picked.reason == "several" else picked
        return Heard(tuple(self.choices[index].code for index in picked.value), picked.literal)

    def to_json(self, value: tuple[str, ...]) -> Json:
        return list(value)

    def from_json(self, stored: Json) -> tuple[str, ...]:
        return tuple(stored)


@dataclass(frozen=True, kw_only=True)
class Number(Question[int]):
    """A whole number of people, visits, days; never above `at_most`."""

    units: tuple[str, ...] = ()
    at_most: int = 100_000

    def hear(self, words: str, today: date) -> "Heard[int] | Unclear":
        return hear_number(words, self.units)

    def check(self, heard: "Heard[int]") -> "Heard[int] | Unclear":
        return heard if 0 <= heard.value <= self.at_most else Unclear("out_of_range")

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[int] | Unclear":
        """The figure and its unit alone: "ông Sáu có đến" is not six people."""
        units = {word for unit in self.units for word in unit.split()}
        said = tidy(slip.right).split()
        alone = all(word.isdecimal() or word in units or number_word(word, word.isascii()) for word in said)
        return super().put_right(slip, old, today) if alone else Unclear("not_understood")


@dataclass(frozen=True, kw_only=True)
class Pair(Question[tuple[int, int]]):
    """Two numbers said together: "3 cụ 12 lượt"."""

    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    at_most: int = 10_000

    def hear(self, words: str, today: date) -> "Heard[tuple[int, int]] | Unclear":
        return hear_pair(words, self.first, self.second)

    def check(self, heard: "Heard[tuple[int, int]]") -> "Heard[tuple[int, int]] | Unclear":
        return heard if max(heard.value) <= self.at_most else Unclear("out_of_range")

    def to_json(self, value: tuple[int, int]) -> Json:
        return list(value)

    def from_json(self, stored: Json) -> tuple[int, int]:
        return stored[0], stored[1]


@dataclass(frozen=True, kw_only=True)
class Money(Question[int]):
    """An amount in đồng; anything ambiguous is asked about, never guessed."""

    money: bool = True
    zero: bool = False

    def hear(self, words: str, today: date) -> "Heard[int] | Unclear":
        return hear_amount(words, zero=self.zero)

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[int] | Unclear":
        """The amount and nothing beside it: "ông Sơn 300k" may be about another entry."""
        found = find_amount(slip.right)
        if found is None or found[1].strip(" ,.:"):
            return Unclear("not_understood")
        return self.hear(slip.right, today)


def with_plain_days(unclear: Unclear) -> Unclear:
    """The same with guesses that can be stored: ISO days."""
    days = (guess.day if isinstance(guess, DayHeard) else guess for guess in unclear.guesses)
    return Unclear(unclear.reason, tuple(d.isoformat() if isinstance(d, date) else d for d in days))


@dataclass(frozen=True, kw_only=True)
class Day(Question[date]):
    """A day, stored resolved: "hôm qua" means the day before the message that said it."""

    ahead: bool = False

    def hear(self, words: str, today: date) -> "Heard[date] | Unclear":
        heard = hear_day(words, today, ahead=self.ahead)
        if isinstance(heard, Unclear):
            return with_plain_days(heard)
        return self._sure(heard.value)

    def whole(self, words: str, doubted: str) -> str:
        """ "28", asked after "cuối tháng 10", is the 28th of October and not of this month."""
        month = _ABOUT_A_MONTH.search(fold(doubted))
        return f"ngày {words.strip(' .')} {month['month']}" if month and _BARE_DAY.match(words) else words

    def _sure(self, said: DayHeard) -> "Heard[date] | Unclear":
        if said.lunar:
            return Unclear("lunar", (said.day.isoformat(), said.lunar))
        if said.old:
            return Unclear("too_old", (said.day.isoformat(),))
        return Heard(said.day)

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[date] | Unclear":
        """A day by the moon is asked about, here too."""
        return self.hear(slip.right, today)

    def to_json(self, value: date) -> Json:
        return value.isoformat()

    def from_json(self, stored: Json) -> date:
        return date.fromisoformat(stored)


@dataclass(frozen=True, kw_only=True)
class Text(Question[str]):
    """Free words, kept as typed; "không" where nothing is to be said gives ""."""

    at_most: int = LONGEST_TEXT

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        said = hear_yes_no(words)
        if isinstance(said, Heard) and not said.value:
            return Heard("")
        text = nfc(words).strip()
        return Heard(text) if 0 < len(text) <= self.at_most else Unclear("too_long")

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[str] | Unclear":
        """Free words understand everything, so the slip has to name what they stand for."""
        return super().put_right(slip, old, today) if slip.named else Unclear("not_understood")


@dataclass(frozen=True, kw_only=True)
class Photo(Question[str]):
    """A picture; the answer is the channel's or our own reference to it, "" for none."""

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        said = hear_yes_no(words)
        return Heard("") if isinstance(said, Heard) and not said.value else Unclear("photo_wanted")
