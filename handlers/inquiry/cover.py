"""Reads a question word by word against the lexicon: each word tells something, or belongs to a name.

A word typed with accents has its own, alone; in a phrase of several words, or typed without accents, accents
do not matter. One letter wrong or two swapped is forgiven in phrases, never in names.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from handlers.club.typed import Word, words_of
from handlers.dialogue.hearing.folding import polish
from handlers.inquiry.days import Named, days_told
from handlers.inquiry.lexicon import SMALL
from handlers.inquiry.naming import names_in
from handlers.inquiry.reading import LONGEST_PHRASE, slip_at, tells_at

LONGEST = 160  # letters; a longer message tells of more than one question
_MOST_SLIPS = 3  # unknown words of a question; of more it is about something else
_UNKNOWN, _SLIP, _PHRASE = 10.0, 1.6, 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells: of each phrase all it may mean; the club and the place it names, as typed."""

    meanings: tuple[frozenset[str], ...] = ()
    club: str = ""
    place: str = ""
    loose: str = ""  # words nobody knows, behind no "thôn" and no "xã"
    named: Named | None = None  # a month or year in figures
    age: int = 0  # years
    younger: bool = False  # under that age, not from it on
    areas: bool = False  # "xã mình", "cả tỉnh": one's own area is meant


class Piece(NamedTuple):
    """Words first..last-1 of a message and what they may tell; None where nobody knows them."""

    first: int
    last: int
    tells: frozenset[str] | None


@lru_cache(maxsize=512)
def told(typed: str) -> Told | None:
    """What a question tells; None where it is too long to be one."""
    text = polish(typed).removeprefix("/").rstrip("?! ")
    if not text or len(text) > LONGEST or "\n" in typed.strip():
        return None
    rest, named, age, younger = days_told(text)
    words = words_of(rest)
    names = names_in(rest, words)
    pieces = [piece for piece in _read(words, names) if piece.tells != frozenset({SMALL})]
    loose = " ".join(rest[words[p.first].start : words[p.last - 1].end] for p in pieces if p.tells is None)
    return Told(
        tuple(piece.tells for piece in pieces if piece.tells is not None),
        _said(rest, words, names, "club"),
        _said(rest, words, names, "place"),
        loose,
        named,
        age,
        younger,
        any(sort == "own" for sort in names.values()),
    )


def _said(text: str, words: Sequence[Word], names: dict[int, str], sort: str) -> str:
    return " ".join(text[words[at].start : words[at].end] for at in sorted(names) if names[at] == sort)


def _read(words: Sequence[Word], names: dict[int, str]) -> list[Piece]:
    """The reading with the fewest unknown words; slips are looked for only where some are unknown."""
    pieces = _best(words, names, (tells_at,))
    unknown = sum(piece.tells is None for piece in pieces)
    return _best(words, names, (tells_at, slip_at)) if 0 < unknown <= _MOST_SLIPS else pieces


def _best(
    words: Sequence[Word],
    names: dict[int, str],
    known: Sequence[Callable[[Sequence[Word], int, int], frozenset[str] | None]],
) -> list[Piece]:
    costs, ways = [0.0] * (len(words) + 1), list[Piece | None]([None] * (len(words) + 1))
    for at in range(len(words) - 1, -1, -1):
        small = frozenset({SMALL}) if at in names else None
        costs[at], ways[at] = costs[at + 1] + (0 if at in names else _UNKNOWN), Piece(at, at + 1, small)
        for length in range(1, LONGEST_PHRASE + 1):
            if at in names or any(place in names for place in range(at, at + length)):
                break
            for cost, look in zip((_PHRASE, _SLIP), known, strict=False):
                tells = look(words, at, length)
                if tells and costs[at + length] + cost < costs[at]:
                    costs[at], ways[at] = costs[at + length] + cost, Piece(at, at + length, tells)
    pieces, at = list[Piece](), 0
    while at < len(words):
        piece = ways[at] or Piece(at, at + 1, None)
        pieces.append(piece)
        at = piece.last
    return pieces
