"""Which known syllables a mistyped one may stand for: a letter wrong, two swapped, Telex left raw, or a
dialect's sound.

A number has no kin: "tổ 5" is never heard as "tổ 6".
"""

import re
from collections.abc import Collection, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

NUMBER_WORDS = {
    "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "sau": "6", "bay": "7", "tam": "8",
    "chin": "9", "muoi": "10",
}  # fmt: skip
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vii": "7", "viii": "8", "ix": "9"}
_TELEX = re.compile(r"^(?=[a-z]+$).*(?:aa|ee|oo|dd|w|.[sfrxj]$)")
_SAME_SOUND = (
    ("tr", "ch"),
    ("gi", "d"),
    ("r", "d"),
    ("v", "d"),
    ("x", "s"),
    ("l", "n"),
    ("k", "c"),
    ("ngh", "ng"),
)
_ONE_LETTER_WRONG, _TWO_WRONG, _SOUNDS_ALIKE, _AS_NUMBER, _RAW_TELEX = 0.75, 0.5, 0.8, 0.8, 0.95


def one_spelling(letters: str) -> str:
    """Mỹ = Mĩ, Quý = Quí, tổ 05 = tổ 5, khu II = khu 2."""
    if letters[0].isdigit():
        return letters.lstrip("0") or "0"
    if len(letters) > 1 and letters[-1] == "y" and letters[-2] not in "aeo":
        return letters[:-1] + "i"
    return _ROMAN.get(letters, letters)


def typed_as_telex(words: Sequence[str]) -> bool:
    """Two words no Vietnamese syllable looks like ("toor", "daan"): the Telex keyboard was switched off."""
    return sum(bool(_TELEX.search(word)) for word in words) > 1


def sound(letters: str) -> str:
    """The same key for syllables that one dialect or another says alike."""
    for written, said in _SAME_SOUND:
        if letters.startswith(written):
            return said + letters[len(written) :]
    return letters


def without_telex(letters: str) -> str:
    """thoon -> thon, hoongf -> hong, ddoongf -> dong: keys of the Telex keyboard typed with it switched
    off."""
    plain = re.sub(r"(?<=.)[sfrxj]$", "", letters)
    return re.sub(r"([aeod])\1", r"\1", plain.replace("w", ""))


def kin(letters: str, known: Collection[str], by_sound: Mapping[str, Collection[str]]) -> dict[str, float]:
    """Known syllables `letters` may stand for -> how likely, 0–1; the syllable itself is not among them."""
    found: dict[str, float] = {}
    if letters in NUMBER_WORDS:
        found[NUMBER_WORDS[letters]] = _AS_NUMBER
    if letters[0].isdigit():
        return found
    if len(letters) > 1:
        found |= _misspelt(letters, known)
        found |= dict.fromkeys(by_sound.get(sound(letters), ()), _SOUNDS_ALIKE)
    plain = without_telex(letters)
    if plain != letters and plain in known and letters not in known:
        found[plain] = _RAW_TELEX
    found.pop(letters, None)
    return found


def _misspelt(letters: str, known: Collection[str]) -> dict[str, float]:
    allowed = 2 if len(letters) > 4 and letters not in known else 1
    near = process.extract(letters, list(known), scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return {
        word: _ONE_LETTER_WRONG if far == 1 else _TWO_WRONG for word, far, _ in near if far and len(word) > 1
    }


def split_in_two(letters: str, known: Collection[str]) -> list[tuple[str, str]]:
    """tantien -> [("tan", "tien")]: two syllables typed as one."""
    cuts = [(one_spelling(letters[:at]), one_spelling(letters[at:])) for at in range(2, len(letters) - 1)]
    return [(first, second) for first, second in cuts if first in known and second in known]
