"""Where in a query one name stands: in order and without gaps if possible, a word missing or spelt otherwise
if not."""

from typing import NamedTuple

from handlers.officer.club_phrases import INITIALS, Phrase, Phrases, Sounding, of_part

_OUT_OF_ORDER, _OTHER_ACCENTS, _KIND_WORD = 0.85, 0.95, 0.8


class Place(NamedTuple):
    """Where a phrase stands in the query: bits of the words used, what it explains of them, and of itself
    (0–1)."""

    words: int
    explains: float
    coverage: float
    begins: int


def places(phrases: Phrases, phrase: Phrase, heard: Sounding) -> list[Place]:
    """Where the phrase may stand in the query, at most three, best first."""
    starts = {at for letters in phrase.letters for at, _ in heard.meanings.get(letters, ())}
    found = {_from(phrases, phrase, heard, start, range(start, len(heard.words))) for start in starts}
    found.add(_from(phrases, phrase, heard, -1, range(len(heard.words))))
    found |= {
        Place(1 << at, heard.weights[at] * INITIALS[phrase.part], INITIALS[phrase.part], at)
        for at, word in enumerate(heard.words)
        if word.letters == phrase.initials and phrases.by_initials(word, phrase.part)
    }
    return sorted((one for one in found if one.words), key=lambda one: (-one.coverage, -one.explains))[:3]


def _from(phrases: Phrases, phrase: Phrase, heard: Sounding, start: int, span: range) -> Place:
    """Reads the phrase in order from `start` on; with start -1 in any order, which counts for less."""
    used, explains, covered, at = 0, 0.0, 0.0, start
    for letters, marks in zip(phrase.letters, phrase.marks, strict=True):
        chosen = _nearest(heard, letters, at if start >= 0 else None, used)
        if chosen is None:
            continue
        position, likelihood = chosen
        word = heard.words[position]
        likelihood *= _OTHER_ACCENTS if word.marks and word.marks != marks else 1.0
        likelihood *= of_part(phrase.part, word.part)
        likelihood *= 1.0 if start >= 0 else _OUT_OF_ORDER
        used |= 1 << position
        explains += heard.weights[position] * likelihood
        covered += phrases.weight(letters) * likelihood
        at = position + 1
    begins = (used & -used).bit_length() - 1
    return Place(used, explains, covered / phrases.full_weight(phrase), begins if used else span.start)


def _nearest(heard: Sounding, letters: str, at: int | None, used: int) -> tuple[int, float] | None:
    free = [
        (position, likelihood)
        for position, likelihood in heard.meanings.get(letters, ())
        if not used >> position & 1 and (at is None or at <= position <= at + 1)
    ]
    return max(free, key=lambda one: (one[1], -one[0]), default=None)
