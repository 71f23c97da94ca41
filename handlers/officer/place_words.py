"""Reads the name of a club, as an officer types it, into words with the part of the address they belong to.

Kinds of hamlet (thôn, tổ, ấp…) and of commune are kept as optional words: "ban" may be bản or the end of
Thạch Bàn.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from handlers.dialogue.hearing.folding import polish
from handlers.officer.spelling_kin import one_spelling, typed_as_telex, without_telex


class Part(StrEnum):
    """Which part of a club's address a word names."""

    TITLE = "title"  # the hamlet, or the club's own name
    COMMUNE = "commune"
    DISTRICT = "district"  # abolished on 1/7/2025, still in everyone's memory
    PROVINCE = "province"


class Word(NamedTuple):
    """One syllable: `letters` without accents, `marks` its accents, `part` when a word before it says so."""

    letters: str
    marks: str
    part: Part | None
    needed: bool  # False: explains nothing by itself (thôn, xã, huyện cũ), may still be part of a name


HAMLET_KINDS = {
    "thôn": "thon", "bản": "ban", "ấp": "ap", "xóm": "xom", "khu": "khu", "khóm": "khom", "khối": "khoi",
    "tổ": "to",
    "làng": "lang", "buôn": "buon", "bon": "bon", "sóc": "soc", "phố": "pho", "đội": "doi", "tdp": "to",
    "kp": "khu",
    "kdc": "khu", "tổ dân phố": "to", "khu phố": "khu", "khu dân cư": "khu", "khối phố": "khoi",
    "tiểu khu": "khu",
    "khu vực": "khu",
}  # fmt: skip
_PLACES = {
    Part.COMMUNE: ("xã", "phường", "thị trấn", "đặc khu", "x", "p", "tt"),
    Part.DISTRICT: ("huyện", "quận", "thị xã", "h", "q", "tx"),
    Part.PROVINCE: ("tỉnh", "thành phố", "tp", "t"),
}
_BOILERPLATE = (
    "câu lạc bộ", "liên thế hệ", "tự giúp nhau", "người cao tuổi", "câu lạc", "lạc bộ", "liên thế", "thế hệ",
    "tự giúp", "giúp nhau", "clb", "clblth", "lthtgn", "lth", "tgn", "lthtg", "nct", "số",
    "thế nào", "bao nhiêu", "cho bác hỏi", "giúp bác", "cháu ơi", "với", "của",
)  # fmt: skip
_PIECE = re.compile(r"\d+[^\W\d_]?(?![^\W_])|\d+|[^\W\d_]+")


def _parted(syllable: str) -> tuple[str, str]:
    """("Hoà" and "Hòa") -> ("hoa", the grave accent): where the tone is written does not matter."""
    spread = unicodedata.normalize("NFD", syllable.lower())
    letters = "".join(sign for sign in spread if not unicodedata.combining(sign)).replace("đ", "d")
    marks = "".join(sorted(sign for sign in spread if unicodedata.combining(sign) or sign == "đ"))
    return one_spelling(letters), marks


def _syllables(text: str) -> list[tuple[str, str]]:
    return [_parted(piece) for piece in _PIECE.findall(unicodedata.normalize("NFC", text))]


def _typed(text: str) -> list[tuple[str, str]]:
    """The syllables of a query; of one typed with Telex switched off, as they were meant."""
    pieces = _PIECE.findall(text.lower())
    return _syllables(" ".join(map(without_telex, pieces)) if typed_as_telex(pieces) else text)


def _sequences(phrases: Sequence[str]) -> dict[tuple[str, ...], tuple[str, ...]]:
    known = [tuple(_syllables(phrase)) for phrase in phrases]
    return {tuple(letters for letters, _ in one): tuple(marks for _, marks in one) for one in known}


_DROPPED = _sequences(_BOILERPLATE)
_CLUB = _sequences(("câu lạc bộ", "clb"))
_MARKERS = {part: _sequences(words) for part, words in _PLACES.items()} | {
    Part.TITLE: _sequences(list(HAMLET_KINDS))
}
_OPENERS = {letters[0] for known in (*_MARKERS.values(), _DROPPED) for letters in known}
_KIND = {tuple(letters for letters, _ in _syllables(word)): kind for word, kind in HAMLET_KINDS.items()}


def _starts(syllables: list[tuple[str, str]], at: int, known: dict[tuple[str, ...], tuple[str, ...]]) -> int:
    """How many syllables at `at` are one of the known phrases, accents absent or right; 0 when none."""
    if syllables[at][0] not in _OPENERS:
        return 0
    for length in (3, 2, 1):
        found = syllables[at : at + length]
        marks = known.get(tuple(letters for letters, _ in found)) if len(found) == length else None
        if marks is not None and all(
            typed in ("", right) for (_, typed), right in zip(found, marks, strict=True)
        ):
            return length
    return 0


def _marker(syllables: list[tuple[str, str]], at: int) -> tuple[Part, int] | None:
    lengths = [(_starts(syllables, at, known), part) for part, known in _MARKERS.items()]
    length, part = max(lengths, key=lambda found: found[0])
    return (part, length) if 0 < length < len(syllables) - at else None


def read_words(text: str) -> tuple[list[Word], str]:
    """Words of a query, without "câu lạc bộ liên thế hệ tự giúp nhau", and the kind of hamlet ("" when
    unsaid)."""
    syllables, asked_after = _asked(_typed(polish(text)))
    words, part, kind, at = list[Word](), None, "", 0
    while at < len(syllables):
        marker = _marker(syllables, at)
        length = marker[1] if marker else 1
        said = syllables[at : at + length]
        if marker:
            part = marker[0]
            kind = _KIND.get(tuple(letters for letters, _ in said), kind) if part is Part.TITLE else kind
        needed = not marker and part is not Part.DISTRICT and at >= asked_after
        words += [Word(letters, marks, None if marker else part, needed) for letters, marks in said]
        at += length
    return words, kind


def _asked(syllables: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], int]:
    """The syllables without boilerplate, and how many stand before it ("cho bác hỏi quỹ clb …": no part of a
    name)."""
    first = next((at for at in range(len(syllables)) if _starts(syllables, at, _CLUB)), 0)
    after = _without_boilerplate(syllables[first:])
    named = first and after != syllables[first:]
    return syllables[:first] + after if named else after or syllables, first if named else 0


def _without_boilerplate(syllables: list[tuple[str, str]]) -> list[tuple[str, str]]:
    kept, at = [], 0
    while at < len(syllables):
        length = _starts(syllables, at, _DROPPED)
        if not length:
            kept.append(syllables[at])
        at += length or 1
    return kept or syllables


@lru_cache(maxsize=32_768)
def name_words(name: str, part: Part) -> tuple[tuple[tuple[str, str], ...], str]:
    """("Thôn Tân Tiến", title) -> (syllables of Tân Tiến, "thon"): a registered name without its leading
    kind.

    A title also ends where the commune begins: "CLB … thôn Khổng, xã Hồng Sơn" -> Khổng.
    """
    syllables = _without_boilerplate(_syllables(name))
    length = _leading(syllables, part)
    kind = _KIND.get(tuple(letters for letters, _ in syllables[:length]), "")
    rest = syllables[length:]
    return tuple(rest[: _commune_begins(rest)] if part is Part.TITLE else rest), kind


def _leading(syllables: list[tuple[str, str]], part: Part) -> int:
    marker = _marker(syllables, 0)
    wanted = {Part.TITLE: {Part.TITLE}, Part.COMMUNE: {Part.COMMUNE}}.get(
        part, {Part.DISTRICT, Part.PROVINCE}
    )
    return marker[1] if marker and marker[0] in wanted and _accents_written(syllables[: marker[1]]) else 0


def _accents_written(said: list[tuple[str, str]]) -> bool:
    """Registered names carry accents, so a bare "ban" or "to" in one is a name, not a kind."""
    letters = tuple(one for one, _ in said)
    expected = next(known[letters] for known in _MARKERS.values() if letters in known)
    return tuple(marks for _, marks in said) == expected


def _commune_begins(syllables: list[tuple[str, str]]) -> int:
    for at in range(1, len(syllables)):
        marker = _marker(syllables, at)
        if marker and marker[0] is Part.COMMUNE and _accents_written(syllables[at : at + marker[1]]):
            return at
    return len(syllables)
