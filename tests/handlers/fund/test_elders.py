"""Entries as elders really type them: without accents, in capitals, half dictated, in any order of words.

Each is heard for what it says or asked about: never a wrong amount, direction, person or day.
"""

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.fund.phrases import EntryPhrase, hear_entry, is_entry

TODAY = date(2026, 11, 21)  # a Saturday
TABLE = Path(__file__).parent / "phrases" / "elders.txt"
# phrase => direction, amount in đồng or why it is asked, category | person | day as MM-DD or why it is asked
ROWS = [row.split(" => ") for row in TABLE.read_text(encoding="utf-8").splitlines()]


def _shown(heard: object) -> str:
    if isinstance(heard, Heard):
        return str(heard.value)
    return heard.reason if isinstance(heard, Unclear) else "-"


def _day(phrase: EntryPhrase) -> str:
    day = phrase.day
    return f"{day.value.day:%m-%d}" if isinstance(day, Heard) else day.reason if day else "-"


def _said(phrase: EntryPhrase) -> str:
    what = f"{phrase.direction or '-'} {_shown(phrase.amount)} {phrase.category or '-'}"
    return f"{what} | {phrase.counterparty or '-'} | {_day(phrase)}"


@pytest.mark.parametrize("text, expected", ROWS)
def test_what_elders_type(text: str, expected: str) -> None:
    assert _said(hear_entry(text, TODAY)) == expected
    assert is_entry(text)


def test_decomposed_letters_say_the_same() -> None:
    heard = [(text, _said(hear_entry(unicodedata.normalize("NFD", text), TODAY))) for text, _ in ROWS]
    assert heard == [(text, expected) for text, expected in ROWS]


def _differs(text: str, changed: str) -> bool:
    """Less may be heard, so that it is asked; never another direction, amount or day."""
    plain, heard = hear_entry(text, TODAY), hear_entry(changed, TODAY)
    pairs = ((plain.amount, heard.amount), (plain.day, heard.day))
    other = any(isinstance(a, Heard) and isinstance(b, Heard) and a.value != b.value for a, b in pairs)
    return other or heard.direction not in (plain.direction, None)


@pytest.mark.parametrize("change", [str.upper, fold, str.lower])
def test_capitals_and_lost_accents_never_say_something_else(change: Callable[[str], str]) -> None:
    entries = [text for text, _ in ROWS if is_entry(change(text))]
    assert [text for text in entries if _differs(text, change(text))] == []


def test_the_table_is_long() -> None:
    assert len(ROWS) >= 150
