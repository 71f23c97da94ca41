"""Finds known phrases among typed words: an accent typed must be right, an accent left out may be anything.

"thăm" is never heard as "tham", but "tham" may be "thăm".
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from handlers.dialogue.hearing.folding import fold

_folded = lru_cache(4_096)(fold)  # the words of our own tables, looked for in every message
_WORD = re.compile(r"\d+|[^\W\d_]+")


Phrase = tuple[str, ...]
Phrases = tuple[Phrase, ...]


class Word(NamedTuple):
    """One word or number of a text, in small letters, with its place in the text."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words and numbers of an NFC text, without punctuation."""
    return [Word(found[0].lower(), found.start(), found.end()) for found in _WORD.finditer(text)]


def phrases(table: str) -> Phrases:
    """ "ủng hộ|đóng góp" -> (("ủng", "hộ"), ("đóng", "góp")), longest first."""
    return tuple(sorted((tuple(one.split()) for one in table.split("|")), key=len, reverse=True))


def same(typed: str, meant: str) -> bool:
    """Whether the typed word may be the meant one."""
    return typed == meant or (typed.isascii() and typed == _folded(meant))


def stands_at(words: Sequence[Word], place: int, phrase: Sequence[str]) -> bool:
    """Whether the phrase begins at this place."""
    if place + len(phrase) > len(words) or not same(words[place].text, phrase[0]):
        return False  # nearly always, some hundred times a message
    return all(same(words[here].text, meant) for here, meant in enumerate(phrase, place))


def length_at(words: Sequence[Word], place: int, known: Phrases) -> int:
    """How many words the first listed phrase has that begins at this place; 0 where none does."""
    typed = words[place].text if place < len(words) else ""
    beginning = _by_first_word(known)[typed.isascii()].get(typed, ())
    return next((len(phrase) for phrase in beginning if stands_at(words, place, phrase)), 0)


def find(words: Sequence[Word], known: Phrases, since: int = 0) -> tuple[int, int] | None:
    """Places (first, past the last) of the earliest known phrase from `since` on, the first listed one there.

    Among words with accents a phrase of one word must have its own: "mua nước" has no "múa" in it.
    """
    plain, beginning = all(word.text.isascii() for word in words), _by_first_word(known)
    for place in range(since, len(words)):
        typed = words[place].text
        for phrase in beginning[typed.isascii()].get(typed, ()):
            if stands_at(words, place, phrase) and (plain or len(phrase) > 1 or typed == phrase[0]):
                return place, place + len(phrase)
    return None


@lru_cache(1_024)
def _by_first_word(known: Phrases) -> tuple[dict[str, list[Phrase]], dict[str, list[Phrase]]]:
    """The phrases by their first word, with its accents and without: most are passed over unlooked at."""
    exact: dict[str, list[Phrase]] = {}
    folded: dict[str, list[Phrase]] = {}
    for phrase in known:
        exact.setdefault(phrase[0], []).append(phrase)
        folded.setdefault(fold(phrase[0]), []).append(phrase)
    return exact, folded


def cut_out(text: str, start: int, end: int) -> str:
    """The text without its letters start..end-1, spaces closed up."""
    return " ".join(f"{text[:start].rstrip(' ,;:-')} {text[end:].lstrip(' ,;:.-')}".split())
