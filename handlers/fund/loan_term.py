"""Hears for how long money is lent: "trong 6 tháng", "1 năm", "nửa năm", in months."""

import re

from handlers.club.typed import cut_out
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.fund.entry_amounts import amount_in

_TERM = re.compile(
    r"(?P<lead>^|[,;]\s*|\b(?:trong|hạn|han|thời hạn|thoi han|kỳ hạn|vay)\s+)"
    r"(?P<count>\d{1,2}|một|mot|hai|ba|sáu|sau|chín|chin|nửa|nua)\s+(?P<unit>tháng|thang|năm|"
    r"nam)(?P<half>\s+(?:rưỡi|ruoi))?(?![^\W_])(?!\s*\d)",
    re.IGNORECASE,
)
_COUNTS = {"một": 1, "mot": 1, "hai": 2, "ba": 3, "sáu": 6, "sau": 6, "chín": 9, "chin": 9}
_A_RATE = re.compile(r"\b(?:lãi|lai|lời|loi|mỗi|moi)(?![^\W_])", re.IGNORECASE)
_ANYWHERE = re.compile(_TERM.pattern.replace(r"|\b(?:trong", r"|\s|\b(?:trong", 1), re.IGNORECASE)


def without_term(line: str, *, anywhere: bool = False) -> tuple[str, int | None]:
    """The line without "trong 6 tháng" and the months; a number right after the amount may belong to it and
    stays, unless the amount has been taken out and the term may stand `anywhere`."""
    found = (_ANYWHERE if anywhere else _TERM).search(line)
    if not found:
        return line, None
    half = found["count"].lower() in ("nửa", "nua")
    count = 0 if half else _COUNTS.get(found["count"].lower()) or int(found["count"])
    year = found["unit"].lower() in ("năm", "nam")
    months = 6 if half and year else count * 12 + (6 if found["half"] else 0) if year else count
    usable = months > 0 and not (not year and (half or found["half"]))
    kept_from = found.start() if not found["lead"].strip().lower().startswith("vay") else found.start("count")
    return (cut_out(line, kept_from, found.end()), months) if usable else (line, None)


def lending_term(line: str) -> tuple[str, int | None]:
    """The line of a loan without its months. "vay 4.500.000 đồng 1 tháng" says for how long: a principal is
    lent once, only interest is so much a month."""
    rest, months = without_term(line)
    found = amount_in(rest) if months is None else None
    if found is None or not _is_rate(found[0]) or _A_RATE.search(line):
        return rest, months
    rest, months = without_term(line, anywhere=True)
    alone = amount_in(rest)
    return (rest, months) if alone is not None and isinstance(alone[0], Heard) else (line, None)


def _is_rate(heard: Heard[int] | Unclear) -> bool:
    return isinstance(heard, Unclear) and heard.reason == "each"
