"""Lists longer than one message: shown as far as a message has room, and "xem tiếp" goes on from there.

How many lines fit is known only once they are worded, so a list is handed over whole with the page wanted.
"""

from dataclasses import dataclass
from typing import Any

from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.questions import Option

MOST_LINES = 7  # of one list on one page, even where more would fit
NEXT = Option("next", ("xem tiếp", "tiếp"))
_MORE = frozenset("xem tiep|xem them|xem nua|trang sau|trang tiep|trang tiep theo|xem trang sau".split("|"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """A question that is answered with a list: `page` (from 1) is the one wanted."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class Pages:
    """All lines of a list, of which page `number` (from 1) is wanted; `most` lines on one at the most.

    In the words of templates/ it is `listed`, the lines of that page, with `more`, how many are left.
    """

    lines: tuple[Any, ...]
    number: int = 1
    most: int = MOST_LINES

    @property
    def within_reach(self) -> tuple[Any, ...]:
        """The lines that may stand on this page or before it: no others need be looked up."""
        return self.lines[: self.number * self.most]

    @property
    def of_page(self) -> tuple[Any, ...]:
        """The lines of this page where each holds as many as it may: every line is on one page."""
        return self.within_reach[(self.number - 1) * self.most :]


def asks_more(words: str) -> bool:
    """ "xem tiếp", "trang sau": the list shown last, from where it ended."""
    return fold(tidy(words)).removeprefix("/").rstrip("?. ").strip() in _MORE
