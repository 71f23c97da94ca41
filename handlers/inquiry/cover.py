"""Reads a question word by word against the lexicon: each word tells something, or belongs to a name.

A word typed with accents has its own, alone; in a phrase of several words, or typed without accents, accents
do not matter. One letter wrong or two swapped is forgiven in phrases, never in names.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.club.typed import Word, stands_at, words_of
from handlers.dialogue.hearing.folding import fold, polish
from handlers.inquiry.days import Named, days_told
from handlers.inquiry.lexicon import SMALL, TELLS

LONGEST = 160  # letters; a longer message tells of more than one question
_LONGEST_PHRASE = max(len(phrase.split()) for phrase in TELLS)
_FORGIVEN = 6  # letters of a phrase in which one may be wrong
_UNKNOWN, _SLIP, _PHRASE = 10.0, 1.6, 1.0
_KINDS = {
    **dict.fromkeys(("clb", "câu lạc bộ", "clblth"), "club"),
    **dict.fromkeys("thôn bản ấp xóm khu khóm khối làng buôn bon sóc tdp tổ".split(), "club"),
    **dict.fromkeys(("tổ dân phố", "khu phố", "khu dân cư", "tiểu khu"), "club"),
    **dict.fromkeys(("xã", "phường", "tỉnh", "thị trấn", "đặc khu", "thành phố"), "place"),
}
_OWN = frozenset("minh ta nha nay nao do ay toi bac chung da dang co hien duoc thi la con chua".split())
_ENDS_NAME = frozenset(
    "co duoc da hien dang con la thi cua cho bac hoi chau a vay the nhi ha ro roi trong o nay nao tat ca gom "
    "khong may bao tu den gio nhe voi thang".split()
)
_IN_NAMES = frozenset({"nam", "nu"})  # Đông Nam: after a name they belong to it


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


def _by_letters() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for phrase, meanings in TELLS.items():
        found[fold(phrase)] |= meanings
    return dict(found)


_FOLDED = _by_letters()
_SLIPPED = [letters for letters in _FOLDED if " " in letters and len(letters) >= _FORGIVEN]


@lru_cache(maxsize=512)
def told(typed: str) -> Told | None:
    """What a question tells; None where it is too long to be one."""
    text = polish(typed).removeprefix("/").rstrip("?! ")
    if not text or len(text) > LONGEST or "\n" in typed.strip():
        return None
    rest, named, age, younger = days_told(text)
    words = words_of(rest)
    names = _names(rest, words)
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


def _names(text: str, words: Sequence[Word]) -> dict[int, str]:
    """Places of words that name a club ("club") or a commune ("place"), their kinds included."""
    found: dict[int, str] = {}
    at = 0
    while at < len(words):
        kind, length = _kind_at(words, at)
        if not kind:
            at += 1
            continue
        begins = at + length
        ends = begins if _of_ones_own(words, begins, kind) else _name_ends(text, words, begins)
        sort = kind if ends > begins else "own" if kind == "place" else "small"
        found |= dict.fromkeys(range(at, max(ends, begins)), sort)
        at = max(ends, begins)
    return found


def _kind_at(words: Sequence[Word], at: int) -> tuple[str, int]:
    """ "thôn", "clb", "xã" and how many words that is; not where a longer phrase stands ("ban chủ nhiệm")."""
    if any(_tells(words, at, length) for length in range(_LONGEST_PHRASE, 1, -1)):
        return "", 0
    for kind in sorted(_KINDS, key=len, reverse=True):
        if stands_at(words, at, kind.split()):
            return _KINDS[kind], len(kind.split())
    return "", 0


def _of_ones_own(words: Sequence[Word], at: int, kind: str) -> bool:
    """ "xã mình", "clb có …": no name follows."""
    if at >= len(words):
        return True
    letters = fold(words[at].text)
    known = any(_tells(words, at, length) for length in range(_LONGEST_PHRASE, 1, -1))
    return letters in _OWN or known or _kind_at(words, at)[0] == kind


def _name_ends(text: str, words: Sequence[Word], begins: int) -> int:
    """Past the last word of the name: it goes on until a word that says something else."""
    at = begins + 1
    while at < len(words) and at < begins + 5:
        letters = fold(words[at].text)
        capital = text[words[at].start].isupper() and not text.isupper()
        tells = _FOLDED.get(letters, frozenset()) if words[at].text.isascii() else TELLS.get(words[at].text)
        phrase = any(_tells(words, at, length) for length in range(_LONGEST_PHRASE, 1, -1))
        goes_on = not tells or tells == frozenset({SMALL}) or letters in _IN_NAMES
        if _kind_at(words, at)[0] or letters in _ENDS_NAME or phrase or not (capital or goes_on):
            break
        at += 1
    return at


def _tells(words: Sequence[Word], at: int, length: int) -> frozenset[str] | None:
    said = [word.text for word in words[at : at + length]]
    if len(said) < length:
        return None
    phrase = " ".join(said)
    plain = length > 1 or phrase.isascii()
    return TELLS.get(phrase) or (_FOLDED.get(fold(phrase)) if plain else None)


def _slip(words: Sequence[Word], at: int, length: int) -> frozenset[str] | None:
    """What the words tell with one letter put right; a word that is known by itself is never another."""
    said = [fold(word.text) for word in words[at : at + length]]
    letters = " ".join(said)
    if length < 2 or len(said) < length or len(letters) < _FORGIVEN - 1:
        return None
    nearest = process.extractOne(letters, _SLIPPED, scorer=OSA.distance, score_cutoff=1)
    meant = nearest[0].split() if nearest else []
    kept = len(meant) == length and all(
        one == other or one not in _FOLDED for one, other in zip(said, meant, strict=True)
    )
    return _FOLDED[nearest[0]] if nearest and kept else None


def _read(words: Sequence[Word], names: dict[int, str]) -> list[Piece]:
    """The reading with the fewest unknown words; slips are looked for only where some are unknown."""
    pieces = _best(words, names, (_tells,))
    return _best(words, names, (_tells, _slip)) if any(p.tells is None for p in pieces) else pieces


def _best(
    words: Sequence[Word],
    names: dict[int, str],
    known: Sequence[Callable[[Sequence[Word], int, int], frozenset[str] | None]],
) -> list[Piece]:
    costs, ways = [0.0] * (len(words) + 1), list[Piece | None]([None] * (len(words) + 1))
    for at in range(len(words) - 1, -1, -1):
        small = frozenset({SMALL}) if at in names else None
        costs[at], ways[at] = costs[at + 1] + (0 if at in names else _UNKNOWN), Piece(at, at + 1, small)
        for length in range(1, _LONGEST_PHRASE + 1):
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
