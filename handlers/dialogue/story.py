"""A message that tells several things, sentence by sentence: money, who was away, what was done.

Each goes to its own talk, money first, with loans among its lines: nothing else becomes words of an entry.
"""

import re
from collections.abc import Callable, Sequence

from handlers.catalogue_types import Talk
from handlers.dialogue.hearing.control import Control, hear_control

_ENDS = re.compile(r"\s*\n\s*|(?<=[^\W\d_])[.!]+\s+(?=[^\W_])|(?<=[^\n]\d)[.!]+\s+(?=[^\W\d_])")
"""A full stop between two figures ends nothing ("200. 000 đồng"), nor does that of "1. Chi nước"."""
_OF_THE_SAME = re.compile(r"(?:trong (?:đó|do|ấy|ay)|bao gồm|bao gom|gồm|gom|(?:à )?nhầm)\b", re.IGNORECASE)
"""Belongs to the sentence before: a part of its sum, or what is right in it."""
_COURTESY = frozenset({Control.GREETING, Control.THANKS})
MOST = 12  # sentences
FIRST = "fund.entry"


def pieces_of(
    words: str, opened_by: Callable[[str], Talk | None], plainly: Callable[[str], str] = str
) -> tuple[tuple[str, str], ...]:
    """(talk, words) for each thing told; () where it is not such a story.

    `plainly` takes "à quên" off a sentence that is a line of its own.
    """
    sentences = [plainly(sentence) for sentence in _sentences(words)]
    if not 1 < len(sentences) <= MOST:
        return ()
    found: dict[str, list[tuple[str, str]]] = {}
    for sentence in sentences:
        talk = opened_by(sentence)
        if talk is None or not talk.in_a_story:
            return ()
        found.setdefault(talk.in_a_story, []).append((talk.name, sentence))
    ordered = sorted(found.items(), key=lambda read: read[0] != FIRST)
    return tuple(_piece(reader, told) for reader, told in ordered) if len(ordered) > 1 else ()


def _piece(reader: str, told: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Sentences of one reader together; a single one belongs to the talk it opens."""
    return told[0] if len(told) == 1 else (reader, "\n".join(words for _, words in told))


def _sentences(words: str) -> Sequence[str]:
    found: list[str] = []
    for one in _ENDS.split(words.strip()):
        if found and _OF_THE_SAME.match(one):
            found[-1] += f". {one}"
        elif one and hear_control(one) not in _COURTESY:
            found.append(one)
    return found
