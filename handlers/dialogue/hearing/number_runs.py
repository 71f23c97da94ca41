"""Finds the whole numbers of an answer, in digits or in words, with their places among its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.hearing.number_words import below_thousand, number_word

WORDS = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|\S")
_LABELS = set("tháng thang ngày ngay câu cau thứ năm nam".split())
_YEARS = set("nay ngoái trước qua sau này ngoai truoc".split())
_COUNTS = set("lượt luot lần công cong ngày cụ nhà nha hộ người nguoi".split())


@dataclass(frozen=True, slots=True)
class Number:
    """A number at places start..end-1 of the words; `doubt` is a reason code, or empty."""

    value: int
    start: int
    end: int  # places of words, end excluded
    spoken: bool
    doubt: str = ""


def unit_after(words: list[str], place: int, units: Sequence[str]) -> bool:
    """Whether one of the units stands at the place, with accents or without."""
    for unit in units:
        parts = unit.lower().split()
        here = words[place : place + len(parts)]
        if here == parts or here == fold(unit.lower()).split():
            return True
    return False


def numbers_in(words: list[str], folded: bool) -> list[Number]:
    """Every number, in order; labels ("tháng 11") left out."""
    found: list[Number] = []
    place = 0
    while place < len(words):
        number = _tens_at(words, place, folded) or _digits_at(words, place) or _words_at(words, place, folded)
        if number and not _is_label(words, number):
            found.append(number)
        place = number.end if number else place + 1
    return found


def _is_label(words: list[str], number: Number) -> bool:
    before = words[number.start - 1] if number.start else ""
    return before in _LABELS and not (number.start > 1 and words[number.start - 2][0].isdecimal())


def _digits_at(words: list[str], place: int) -> Number | None:
    word = words[place]
    if not "0" <= word[0] <= "9":
        return None
    whole = re.fullmatch(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+|0*[0-9]+", word)
    value = int(re.sub("[.,]", "", word)[:12]) if whole else 0
    return Number(value, place, place + 1, False, "" if whole else "not_understood")


def _words_at(words: list[str], place: int, folded: bool) -> Number | None:
    said: list[str] = []
    while place + len(said) < len(words) and (proper := number_word(words[place + len(said)], folded)):
        following = words[place + len(said) + 1] if place + len(said) + 1 < len(words) else ""
        if proper == "năm" and following in _YEARS:
            break
        said.append(proper)
    while said:
        meaning = below_thousand(said)
        if meaning:
            return Number(meaning.values[0], place, place + len(said), True, meaning.doubt)
        said.pop()
    none = words[place] in ("không", "khong") and set(words[place + 1 : place + 2]) & _COUNTS
    return Number(0, place, place + 1, True) if none else None


def _tens_at(words: list[str], place: int, folded: bool) -> Number | None:
    """ "4 chục": a numeral before a number word."""
    following = words[place + 1 : place + 2]
    if following and number_word(following[0], folded) in ("chục", "trăm") and len(words[place]) == 1:
        meaning = below_thousand([words[place], number_word(following[0], folded)])
        if meaning and words[place].isdecimal():
            return Number(meaning.values[0], place, place + 2, True, meaning.doubt)
    return None
