"""The words of an amount and what they may mean, and the forms in which numerals are written."""

import re
from dataclasses import dataclass

TOO_LARGE = 10**12
PLAIN = re.compile(r"0|[1-9][0-9]*")
GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
DECIMAL = re.compile(r"(0|[1-9][0-9]{0,3})[.,]([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Atom:
    """One word of an amount: kind is "num" (numeral), "say" (number word), "unit" or "dong"."""

    kind: str
    text: str = ""
    power: int = 0  # of a unit: 3, 6 or 9
    glued: bool = False  # nothing stands between it and the word before


@dataclass(frozen=True, slots=True)
class Reading:
    """Possible amounts in đồng, likeliest first; sure when there is one and no `doubt` (a reason code)."""

    amounts: tuple[int, ...] = ()
    doubt: str = ""
    literal: bool = True


NOT_UNDERSTOOD = Reading((), "not_understood")
