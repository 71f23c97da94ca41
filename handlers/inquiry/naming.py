"""Which words of a question name a club ("thôn Khổng") or a place ("xã Hồng Sơn")."""

from collections.abc import Sequence

from handlers.club.typed import Word, stands_at
from handlers.dialogue.hearing.folding import fold
from handlers.inquiry.lexicon import SMALL, TELLS
from handlers.inquiry.reading import FOLDED, LONGEST_PHRASE, tells_at

_KINDS = {
    **dict.fromkeys(("clb", "câu lạc bộ", "clblth"), "club"),
    **dict.fromkeys("thôn bản ấp xóm khu khóm khối làng buôn bon sóc tdp tổ".split(), "club"),
    **dict.fromkeys(("tổ dân phố", "khu phố", "khu dân cư", "tiểu khu"), "club"),
    **dict.fromkeys(("xã", "phường", "tỉnh", "thị trấn", "đặc khu", "thành phố", "tp"), "place"),
}
_WHOLE = frozenset({"ca", "toan", "trong"})  # "cả tỉnh chi bao nhiêu" names no place
_OWN = frozenset("minh ta nha nay nao do ay toi bac chung da dang co hien duoc thi la con chua".split())
_ENDS_NAME = frozenset(
    "co duoc da hien dang con la thi cua cho bac hoi chau a vay the nhi ha ro roi trong o nay nao tat ca gom "
    "khong may bao tu den gio nhe voi".split()
)
_IN_NAMES = frozenset({"nam", "nu"})  # Đông Nam: after a name they belong to it


def names_in(text: str, words: Sequence[Word]) -> dict[int, str]:
    """Places of words that name a club ("club") or a commune ("place"), their kinds included."""
    found: dict[int, str] = {}
    at = 0
    while at < len(words):
        kind, length = _kind_at(words, at)
        if not kind or _within_phrase(words, at):
            at += 1
            continue
        begins = at + length
        whole = kind == "place" and at > 0 and fold(words[at - 1].text) in _WHOLE
        ends = begins if whole or _of_ones_own(words, begins, kind) else _name_ends(text, words, begins)
        sort = kind if ends > begins else "own" if kind == "place" else "small"
        found |= dict.fromkeys(range(at, max(ends, begins)), sort)
        at = max(ends, begins)
    return found


def _kind_at(words: Sequence[Word], at: int) -> tuple[str, int]:
    """ "thôn", "clb", "xã" and how many words that is; not where a longer phrase stands ("ban chủ nhiệm")."""
    if any(tells_at(words, at, length) for length in range(LONGEST_PHRASE, 1, -1)):
        return "", 0
    for kind in sorted(_KINDS, key=len, reverse=True):
        if stands_at(words, at, kind.split()):
            return _KINDS[kind], len(kind.split())
    return "", 0


def _within_phrase(words: Sequence[Word], at: int) -> bool:
    """ "mấy clb", "các clb": a phrase that began before asks about clubs and names none."""
    return any(
        tells_at(words, start, length)
        for start in range(max(0, at - LONGEST_PHRASE), at)
        for length in range(at - start + 1, LONGEST_PHRASE + 1)
    )


def _of_ones_own(words: Sequence[Word], at: int, kind: str) -> bool:
    """ "xã mình", "clb có …": no name follows."""
    if at >= len(words):
        return True
    letters = fold(words[at].text)
    known = any(tells_at(words, at, length) for length in range(LONGEST_PHRASE, 1, -1))
    return letters in _OWN or known or bool(_kind_at(words, at)[0])


def _name_ends(text: str, words: Sequence[Word], begins: int) -> int:
    """Past the last word of the name: it goes on until a word that says something else."""
    at = begins + 1
    while at < len(words) and at < begins + 5:
        letters = fold(words[at].text)
        capital = text[words[at].start].isupper() and not text.isupper()
        tells = FOLDED.get(letters, frozenset()) if words[at].text.isascii() else TELLS.get(words[at].text)
        phrase = any(tells_at(words, at, length) for length in range(LONGEST_PHRASE, 1, -1))
        goes_on = not tells or tells == frozenset({SMALL}) or letters in _IN_NAMES
        if _kind_at(words, at)[0] or letters in _ENDS_NAME or phrase or not (capital or goes_on):
            break
        at += 1
    return at
