"""The distinct hamlets, communes and provinces of all clubs, found again from the words of a query.

Ten thousand clubs share a few thousand names: a query is compared with each name once, not with each club.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from handlers.officer.place_words import Part, Word
from handlers.officer.spelling_kin import kin, sound, split_in_two

_NUMBER_WEIGHT, _UNKNOWN_WEIGHT = 0.8, 0.2
INITIALS = {Part.TITLE: 0.5, Part.COMMUNE: 0.6, Part.PROVINCE: 0.9}  # "tq" is Tuyên Quang before any hamlet
PARTS = (Part.TITLE, Part.COMMUNE, Part.PROVINCE)
_FARTHEST_PART: dict[tuple[Part, Part | None], float] = {
    (Part.TITLE, Part.COMMUNE): 0.75, (Part.TITLE, Part.PROVINCE): 0.7, (Part.COMMUNE, Part.PROVINCE): 0.85,
    (Part.PROVINCE, Part.COMMUNE): 0.8, (Part.TITLE, Part.DISTRICT): 0.5,
}  # fmt: skip


def of_part(part: Part, said: Part | None) -> float:
    """How far a word said to be of one part may still belong to a name of another, 0–1."""
    return _FARTHEST_PART.get((part, said), 1.0)


class Phrase:
    """One name of one part; `clubs` are the ids of the clubs that bear it."""

    __slots__ = ("clubs", "initials", "letters", "marks", "part")

    def __init__(self, part: Part, syllables: tuple[tuple[str, str], ...]) -> None:
        self.part = part
        self.letters = tuple(letters for letters, _ in syllables)
        self.marks = tuple(marks for _, marks in syllables)
        self.initials = "".join(letters[0] for letters in self.letters) if len(self.letters) > 1 else ""
        self.clubs: dict[int, None] = {}


class Sounding(NamedTuple):
    """What the words of one query may mean: word positions by known syllable, and the weight of each word."""

    words: list[Word]
    meanings: dict[str, list[tuple[int, float]]]  # known syllable -> (position, likelihood)
    weights: list[float]


class Phrases:
    """Every name in use. Knows how rare each syllable is, and what a mistyped one may mean."""

    def __init__(self) -> None:
        self._known: dict[tuple[Part, tuple[tuple[str, str], ...]], Phrase] = {}
        self._bearers: dict[Part, dict[str, dict[Phrase, int]]] = {part: {} for part in PARTS}
        self._by_syllable: dict[str, int] = {}  # how many names have the syllable
        self._by_sound: dict[str, dict[str, None]] = {}
        self._by_initials: dict[str, dict[Phrase, None]] = {}
        self._weights: dict[str, float] = {}
        self._full_weights: dict[Phrase, float] = {}
        self._kin = lru_cache(maxsize=20_000)(lambda letters: kin(letters, self._by_syllable, self._by_sound))

    def bear(self, part: Part, syllables: tuple[tuple[str, str], ...], club_id: int) -> Phrase:
        """The club is called so from now on."""
        phrase = self._known.get((part, syllables)) or self._learn(Phrase(part, syllables), syllables)
        phrase.clubs[club_id] = None
        return phrase

    def _learn(self, phrase: Phrase, syllables: tuple[tuple[str, str], ...]) -> Phrase:
        self._known[phrase.part, syllables] = phrase
        self._names_changed()
        for letters, times in Counter(phrase.letters).items():
            if letters not in self._by_syllable:
                self._by_sound.setdefault(sound(letters), {})[letters] = None
                self._kin.cache_clear()
            self._by_syllable[letters] = self._by_syllable.get(letters, 0) + 1
            self._bearers[phrase.part].setdefault(letters, {})[phrase] = times
        self._by_initials.setdefault(phrase.initials, {})[phrase] = None
        return phrase

    def leave(self, phrase: Phrase, club_id: int) -> None:
        """The club is no longer called so; a name nobody bears is forgotten."""
        phrase.clubs.pop(club_id, None)
        if phrase.clubs:
            return
        self._names_changed()
        self._known.pop((phrase.part, tuple(zip(phrase.letters, phrase.marks, strict=True))), None)
        self._by_initials[phrase.initials].pop(phrase, None)
        for letters in set(phrase.letters):
            del self._bearers[phrase.part][letters][phrase]
            self._by_syllable[letters] -= 1
            if not self._by_syllable[letters]:
                del self._by_syllable[letters]
                self._by_sound[sound(letters)].pop(letters, None)
                self._kin.cache_clear()

    def weight(self, letters: str) -> float:
        """How much a syllable tells: 1 when one name alone has it, about 0.2 for "tan" or "son"."""
        known = self._weights.get(letters)
        if known is None:
            known = self._weights[letters] = self._rarity(letters)
        return known

    def _rarity(self, letters: str) -> float:
        if letters[0].isdigit():
            return _NUMBER_WEIGHT
        bearers = self._by_syllable.get(letters, 0)
        return max(0.2, 1 - log(bearers) / log(len(self._known) + 2)) if bearers else _UNKNOWN_WEIGHT

    def _names_changed(self) -> None:
        self._weights.clear()
        self._full_weights.clear()

    def sounding(self, words: list[Word], *, loosely: bool) -> Sounding:
        """Meanings of each word: itself alone, or `loosely` also its kin (misspelt, by another dialect)."""
        meanings: dict[str, list[tuple[int, float]]] = {}
        weights = []
        for at, word in enumerate(words):
            likely = {word.letters: 1.0} if word.letters in self._by_syllable else {}
            likely |= self._kin(word.letters) if loosely and word.needed else {}
            for letters, likelihood in likely.items():
                meanings.setdefault(letters, []).append((at, likelihood))
            heaviest = max((self.weight(letters) * far for letters, far in likely.items()), default=0.0)
            own = self.weight(word.letters) if word.letters in self._by_syllable else heaviest
            own = own or (0.6 if self._by_initials.get(word.letters) else _UNKNOWN_WEIGHT)
            weights.append(own if word.needed else 0.0)
        return Sounding(words, meanings, weights)

    def split_glued(self, words: list[Word]) -> list[Word]:
        """ "tantien" becomes two words where both halves are known and the whole is not."""
        apart: list[Word] = []
        for word in words:
            unknown = word.letters not in self._by_syllable and len(word.letters) > 3
            halves = split_in_two(word.letters, self._by_syllable) if unknown else []
            best = max(halves, key=self._neighbours, default=None)
            usable = best is not None and self._neighbours(best) > 0
            apart += [word._replace(letters=half, marks="") for half in best] if best and usable else [word]
        return apart

    def _neighbours(self, pair: tuple[str, str]) -> int:
        bearers = [phrase for part in PARTS for phrase in self._bearers[part].get(pair[0], ())]
        return sum(pair in pairwise(phrase.letters) for phrase in bearers)

    def promise(self, heard: Sounding, part: Part) -> dict[Phrase, float]:
        """Names with a meant syllable or the initials -> the weight of what they may explain at most."""
        rough: dict[Phrase, float] = {}
        for letters, places in heard.meanings.items():
            bearers = self._bearers[part].get(letters)
            if bearers:
                likely = max(far * of_part(part, heard.words[at].part) for at, far in places)
                worth = self.weight(letters) * likely
                for phrase, times in bearers.items():
                    rough[phrase] = rough.get(phrase, 0.0) + worth * times
        for at, word in enumerate(heard.words):
            for phrase in self.by_initials(word, part):
                rough[phrase] = rough.get(phrase, 0.0) + heard.weights[at] * INITIALS[part]
        return rough

    def by_initials(self, word: Word, part: Part) -> Iterable[Phrase]:
        """Names of the part that "tq" or "hcm" may stand for; a word that is a syllable stands for itself."""
        short = 1 < len(word.letters) < 6 and word.needed and word.letters not in self._by_syllable
        return [one for one in self._by_initials.get(word.letters, ()) if one.part is part] if short else ()

    def full_weight(self, phrase: Phrase) -> float:
        """The weights of all its syllables together."""
        known = self._full_weights.get(phrase)
        if known is None:
            known = self._full_weights[phrase] = (
                sum(self.weight(letters) for letters in phrase.letters) or 1.0
            )
        return known
