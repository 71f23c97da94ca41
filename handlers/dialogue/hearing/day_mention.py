"""A day as it was named: the parts of the words that say it, before they become a date."""

from dataclasses import dataclass
from datetime import date

_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6, "bay": 7,
    "tam": 8,
    "chin": 9, "gieng": 1, "chap": 12,
}  # fmt: skip
_LUNAR_WORDS = {"am lich", "lich am", "am", "ta", "al"}


@dataclass(frozen=True, slots=True)
class DayHeard:
    """A solar day; `lunar` is its lunar name when it was said so, `old` when it is over 60 days back."""

    day: date
    lunar: str = ""
    old: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One named day: the pattern that fitted, its parts without accents, and the words as typed."""

    name: str
    parts: dict[str, str | None]
    typed: str

    def number(self, part: str) -> int:
        return _spoken_number(self.parts.get(part) or "")

    def weekday(self) -> int:
        """0 for Monday ("thứ hai") to 6 for Sunday."""
        said = self.parts.get("weekday") or ""
        return (
            6
            if said in ("chu nhat", "cn")
            else _spoken_number(said[4:] if said[:4] == "thu " else said[1:]) - 2
        )

    def calendar(self) -> str:
        """ "lunar" or "solar" when the words say which, else ""."""
        said = (self.parts.get("calendar") or "").strip(" ()")
        return "" if not said else "lunar" if said in _LUNAR_WORDS else "solar"


def _spoken_number(said: str) -> int:
    """Digits or folded number words up to 99 ("hai muoi lam"); 0 when it is none."""
    if said.isdecimal():
        return int(said)
    words = said.split()
    if not words:
        return 0
    if words[0] == "muoi":
        return 10 + _NUMBERS.get(words[1], 0) if len(words) > 1 else 10
    tens = _NUMBERS.get(words[0], 0)
    return tens if len(words) == 1 else tens * 10 + _NUMBERS.get(words[2] if len(words) > 2 else "", 0)
