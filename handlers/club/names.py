"""Which members of the club a name means: "ông tư", "bà Lan", "cụ Thảo", "lan số 3", a full name with
accents or without.

Two members of one name are both returned, for the caller to ask by birth year; a guess is never made between
them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handlers.club.typed import Word, same, words_of
from handlers.dialogue.hearing.folding import fold, nfc

# A bare first name said by one person may belong to any sex; these titles say which.
FEMALE_TITLES = ("bà", "cô", "chị", "dì", "thím", "mợ")
MALE_TITLES = ("ông", "chú", "anh", "cậu", "dượng", "thầy")
OTHER_TITLES = ("cụ", "bác", "em", "cháu")
TITLES = (*FEMALE_TITLES, *MALE_TITLES, *OTHER_TITLES)
_NUMBER_WORDS = ("số", "stt")
_BORN = range(1900, 2020)
_YEAR_AFTER = re.compile(r"\s*\(?\s*(?:(?:sinh|sn)\s+)?(?:(?:năm|nam)\s+)?((?:19|20)\d\d)(?![\w.,])")
_WHOLE_NAME, _END_OF_NAME, _GIVEN_NAME, _WITHOUT_ACCENTS = 1.0, 0.97, 0.95, 0.02


class RosterLine(NamedTuple):
    """One member as the roll has it; `sex` is "f", "m" or "" when not written down."""

    roster_number: int
    name: str
    birth_year: int | None
    sex: str


@dataclass(frozen=True, slots=True)
class MemberMatch:
    """A member the words may mean: `score` 0–1; `exact` when every letter and accent typed is the
    member's."""

    roster_number: int
    score: float
    exact: bool


def find_members(text: str, roster: Sequence[RosterLine]) -> list[MemberMatch]:
    """The members one name may mean, best first and by roster number; equally good ones tie. Empty when
    nobody.

    A roster number decides by itself, unless a name beside it says another person: then nobody is returned.
    """
    said = words_of(nfc(text))
    years = [int(word.text) for word in said if word.text.isdecimal() and int(word.text[:6]) in _BORN]
    if years:
        return _born_in(years[0], text, roster)
    title, words, number = _taken_apart(said)
    if number is not None:
        return _by_number(number, words, roster)
    if not words:
        return []
    found = _matching(title, words, roster)
    if not found and title:  # "anh tú" may be the end of Lê Anh Tú
        found = _matching("", [word for word in words_of(nfc(text)) if not word.text.isdecimal()], roster)
    if any(match.exact for match in found) and not text.isascii():
        found = [match for match in found if match.exact]  # who types "bà Lan" with accents does not mean Lân
    return sorted(found, key=lambda match: (-match.score, match.roster_number))


def birth_year_after(text: str, end: int) -> str:
    """The year written right after a name that ends at `end` ("bà Hoa 1959"), "" when there is none."""
    found = _YEAR_AFTER.match(text, end)
    return found[1] if found else ""


def _born_in(year: int, text: str, roster: Sequence[RosterLine]) -> list[MemberMatch]:
    """The members of that name born in that year: "bà Hoa 1959", "ông Tư sinh năm 1948"."""
    name = re.sub(rf"\b(?:sinh|sn|năm|nam|{year})\b|[()]", " ", nfc(text), flags=re.IGNORECASE)
    return find_members(name, [line for line in roster if line.birth_year == year])


def _matching(title: str, words: list[Word], roster: Sequence[RosterLine]) -> list[MemberMatch]:
    return [match for line in roster if (match := _match(title, words, line))]


def _by_number(number: int, words: list[Word], roster: Sequence[RosterLine]) -> list[MemberMatch]:
    line = next((line for line in roster if line.roster_number == number), None)
    agrees = line is not None and (not words or _match("", words, line) is not None)
    return [MemberMatch(number, 1.0, exact=True)] if agrees else []


def _taken_apart(words: list[Word]) -> tuple[str, list[Word], int | None]:
    """(title, name words, roster number): "bà Lan số 3" -> ("bà", [lan], 3)."""
    number: int | None = None
    name: list[Word] = []
    for word in words:
        if word.text.isdecimal():
            number = int(word.text[:6])
        elif not any(same(word.text, label) for label in _NUMBER_WORDS):
            name.append(word)
    title = title_of(name[0]) if len(name) > 1 else ""
    return title, name[1:] if title else name, number


def title_of(word: Word) -> str:
    """The title the word is ("ong" -> "ông"), else ""."""
    exact = next((title for title in TITLES if word.text == title), "")
    return exact or next((title for title in TITLES if same(word.text, title)), "")


def sex_of_title(title: str) -> str:
    """ "f", "m", or "" when the title is said of both."""
    return "f" if title in FEMALE_TITLES else "m" if title in MALE_TITLES else ""


def _match(title: str, words: list[Word], line: RosterLine) -> MemberMatch | None:
    name = nfc(line.name).lower().split()
    length = len(words)
    agrees = 0 < length <= len(name) and _same_words(words, name[-length:])
    if not agrees or _other_sex(title, line):
        return None
    exact = all(word.text == part for word, part in zip(words, name[-length:], strict=True))
    score = _WHOLE_NAME if length == len(name) else _END_OF_NAME if length > 1 else _GIVEN_NAME
    return MemberMatch(line.roster_number, round(score - (0 if exact else _WITHOUT_ACCENTS), 2), exact)


def _same_words(words: list[Word], name: list[str]) -> bool:
    return all(same_name(word.text, part) for word, part in zip(words, name, strict=True))


def _other_sex(title: str, line: RosterLine) -> bool:
    said = sex_of_title(title)
    return bool(said and line.sex and said != line.sex)


def same_name(typed: str, written: str) -> bool:
    """Tý = Tí, Hoà = Hòa, and accents left out by the one who types or by the one who wrote the roll."""
    one, other = _one_spelling(typed), _one_spelling(written)
    return same(one, other) or (other.isascii() and fold(one) == other)


_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "uý": "úy",
    "uỳ": "ùy", "uỷ": "ủy",
}  # fmt: skip
_LAST_LETTERS = {"y": "i", "ý": "í", "ỳ": "ì", "ỷ": "ỉ", "ỹ": "ĩ", "ỵ": "ị"}


def _one_spelling(word: str) -> str:
    if word[-2:] in _TONES:
        return word[:-2] + _TONES[word[-2:]]
    alone = len(word) > 1 and word[-1] in _LAST_LETTERS and fold(word[-2]) not in "aeou"
    return word[:-1] + _LAST_LETTERS[word[-1]] if alone else word
