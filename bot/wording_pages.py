"""Lists cut where a message is full: as many of their lines as a phone shows, and how many are left.

What a page holds follows from the lines alone, so "xem tiếp" finds where the page before ended.
"""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.dialogue.pages import Pages

TELEPHONE = 350  # letters of one message
LISTED, MORE, SHOWN = "listed", "more", "shown"
Show = Mapping[str, Any]


def is_paged(show: Show) -> bool:
    """Whether these values hold a list with pages."""
    return isinstance(show.get(LISTED), Pages)


def one_page(show: Show, word: Callable[[Show], str], room: int = TELEPHONE, *, around: bool = False) -> Show:
    """The values for the page that is wanted: its lines as `listed`, how many stood before it as `shown`,
    and how many are left as `more`.

    `word` words such values; `room` letters are there for them. No lines past the last page, unless the
    pages go `around`.
    """
    pages: Pages = show[LISTED]
    start, page = 0, _cut(show, 0, word, room)
    for _ in range(pages.number - 1):
        start += len(page[LISTED])
        if around and start >= len(pages.lines):
            start = 0
        page = _cut(show, start, word, room)
    return page


def _cut(show: Show, start: int, word: Callable[[Show], str], room: int) -> Show:
    """As many lines from `start` as there is room for; one at least."""
    pages: Pages = show[LISTED]
    left = pages.lines[start:]
    for count in range(min(pages.most, len(left)), 0, -1):
        page = {**show, LISTED: left[:count], MORE: len(left) - count, SHOWN: start}
        if count == 1 or len(word(page)) <= room:
            return page
    return {**show, LISTED: (), MORE: 0, SHOWN: start}
