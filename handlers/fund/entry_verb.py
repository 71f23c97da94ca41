"""Which way money went, and the words of a line that say so."""

from collections.abc import Sequence
from typing import NamedTuple

from handlers.club.typed import Word

INCOME, EXPENSE, LEND, REPAY = "income", "expense", "lend", "repay"


class Verb(NamedTuple):
    """A direction and the letters of the words that say it; `opening` when the line begins with thu or
    chi."""

    direction: str
    start: int
    end: int
    opening: bool
    in_note: bool  # "mua nước", "ông Sơn ủng hộ": the verb tells what for and stays in the note


def verb_at(
    direction: str, words: Sequence[Word], place: tuple[int, int], *, opening: bool, in_note: bool
) -> Verb:
    return Verb(direction, words[place[0]].start, words[place[1] - 1].end, opening, in_note)
