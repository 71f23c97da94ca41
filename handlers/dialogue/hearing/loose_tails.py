"""Words after an amount that only look like digits: "300k ba Sau om" is bà Sáu, "2tr nam cai ghe" are chairs.

What may be a digit all the same is asked about, the plain amount first.
"""

from collections.abc import Sequence
from itertools import takewhile

from handlers.dialogue.hearing.amount_atoms import Atom, Reading
from handlers.dialogue.hearing.amount_reading import read_amount
from handlers.dialogue.hearing.amount_sentence import Sentence
from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.hearing.money_words import COUNTED, CROWDS, NAMED, TITLES
from handlers.dialogue.hearing.number_words import DIGITS, ONLY_AFTER_TENS

_LOOSE = {*DIGITS} - ONLY_AFTER_TENS | {"tư"}
_AMBIGUOUS = {"hai", "ba", "năm"}  # also with accents: "ba" for "bà", five of something
_PEOPLE = CROWDS | {"ho", "hộ", "nha", "nhà", "tv", "hv", "ng", "thanh", "hoi"}
_TERMS = {"tháng", "thang", "năm", "nam", "ngày", "ngay", "giờ", "gio"}
_THINGS = COUNTED - NAMED - _PEOPLE - _TERMS - TITLES
_FROM = TITLES | set(
    "quy tien hom ngay thang nguon cong xa thon hoi clb ban nha thien do khi nay ngansach hoiphi".split()
)
_AFTERWARDS = set("khi hop do nay le tet buoi hom ngay".split())
_ACTS = set("ung dong nop gop tra vay tang bieu om mat muon cong tai".split())


def plain_length(sentence: Sentence, start: int, atoms: Sequence[Atom]) -> int:
    """How many atoms stay when a loose tail is left out; all of them when there is none."""
    digits = list(takewhile(lambda atom: atom.kind == "say" and atom.text in _LOOSE, reversed(atoms)))
    kept = len(atoms) - len(digits)
    last = atoms[kept - 1] if kept else None
    opens = last and (last.kind == "unit" or (last.text == "trăm" and sentence.folded))
    named = len(digits) > 1 and digits[-1].text == "ba"
    followed = sentence.word(start + len(atoms)).isalpha()
    return kept if digits and opens and (followed or named) else len(atoms)


def is_surely_plain(sentence: Sentence, start: int, atoms: Sequence[Atom], kept: int) -> bool:
    """Whether the tail is no part of the amount: a title with a name, a number of things, "từ quỹ"."""
    word, after = fold(sentence.word(start + kept)), sentence.word(start + kept + 1)
    if word == "mot" and after in COUNTED:
        return True  # "50k một tháng"
    if atoms[0].kind != "num" or atoms[kept - 1].kind != "unit" or after in _PEOPLE:
        return False
    if atoms[kept - 1].power == 3 or after in _THINGS:
        return True
    if word == "ba" and sentence.folded:
        return _is_name(sentence, start + kept + 1)
    return (word == "tu" and fold(after) in _FROM) or (word == "sau" and fold(after) in _AFTERWARDS)


def _is_name(sentence: Sentence, place: int) -> bool:
    """ "ba Lan", "ba lan ung ho": a capital, or what people do right after; "ba bay ung ho" may be 37."""
    if place >= len(sentence.words):
        return False
    capital = sentence.text[sentence.words[place].start].isupper() and not sentence.text.isupper()
    return capital or (
        fold(sentence.word(place + 1)) in _ACTS and sentence.word(place) not in ("hai", "bay", "sau", "tu")
    )


def both_readings(sentence: Sentence, start: int, atoms: Sequence[Atom], kept: int) -> Reading:
    """The plain amount and the longer ones, to be asked about; a digit typed with its accent is likelier."""
    lengths = range(kept, len(atoms) + 1)
    readings = [read_amount(atoms[:length]) for length in lengths]
    if not sentence.word(start + kept).isascii() and atoms[kept].text not in _AMBIGUOUS:
        readings = [*readings[1:], readings[0]]
    good = [reading for reading in readings if reading.doubt != "not_understood"]
    amounts = tuple(dict.fromkeys(amount for reading in good for amount in reading.amounts))
    return Reading(amounts, "several", False)
