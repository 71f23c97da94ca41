"""Cuts a sentence into words and finds the runs of them that could be amounts: units, number words, numerals.

Numbers that are plainly something else (tháng 11, số 3, 52 người, 20/11, 1%, 8h30) are set aside first.
"""

import re

from handlers.dialogue.hearing.amount_atoms import Atom
from handlers.dialogue.hearing.amount_sentence import Sentence, Word
from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.hearing.money_words import (
    COMPOUNDS,
    DONG,
    LABELS,
    MAY_OPEN,
    PLANTS,
    UNITS,
    YEAR_AFTER,
)
from handlers.dialogue.hearing.no_money import no_money
from handlers.dialogue.hearing.number_words import DIGITS, LINKS, number_word

_WORDS = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|\S")

_AFTER_PAYING = {"hoiphi", "gop", "quy", "lai", "goc", "tien"}


def cut(text: str) -> Sentence:
    """The sentence in words; `text` is polished, its letter case is kept for the caller."""
    words = [Word(found[0].lower(), found.start(), found.end()) for found in _WORDS.finditer(text)]
    sentence = Sentence(text, _with_compounds(words), folded=text.isascii())
    words = sentence.words
    for place in range(len(words)):
        if words[place].numeral:
            words[place].set_aside = words[place].set_aside or no_money(sentence, place)
    _merge_groups(sentence)
    return sentence


def _with_compounds(words: list[Word]) -> list[Word]:
    """ "hội phí" and "ngân sách" are one word each: neither counts associations nor says thousand."""
    found: list[Word] = []
    for word in words:
        if found and word.text in COMPOUNDS.get(found[-1].text, ()):
            found[-1] = Word(found[-1].text + word.text, found[-1].start, word.end)
        else:
            found.append(word)
    return found


def _merge_groups(sentence: Sentence) -> None:
    words = sentence.words
    place = 0
    while place < len(words):
        last = _group_end(words, place)
        if last > place and words[last].text == "000" and sentence.word(last + 1) not in UNITS:
            joined = ".".join(word.text for word in words[place : last + 1])
            merged = Word(joined, words[place].start, words[last].end, merged=True)
            merged.doubtful = sentence.word(place - 1) in LABELS
            words[place : last + 1] = [merged]
        place += 1


def _group_end(words: list[Word], place: int) -> int:
    last = place
    if re.fullmatch("[1-9][0-9]{0,2}", words[place].text):
        while last + 1 < len(words) and re.fullmatch("[0-9]{3}", words[last + 1].text):
            last += 1
    return last


def atom_at(sentence: Sentence, place: int, run: list[Atom]) -> Atom | None:
    """The word as a part of the run of amount words before it (empty: it would open one), or None."""
    word, glued = sentence.words[place], sentence.glued(place)
    last = run[-1] if run else None
    if word.numeral:
        joins = last is None or last.kind == "unit" or last.text in {"trăm", *LINKS}
        return Atom("num", word.text, glued=glued) if joins and not word.set_aside else None
    if last is not None and last.kind == "dong":
        return None
    if word.text == "dong" and sentence.word(place + 1) in _AFTER_PAYING:
        return None  # "5k ba Hai dong hoi phi": đóng
    if word.text in DONG:
        return Atom("dong") if last and (word.text != "d" or glued or sentence.folded) else None
    return _unit(sentence, place, last) or _say(sentence, place, last)


def _unit(sentence: Sentence, place: int, last: Atom | None) -> Atom | None:
    word = sentence.word(place)
    name = word if word in UNITS else fold(word) if fold(word) in ("nghin", "trieu") else ""
    if not name or (last is None and name not in MAY_OPEN) or (last is not None and last.kind == "unit"):
        return None if not name or not last or name == "k" else Atom("unit", name, UNITS[name])
    if name == "m" and not (sentence.glued(place) and last and last.kind == "num"):
        return None
    if (name == "cành" and sentence.word(place + 1) in PLANTS) or (
        name == "k" and _no_after(sentence, place)
    ):
        return None
    return Atom("unit", name, UNITS[name])


def _no_after(sentence: Sentence, place: int) -> bool:
    return not sentence.glued(place) and sentence.word(place + 1) in (
        "có",
        "co",
        "phải",
        "phai",
        "đúng",
        "biết",
    )


def _say(sentence: Sentence, place: int, last: Atom | None) -> Atom | None:
    said = number_word(sentence.word(place), sentence.folded)
    after = sentence.word(place + 1)
    next_said = number_word(after, sentence.folded)
    if not said or (said == "năm" and (after in YEAR_AFTER or after[:1].isdecimal())):
        return None
    opens = {
        "rưỡi": False, "mốt": False, "lăm": False, "nhăm": False, "linh": False, "lẻ": False, "không": False,
        "nửa": after in UNITS or next_said == "trăm",
        "chục": not sentence.folded, "trăm": not sentence.folded or next_said == "rưỡi" or after in UNITS,
    }  # fmt: skip
    if last is None:
        return Atom("say", said) if opens.get(said, True) else None
    if said in LINKS:
        return Atom("say", said) if next_said in DIGITS or after[:1].isdecimal() else None
    if said == "không":
        return Atom("say", said) if next_said == "trăm" or after in ("nghìn", "nghin", "ngàn") else None
    numeral_goes_on = said in ("trăm", "chục", "rưỡi", "mươi", "mười")
    return Atom("say", said) if said != "nửa" and (last.kind != "num" or numeral_goes_on) else None
