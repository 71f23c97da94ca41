"""Tells the numbers of a sentence that are no money: tháng 11, số 3, 52 người, 20/11, bà Hoa 1959."""

import re

from handlers.dialogue.hearing.amount_sentence import Sentence
from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.hearing.money_words import COUNTED, CROWDS, DONG, LABELS, NAMED, TITLES, UNITS


def no_money(sentence: Sentence, place: int) -> bool:
    """Whether the numeral is a month, a roster number, people, a day, a percent, a telephone number."""
    if _is_telephone(sentence.word(place)) or _is_percent(sentence, place) or _is_time(sentence, place):
        return True
    if _is_labelled(sentence, place):
        return not _unit_follows(sentence, place)
    if is_birth_year(sentence, place):
        return True
    return _counts_things(sentence, place) and not _ends_amount(sentence, place)


def _is_telephone(word: str) -> bool:
    return word[0] == "0" and word.isdecimal() and len(word) >= 9


def _is_percent(sentence: Sentence, place: int) -> bool:
    after = sentence.word(place + 1)
    return after == "%" or (after in ("phần", "phan") and sentence.word(place + 2) in ("trăm", "tram"))


def _is_time(sentence: Sentence, place: int) -> bool:
    """20/11, 8 giờ, năm 2026, and "che thu 7": Saturday."""
    word, before, after = sentence.word(place), sentence.word(place - 1), sentence.word(place + 1)
    if before == "thu" and re.fullmatch("[2-7]", word) and place > 1 and not after:
        return True
    if before in ("năm", "nam") and re.fullmatch("(?:19|20)[0-9]{2}", word):
        return True
    return after in ("h", "giờ") or _part_of_day(sentence, place)


def _is_labelled(sentence: Sentence, place: int) -> bool:
    """tháng 11, số 3; in "2 phiếu 50" it is the slips that are counted."""
    word = sentence.word(place)
    counted = sentence.word(place - 2)[:1].isdecimal()
    return sentence.word(place - 1) in LABELS and not counted and word.isdecimal() and int(word[:6]) < 200


def _counts_things(sentence: Sentence, place: int) -> bool:
    """52 người; "30 ng" at the end is thirty thousand."""
    after = sentence.word(place + 1)
    thousands = after == "ng" and not sentence.word(place + 2)
    return after in COUNTED and not thousands and _few_enough(sentence.word(place), after)


def is_birth_year(sentence: Sentence, place: int) -> bool:
    """ "bà Hoa 1959 vay 3tr": the year tells which bà Hoa."""
    if not re.fullmatch("19[2-9][0-9]", sentence.word(place)) or sentence.word(place + 1) in {*UNITS, *DONG}:
        return False
    before = [sentence.word(place - back) for back in (1, 2, 3, 4)]
    titled = next((at for at, word in enumerate(before) if word in TITLES | {"ba", "co", "chu", "cu"}), 0)
    return before[0] in ("sinh", "sn") or (titled > 0 and all(map(str.isalpha, before[:titled])))


def _ends_amount(sentence: Sentence, place: int) -> bool:
    """ "1tr2 loa", "1tr 250 loa": digits after a million are its hundreds, not loudspeakers."""
    before, after = sentence.word(place - 1), sentence.word(place + 1)
    if UNITS.get(before, 0) < 6 or not sentence.word(place - 2)[:1].isdecimal():
        return False
    if fold(after) in ("thang", "nam"):
        return sentence.glued(place) and sentence.word(place + 2)[:1].isdecimal()
    hundreds = len(sentence.word(place)) == 3 and sentence.word(place).isdecimal()
    return sentence.glued(place) or (hundreds and after not in CROWDS)


def _few_enough(number: str, counted: str) -> bool:
    """ "500 bà Lan" and "50.000 bà Lan" are sums and a name; "1.200 người" are people."""
    most = 100 if counted in NAMED else 100_000 if counted in CROWDS else 1000
    return int(re.sub("[.,]", "", number)[:12]) < most


def _unit_follows(sentence: Sentence, place: int) -> bool:
    """ "tháng 5 triệu 2" is doubtful: the fifth month, or five million; "tháng 50k" is not."""
    follows = sentence.word(place + 1) in UNITS
    if follows and not sentence.glued(place + 1):
        sentence.words[place].doubtful = sentence.word(place - 2) not in ("tổng", "tong", "cộng")
    return follows


def _part_of_day(sentence: Sentence, place: int) -> bool:
    """20/11 or 20/11/2026, and the minutes of 8h30."""
    slash_after = sentence.word(place + 1) == "/" and sentence.word(place + 2)[:1].isdecimal()
    slash_before = sentence.word(place - 1) == "/" and sentence.word(place - 2)[:1].isdecimal()
    minutes = sentence.word(place - 1) in ("h", "giờ") and sentence.word(place - 2)[:1].isdecimal()
    return slash_after or slash_before or (minutes and len(sentence.word(place)) == 2)
