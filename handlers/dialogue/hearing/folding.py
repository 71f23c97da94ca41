"""Makes typed Vietnamese comparable: one Unicode form, small letters, no courtesy around the answer.

Match the accented form first and the folded form second: folded text is ambiguous (tỷ/tỳ, sáu/sau, nợ/no).
"""

import re
import unicodedata
from functools import lru_cache

LONGEST = 2000  # characters kept of one message
_KEPT = 512  # each of some eighty hearings asks for the same message anew
_SEEN_PART = LONGEST * 2  # decomposed letters take more than one character before NFC joins them

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_COURTESY_BEFORE = re.compile(
    r"^(?:dạ|da(?=[\s,]+(?:chau|em|con)\b)|cháu ơi|cháu à|em ơi|con ơi|này cháu|alo cháu|"
    r"(?:chau|em) oi|nay chau|alo chau)\b[\s,.!]*",
    re.I,
)
_COURTESY_AFTER = re.compile(
    r"[\s,.!]*\b(?:"
    r"rồi cháu|rồi em|rồi con|"
    r"(?:(?:cháu|em|con|bạn)\s+)?(?:ạ|nhé|nhá|nha|ơi|nghen|nghe|hen)|"
    r"giúp bác|cho bác|hộ bác|cháu|"
    r"(?:roi|nhe) chau|(?:chau|em)\s+(?:a|nhe|nha|oi)|nhe"
    r")$",
    re.I,
)
# Only after a figure: "bác cảm ơn cháu" is itself what is said.
_THANKS_AFTER = re.compile(
    r"(?<=\s)(?:(?:bác|bac)\s+)?(?:cảm ơn|cám ơn|cam on)(?:\s+(?:cháu|chau|em))?(?:\s+(?:nhiều|nhieu))?$",
    re.I,
)
_ENDING = " \t.!,;…"
_KEPT_SYMBOLS = "₫°%$€£+=<>~^|©®👎❌✖"


@lru_cache(_KEPT)
def nfc(text: str) -> str:
    """The text in one Unicode form: composed letters, ordinary digits, nothing invisible; never fails."""
    seen = text[:_SEEN_PART].translate(_FULL_WIDTH)
    seen = "".join(letter for letter in seen if not "\ud800" <= letter <= "\udfff")  # halves of broken emoji
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", seen))


@lru_cache(_KEPT)
def polish(text: str) -> str:
    """The answer as typed, letter case kept, without spaces, full stops, emoji and courtesy around it."""
    words = " ".join(nfc(text)[:LONGEST].split())
    while (shorter := _without_one_courtesy(words)) != words:
        words = shorter
    return words


def tidy(text: str) -> str:
    """The answer in small letters, without courtesy; a lone "dạ" or "👍" stays, for it is the answer."""
    return unicodedata.normalize("NFC", polish(text).lower())


@lru_cache(_KEPT)
def fold(text: str) -> str:
    """The text without accents: "quỹ điểm" -> "quy diem"."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    return "".join(mark for mark in unicodedata.normalize("NFD", plain) if not unicodedata.combining(mark))


def _without_one_courtesy(words: str) -> str:
    for shorter in (
        words.strip(_ENDING),
        _without_last_emoji(words),
        _COURTESY_BEFORE.sub("", words),
        _COURTESY_AFTER.sub("", words),
        _THANKS_AFTER.sub("", words) if re.search("[0-9]", words) else words,
    ):
        if shorter != words and shorter.strip(_ENDING):
            return shorter
    return words


def _without_last_emoji(words: str) -> str:
    last = words[-1:]
    decorative = last and last not in _KEPT_SYMBOLS and unicodedata.category(last) in ("So", "Sk")
    return words[:-1] if decorative else words
