"""Vietnamese number words below one thousand, as spoken: "hai mươi lăm", "bốn mốt", "trăm rưỡi".

What can be said to mean two numbers gives both: "hai trăm năm" is 250 to most people and 205 to some.
"""

from collections.abc import Sequence
from dataclasses import dataclass

DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
ONLY_AFTER_TENS = {"mốt", "tư", "lăm", "nhăm"}
LINKS = {"linh", "lẻ"}
TENS = {"mười", "mươi"}
_SPELLINGS = {"bẩy": "bảy", "rưởi": "rưỡi", "rươi": "rưỡi", "lẽ": "lẻ", "mưoi": "mươi"}
_FOLDED = {
    "mot": "một", "bon": "bốn", "tu": "tư", "nam": "năm", "lam": "lăm", "nham": "nhăm", "sau": "sáu",
    "bay": "bảy", "tam": "tám", "chin": "chín", "muoi": "mười", "tram": "trăm", "chuc": "chục", "le": "lẻ",
    "ruoi": "rưỡi", "nua": "nửa", "khong": "không",
}  # fmt: skip
_KNOWN = {*DIGITS, *LINKS, *TENS, "trăm", "chục", "rưỡi", "nửa", "không"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What number words may mean, likeliest first; `doubt` is a reason code of `Unclear`, or empty."""

    values: tuple[int, ...]
    doubt: str = ""


def number_word(word: str, folded: bool) -> str:
    """A number word in its proper spelling, else ""; `folded` when the whole text has no accents."""
    proper = _SPELLINGS.get(word, word)
    return proper if proper in _KNOWN else _FOLDED.get(word, "") if folded else ""


def below_thousand(words: Sequence[str]) -> Spoken | None:
    """The meaning of proper number words and numerals ("3", "trăm", "50"), None when they are no number."""
    said = tuple(words)
    if "trăm" not in said:
        return _below_hundred(said)
    place = said.index("trăm")
    hundreds = _hundreds(said[:place])
    rest = _after_hundred(said[place + 1 :])
    if not place and rest and len(rest.values) == 2 and said[1] != "năm":  # "trăm hai" is only 120
        rest = Spoken(rest.values[:1])
    if hundreds is None or rest is None:
        return None
    return Spoken(tuple(hundreds * 100 + value for value in rest.values), rest.doubt)


def _hundreds(said: tuple[str, ...]) -> int | None:
    if not said:
        return 1
    if said == ("không",):
        return 0
    return _digit(said[0]) if len(said) == 1 and said[0] not in ONLY_AFTER_TENS else None


def _after_hundred(said: tuple[str, ...]) -> Spoken | None:
    if not said or said == ("rưỡi",):
        return Spoken((50 if said else 0,))
    if len(said) == 1 and said[0] in ("mốt", "tư"):
        return Spoken((DIGITS[said[0]] * 10,))
    if len(said) == 1 and (ones := _digit(said[0])):
        return Spoken((ones * 10, ones), "several")
    if len(said) == 1 and said[0].isdecimal():
        return Spoken((int(said[0]),)) if len(said[0]) == 2 and said[0][0] != "0" else None
    return _below_hundred(said)


def _below_hundred(said: tuple[str, ...]) -> Spoken | None:
    match said:
        case (word,):
            return _alone(word)
        case (link, ones) if link in LINKS and (value := _digit(ones)):
            return Spoken((value,))
        case ("mười", ones) if ones in DIGITS and ones not in ("mốt", "tư", "nhăm"):
            return Spoken((10 + DIGITS[ones],), "several" if ones == "năm" else "")
        case (tens, "chục") if value := _digit(tens):
            return Spoken((value * 10,))
        case (tens, word) if word in TENS and (_digit(tens) or 0) > 1:
            return Spoken(((_digit(tens) or 0) * 10,))
        case (tens, word, ones) if word in TENS and (_digit(tens) or 0) > 1 and ones in DIGITS:
            return Spoken(((_digit(tens) or 0) * 10 + DIGITS[ones],), "several" if ones == "năm" else "")
        case (tens, ones) if tens in DIGITS and ones in DIGITS and tens not in ONLY_AFTER_TENS:
            return _shortened(tens, ones)
    return None


def _alone(word: str) -> Spoken | None:
    if word in ("chục", "mươi"):
        return Spoken((10,), "inexact")
    if word == "mười":
        return Spoken((10,))
    value = None if word in ONLY_AFTER_TENS else _digit(word)
    return Spoken((value,)) if value else None


def _shortened(tens: str, ones: str) -> Spoken | None:
    """ "bốn mốt" is 41; "hai ba" is rather "two or three", and "hai một" is nothing people say."""
    first, last = DIGITS[tens], DIGITS[ones]
    if first == 1:
        return None
    if last == first + 1 and ones != "lăm":
        return Spoken((first, last), "inexact")
    sure = ones in ONLY_AFTER_TENS or last == 1
    return Spoken((first * 10 + last,), "" if sure else "several")


def _digit(word: str) -> int | None:
    if word in DIGITS:
        return DIGITS[word]
    return int(word) if len(word) == 1 and word in "123456789" else None
