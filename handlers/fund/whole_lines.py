"""A whole line of the book, typed while another line still waits for its amount: a line of its own.

Taken for the answer it would turn a purchase into dues, with the right amount and the wrong direction.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.dialogue.hearing.folding import fold, tidy
from handlers.fund.phrases import EntryPhrase, hear_entries, is_entry

ANOTHER, INSTEAD = "another", "instead"


def says_all(words: str, today: date, show: Mapping[str, Any]) -> str:
    """ANOTHER line, INSTEAD of the one asked about ("thu 500k hội phí" after "thu 0 hội phí"), or ""."""
    if not is_entry(words):
        return ""
    lines = hear_entries(words, today)
    asked = fold(str(show.get("what", "")))
    if any(line.amount is None or not line.note for line in lines) or _restates(lines, asked, show):
        return ""
    same = show.get("direction") == lines[0].direction
    return INSTEAD if same and (not asked or show.get("category") == lines[0].category) else ANOTHER


def says_all_of_loan(words: str, today: date, show: Mapping[str, Any]) -> str:
    """A loan or repayment told with its amount; asked about a loan, it is the answer as ever."""
    told = len(words.splitlines()) == 1 and is_entry(words) and hear_entries(words, today)[0].amount
    return ANOTHER if told and "direction" in show else ""


def says_count(words: str, today: date, show: Mapping[str, Any]) -> str:
    """ "Kiểm quỹ 16tr" where another line waits for its amount; in a count of the box it is the answer."""
    counts = fold(tidy(words)).startswith(("kiem quy", "kiem tien", "kiem ket", "dem quy"))
    return ANOTHER if counts and not {"first", "counted"} & show.keys() else ""


def _restates(lines: list[EntryPhrase], asked: str, show: Mapping[str, Any]) -> bool:
    """ "chi hoa 20k" to "Chi hoa bao nhiêu tiền ạ?"."""
    note = fold(lines[0].note)
    told_again = bool(asked) and (asked in note or note in asked)
    return len(lines) == 1 and told_again and show.get("direction") == lines[0].direction
