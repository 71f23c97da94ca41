"""What one run of money words and numerals means: "1tr5", "hai triệu rưỡi", "3 trăm 50 nghìn", "1.500.000 đ".

In money talk "trăm" and "chục" without a unit are thousands; what follows a unit is one place lower.
Whatever can be read in two ways gives both readings and a doubt; taking one silently costs a club money.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, product

from handlers.dialogue.hearing.amount_atoms import (
    DECIMAL,
    GROUPED,
    NOT_UNDERSTOOD,
    PLAIN,
    TOO_LARGE,
    Atom,
    Reading,
)
from handlers.dialogue.hearing.bare_amounts import bare_amount
from handlers.dialogue.hearing.number_words import DIGITS, below_thousand

_MOST_OF_UNIT = {3: 99_999, 6: 9_999, 9: 999}


def read_amount(run: Sequence[Atom]) -> Reading:
    """The meaning of a whole run; "not_understood" when it is no well-formed amount."""
    atoms = list(run)
    in_dong = bool(atoms) and atoms[-1].kind == "dong"
    if in_dong:
        atoms.pop()
    if not atoms or any(atom.kind == "dong" for atom in atoms):
        return NOT_UNDERSTOOD
    units = any(atom.kind == "unit" for atom in atoms)
    return _checked(_with_units(atoms, in_dong) if units else bare_amount(atoms, in_dong))


def _checked(reading: Reading) -> Reading:
    amounts = tuple(dict.fromkeys(reading.amounts))
    if reading.doubt:
        return Reading(amounts, reading.doubt, False)
    if len(amounts) != 1:
        return Reading(amounts, "several" if amounts else "not_understood", False)
    amount = amounts[0]
    if amount >= TOO_LARGE:
        return Reading((), "too_large")
    if 0 < amount < 1000:
        return Reading((amount * 1000, amount), "no_unit")
    return Reading(amounts, "zero" if not amount else "", reading.literal)


def _with_units(atoms: list[Atom], in_dong: bool) -> Reading:
    parts, tail = _by_unit(atoms)
    powers = [power for _, power in parts]
    if any(later >= earlier for earlier, later in pairwise(powers)):
        return Reading((), "too_large" if 9 in powers[1:] else "not_understood")
    if [atom.text for atom in tail] == ["rưỡi"] and powers[-1] == 3 and _large(parts[-1][0]):
        return Reading((), "not_understood")  # "500 nghìn rưỡi" is said of nothing
    readings = [_first(*parts[0], alone=len(parts) == 1, tail=tail)]
    readings += [_later(*low, room=10 ** (high[1] - low[1])) for high, low in pairwise(parts)]
    readings.append(_tail(tail, powers[-1], in_dong))
    fraction = any("," in atom.text or "." in atom.text for atom in parts[0][0])
    return _sum(readings, fractional=fraction and len(atoms) > 2)


def _large(atoms: list[Atom]) -> bool:
    return len(atoms) > 1 or any(atom.kind == "num" and len(atom.text) > 1 for atom in atoms)


def _by_unit(atoms: list[Atom]) -> tuple[list[tuple[list[Atom], int]], list[Atom]]:
    parts: list[tuple[list[Atom], int]] = []
    waiting: list[Atom] = []
    for atom in atoms:
        if atom.kind == "unit":
            parts.append((waiting, atom.power))
            waiting = []
        else:
            waiting.append(atom)
    return parts, waiting


def _sum(readings: list[Reading], fractional: bool) -> Reading:
    doubts = [reading.doubt for reading in readings if reading.doubt]
    sums = tuple(sum(amounts) for amounts in product(*(reading.amounts for reading in readings)))
    if "not_understood" in doubts or fractional:
        return Reading(sums[:3], "not_understood")
    return Reading(sums[:3], doubts[0] if doubts else "", all(reading.literal for reading in readings))


def _first(atoms: list[Atom], power: int, alone: bool, tail: list[Atom]) -> Reading:
    if not atoms:  # "triệu rưỡi", "triệu hai", but "triệu" alone is hardly an answer
        said = len(tail) == 1 and tail[0].kind == "say" and alone
        return Reading((10**power,), "" if said else "not_understood", False)
    if [atom.text for atom in atoms] == ["nửa"]:
        return Reading((10**power // 2,), "" if power > 3 and alone and not tail else "not_understood", False)
    if len(atoms) == 1 and atoms[0].kind == "num":
        return _numeral(atoms[0].text, power)
    return _spoken(atoms, power)


def _later(atoms: list[Atom], power: int, room: int) -> Reading:
    """A part below a larger unit: "… 500 nghìn"; "1tr5k" may be 1.005.000 or a slip for 1tr5."""
    if len(atoms) == 1 and atoms[0].kind == "num":
        number = atoms[0].text
        if not PLAIN.fullmatch(number) or int(number) >= room:
            return NOT_UNDERSTOOD
        lower = int(number) * 10**power
        return Reading((lower, lower * 100), "several") if len(number) == 1 and lower else Reading((lower,))
    if [atom.text for atom in atoms] == ["không"]:
        return Reading((0,), "", False)
    return _spoken(atoms, power) if atoms else NOT_UNDERSTOOD


def _spoken(atoms: list[Atom], power: int) -> Reading:
    meaning = below_thousand([atom.text for atom in atoms])
    if meaning is None:
        return NOT_UNDERSTOOD
    return Reading(tuple(value * 10**power for value in meaning.values), meaning.doubt, False)


def _numeral(text: str, power: int) -> Reading:
    unit = 10**power
    if PLAIN.fullmatch(text):
        number = int(text[:15])
        if number <= _MOST_OF_UNIT[power]:
            return Reading((number * unit,))
        enormous = number * unit >= TOO_LARGE
        return Reading((), "too_large") if enormous else Reading((number, number * unit), "several")
    if decimal := DECIMAL.fullmatch(text):
        whole = Fraction(f"{decimal[1]}.{decimal[2]}") * unit
        return Reading((int(whole),)) if whole.denominator == 1 else NOT_UNDERSTOOD
    return _grouped_with_unit(text, power)


def _grouped_with_unit(text: str, power: int) -> Reading:
    """ "1.500k" is 1.500.000; "500.000k" says the thousand twice; "1.500 triệu" may be either."""
    if not GROUPED.fullmatch(text) or len(text) > 15:
        return NOT_UNDERSTOOD
    number = int(re.sub("[.,]", "", text))
    if power == 3 and number < 10_000 and number % 1000:
        return Reading((number * 1000,))
    small = number if power == 3 else number * 10 ** (power - 3)
    return Reading((small, number * 10**power), "several")


def _tail(atoms: list[Atom], power: int, in_dong: bool) -> Reading:
    """What follows the last unit: nothing, "rưỡi", a decimal place, or hundreds of the unit below."""
    if not atoms:
        return Reading((0,))
    step = 10 ** (power - 3)
    words = [atom.text for atom in atoms]
    if words == ["rưỡi"]:
        return Reading((10**power // 2,), "", False)
    if len(atoms) == 1 and atoms[0].kind == "num":
        return _numeral_tail(atoms[0], power)
    if len(words) == 1 and words[0] in DIGITS:
        sure = power > 3 and not in_dong and words[0] not in ("năm", "lăm", "nhăm")
        return Reading((DIGITS[words[0]] * 10 ** (power - 1),), "" if sure else "several", False)
    meaning = below_thousand(words)
    if meaning is None:
        return NOT_UNDERSTOOD
    loose = "trăm" not in words and "chục" not in words
    doubt = meaning.doubt or ("several" if (in_dong and power > 3) or loose else "")
    if words[0] == "không" and power > 3:
        doubt = "several"
    lower = tuple(value * step for value in meaning.values)
    decimal = tuple(value * 10 ** (power - 2) for value in meaning.values if loose and 9 < value < 100)
    return Reading(lower + decimal, doubt, False)


def _numeral_tail(atom: Atom, power: int) -> Reading:
    text = atom.text
    if power == 3:
        lower = int(text) * 10 ** (3 - len(text)) if text.isdecimal() and len(text) < 4 else 0
        return Reading((lower,), "several") if lower else NOT_UNDERSTOOD
    if GROUPED.fullmatch(text) and (rest := int(re.sub("[.,]", "", text))) < 10**power:
        return Reading((rest,), "", False)
    if not text.isdecimal() or len(text) > 3:
        return NOT_UNDERSTOOD
    decimal, lower = int(text) * 10 ** (power - len(text)), int(text) * 10 ** (power - 3)
    if len(text) == 2 and not (atom.glued and text[1] != "0"):
        return Reading((lower, decimal), "several")
    return Reading((decimal,), "", False)
