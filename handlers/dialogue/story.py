"""A message that tells several things, sentence by sentence: money, who was away, what was done.

Each goes to its own talk, money first: nothing of a story becomes the words of an entry.
"""

import re
from collections.abc import Callable

from handlers.catalogue_types import Talk
from handlers.dialogue.hearing.control import Control, hear_control

_ENDS = re.compile(r"\s*\n\s*|(?<=[^\W_])[.!]+\s+(?=[^\W_])")
_COURTESY = frozenset({Control.GREETING, Control.THANKS})
MOST = 12  # sentences
FIRST = "fund.entry"


def pieces_of(words: str, opened_by: Callable[[str], Talk | None]) -> tuple[tuple[str, str], ...]:
    """(talk, words) for each thing told, sentences of one talk together; () where it is not such a story."""
    sentences = [one for one in _ENDS.split(words.strip()) if one and hear_control(one) not in _COURTESY]
    if not 1 < len(sentences) <= MOST:
        return ()
    found: dict[str, list[str]] = {}
    for sentence in sentences:
        talk = opened_by(sentence)
        if talk is None or not talk.in_a_story:
            return ()
        found.setdefault(talk.name, []).append(sentence)
    pieces = tuple((name, "\n".join(told)) for name, told in found.items())
    return tuple(sorted(pieces, key=lambda piece: piece[0] != FIRST)) if len(pieces) > 1 else ()
