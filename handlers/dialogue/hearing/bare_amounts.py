"""What an amount without nghìn, triệu or tỷ means: "500", "1.500.000", "ba trăm", "250.00"."""

import re
from fractions import Fraction

from handlers.dialogue.hearing.amount_atoms import DECIMAL, GROUPED, NOT_UNDERSTOOD, PLAIN, Atom, Reading
from handlers.dialogue.hearing.number_words import below_thousand


def bare_amount(atoms: list[Atom], in_dong: bool) -> Reading:
    """The meaning of atoms among which is no unit; `in_dong` when "đồng" followed."""
    words = [atom.text for atom in atoms]
    if len(atoms) == 1 and atoms[0].kind == "num":
        return _bare_numeral(words[0], in_dong)
    if words[-1] == "rưỡi" and "trăm" not in words and len(words) == 2:
        whole = below_thousand(words[:1])
        return Reading(tuple(v * 10**6 + 500_000 for v in whole.values) if whole else (), "no_unit")
    meaning = below_thousand(words)
    if meaning is None:
        return NOT_UNDERSTOOD
    thousands = tuple(value * 1000 for value in meaning.values)
    if "trăm" in words or "chục" in words:
        plain_hundred = words in (["trăm"], ["chục"])
        return Reading(thousands, meaning.doubt or ("no_unit" if in_dong or plain_hundred else ""), False)
    return Reading(thousands, meaning.doubt or "no_unit")


def _bare_numeral(text: str, in_dong: bool) -> Reading:
    if GROUPED.fullmatch(text):
        return Reading((int(re.sub("[.,]", "", text[:30])),))
    if decimal := DECIMAL.fullmatch(text):
        return Reading(_decimal_amounts(decimal[1], decimal[2]), "no_unit")
    if not PLAIN.fullmatch(text):
        return NOT_UNDERSTOOD
    number = int(text[:15])
    if number < 1000:
        guesses = (number * 1000, *((number,) if in_dong else (number * 10**6,) if number < 10 else ()))
        return Reading(guesses, "no_unit") if number else Reading((0,))
    if in_dong or number % 1000 == 0 or (number > 9999 and number % 100 == 0):
        return Reading((number,))
    return Reading((number, number * 1000) if number < 10_000 else (number,), "no_unit")


def _decimal_amounts(whole: str, places: str) -> tuple[int, ...]:
    """ "1,5" is rather 1,5 million; "250.00" is 250.000 with a zero lost."""
    million = int(Fraction(f"{whole}.{places}") * 10**6)
    thousand = int(Fraction(f"{whole}.{places}") * 1000)
    if int(whole) < 10:
        return (million,) if million else ()
    return (thousand, million) if len(places) == 2 else (million, thousand)
