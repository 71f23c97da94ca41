"""Amounts that are multiplied ("52 người x 5 nghìn", "mỗi người 5k"), or that nobody can tell from it."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from handlers.dialogue.hearing.amount_search import LABELS, TIMES, Run
from handlers.dialogue.hearing.amount_sentence import Sentence
from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.hearing.money_words import COUNTED, DONG, TITLES, UNITS
from handlers.dialogue.hearing.no_money import is_birth_year
from handlers.dialogue.hearing.number_words import below_thousand

_EACH = {"mỗi", "moi", "mổi"}
_NOT_COUNTED = {"tháng", "thang", "nay", "ngoái", "trước", "sau", "qua", "này", "tới"}
_COUNT_WORDS = set("hai ba bốn năm sáu bảy tám chín mười".split())
_PERSONS = {"nguoi", "cu", "tv", "hv", "ng"}
_NOT_TOLD = _PERSONS | {"hoi", "thanh", "vien", "ho", "cai", "chiec"}
_NO_COUNT_BEFORE = (UNITS.keys() | DONG) - {"ng", "m"}  # "52 ng x 5k" is people, "3m x 50k" is cloth
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_FARTHEST = 6  # words between the count and "mỗi" in "12 người hội phí tháng 11 mỗi người 5k"
_ALTOGETHER = {"được", "tổng", "cộng", "là", "hết", "còn"}


class Taken(NamedTuple):
    """Places an amount takes up in its sentence; `kept` among them belong to the rest of the sentence."""

    start: int
    end: int
    kept: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Product:
    """A number of people or things that an amount is multiplied by, and the words it takes up.

    `kept` are places in between that say what it is for: the "hội phí" of "12 người hội phí mỗi người 5k".
    """

    count: int
    start: int
    end: int
    kept: tuple[int, int] = (0, 0)


def product_beside(sentence: Sentence, run: Run) -> Product | None:
    """The count in "52 người x 5k", "52 người mỗi người 5k", "5k x 52"; None when nothing multiplies."""
    if sentence.word(run.end) in TIMES and (count := _plain_count(sentence, run.end + 1)):
        ends = run.end + 2 + (sentence.word(run.end + 2) in COUNTED)
        return Product(count, run.start, ends)
    sign = run.start - 1 - (sentence.word(run.start - 1) == "với")
    if sentence.word(sign) in TIMES:
        return _count_before(sentence, sign, run.end)
    if rated := _counted_rate(sentence, run):
        return rated
    each = _each_before(sentence, run.start)
    if each is None:
        return None
    before = each - (sentence.word(each - 1) == ",")
    return _count_before(sentence, before, run.end) or _count_behind(sentence, each, run.end)


def is_rate(sentence: Sentence, run: Run) -> bool:
    """ "5k/người", "mỗi tháng 50k", "50k một tháng": an amount for each, without how many."""
    return rate_end(sentence, run) > run.end or _each_before(sentence, run.start) is not None


def rate_end(sentence: Sentence, run: Run) -> int:
    """Where "/người", "một tháng", "mỗi suất" after the amount ends; else the end of the run."""
    after, counted = sentence.word(run.end), sentence.word(run.end + 1) in COUNTED
    if after == "/" or after in _EACH:
        return run.end + (2 if counted else 1)
    return run.end + 2 if after in ("một", "1", "mot") and counted else run.end


def _counted_rate(sentence: Sentence, run: Run) -> Product | None:
    """ "10k/người 57 người", "57 người, 10k một người": how many of what the amount is for each of."""
    end = rate_end(sentence, run)
    noun = _kind(sentence.word(end - 1)) if end == run.end + 2 else ""
    place = end + (sentence.word(end) in TIMES | {",", "có", "co"})
    count = _plain_count(sentence, place) if noun else 0
    if count and _kind(sentence.word(place + 1)) == noun:
        return Product(count, run.start, place + 2)
    before = run.start - 2 - (sentence.word(run.start - 1) == ",")
    count = _plain_count(sentence, before) if noun and _kind(sentence.word(before + 1)) == noun else 0
    return Product(count, before, end) if count else None


def _count_behind(sentence: Sentence, each: int, run_end: int) -> Product | None:
    """ "mỗi người 5k, 12 người"."""
    place = run_end + (sentence.word(run_end) in {",", "có", "co"})
    count = _plain_count(sentence, place)
    same = _kind(sentence.word(place + 1)) == _kind(sentence.word(each + 1))
    return Product(count, each, place + 2) if count and same else None


def is_lone_factor(sentence: Sentence, run: Run) -> bool:
    """ "lần 2 x 50k": multiplied by a number that is no count."""
    sign = sentence.word(run.start - 1) in TIMES
    return sign and sentence.word(run.start - 2)[:1].isdecimal()


def _kind(counted: str) -> str:
    """People are people, whether người, hộ or cụ."""
    return "person" if fold(counted) in _PERSONS else fold(counted)


def _each_before(sentence: Sentence, start: int) -> int | None:
    return next((start - back for back in (1, 2, 3, 4) if sentence.word(start - back) in _EACH), None)


def _count_before(sentence: Sentence, end: int, run_end: int) -> Product | None:
    place = end - 1
    while place >= max(0, end - _FARTHEST):
        if _labelled(sentence, place):
            place -= 1
        elif count := _plain_count(sentence, place):
            return Product(count, place, run_end, (_after_counted(sentence, place + 1, end), end))
        elif not sentence.word(place).isalpha():
            return None
        place -= 1
    return None


def _labelled(sentence: Sentence, place: int) -> bool:
    """The 11 of "tháng 11", the "Năm" of "bà Năm": a number that names, and counts nothing."""
    return sentence.word(place - 1) in LABELS | TITLES and bool(_plain_count(sentence, place))


def _after_counted(sentence: Sentence, place: int, end: int) -> int:
    """People who pay are not told again beside the sum; things bought are ("10 cái ghế": ghế)."""
    while place < end and fold(sentence.word(place)) in _NOT_TOLD:
        place += 1
    return place


def _plain_count(sentence: Sentence, place: int) -> int:
    """A count up to 9,999 in digits, or one number word; else 0."""
    word, after = sentence.word(place), sentence.word(place + 1)
    if after in _NO_COUNT_BEFORE or "/" in (after, sentence.word(place - 1)) or _YEAR.fullmatch(word):
        return 0
    if word.isascii() and word.isdecimal():
        return int(word[:6]) if word[0] != "0" and len(word) < 5 else 0
    meaning = below_thousand([word]) if word in _COUNT_WORDS else None
    return meaning.values[0] if meaning else 0


def count_before(sentence: Sentence, run: Run) -> int:
    """The count in "52 người 5 nghìn", where nobody can tell each from altogether; else 0."""
    for back in (2, 3, 4):
        words = [sentence.word(run.start - step) for step in range(1, back)]
        if not all(word.isalpha() for word in words) or _ALTOGETHER & set(words):
            return 0
        count = _plain_count(sentence, run.start - back)
        named = sentence.word(run.start - back - 1) in LABELS | TITLES
        if is_birth_year(sentence, run.start - back):
            return 0
        if count > 1 and not named and words[-1] not in _NOT_COUNTED:
            return 0 if sentence.folded and sentence.word(run.start - back) == "ba" else count
    return 0
