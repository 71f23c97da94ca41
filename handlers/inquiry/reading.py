"""Which words of a message are a phrase of the lexicon, as typed or with one letter put right."""

from collections import defaultdict
from collections.abc import Sequence
from unicodedata import normalize

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.club.typed import Word
from handlers.dialogue.hearing.folding import fold
from handlers.inquiry.lexicon import TELLS

LONGEST_PHRASE = max(len(phrase.split()) for phrase in TELLS)
_FORGIVEN = 6  # letters of a phrase in which one may be wrong
_TOLD_BY_ACCENTS = frozenset({"vậy"})  # without them "vay" is a loan
_SHORTEST = 4  # letters of the word it is wrong in: "tốt nhất" is no slip of "to nhất"


def _by_letters() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for phrase, meanings in TELLS.items():
        found[fold(phrase)] |= meanings
    return dict(found)


FOLDED = _by_letters()
_SLIPPED = [letters for letters in FOLDED if " " in letters and len(letters) >= _FORGIVEN]


def _phrases_by_letters() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in TELLS:
        found[fold(phrase)].append(phrase)
    return dict(found)


_PHRASES = _phrases_by_letters()


def tells_at(words: Sequence[Word], at: int, length: int) -> frozenset[str] | None:
    """What these words tell: each with its accents or without any; wherever its tone is written."""
    said = [word.text for word in words[at : at + length]]
    if len(said) < length:
        return None
    meant = _PHRASES.get(fold(" ".join(said)), ())
    fitting = [TELLS[phrase] for phrase in meant if all(map(_may_be, said, phrase.split()))]
    return frozenset().union(*fitting) if fitting else None


def _may_be(typed: str, meant: str) -> bool:
    """ "qũy" is "quỹ", but "bản" is not "bán"."""
    if typed.isascii() and meant in _TOLD_BY_ACCENTS:
        return False
    return typed.isascii() or sorted(normalize("NFD", typed)) == sorted(normalize("NFD", meant))


def slip_at(words: Sequence[Word], at: int, length: int) -> frozenset[str] | None:
    """What the words tell with accents or one letter put right; a known word is never another."""
    said = [fold(word.text) for word in words[at : at + length]]
    letters = " ".join(said)
    if length < 2 or len(said) < length or len(letters) < _FORGIVEN - 1:
        return None
    nearest = process.extractOne(letters, _SLIPPED, scorer=OSA.distance, score_cutoff=1)
    meant = nearest[0].split() if nearest else []
    kept = len(meant) == length and all(
        one == other or (one not in FOLDED and len(other) >= _SHORTEST)
        for one, other in zip(said, meant, strict=True)
    )
    return FOLDED[nearest[0]] if nearest and kept else None
