"""Reads the tables of phrases: "meaning: phrase | phrase" a line, "#" before a remark."""

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent / "phrases"


def rows(name: str) -> list[tuple[str, str]]:
    """Every (phrase, meaning) of a table."""
    return list(_rows((_FOLDER / f"{name}.txt").read_text(encoding="utf-8")))


def _rows(table: str) -> Iterator[tuple[str, str]]:
    for line in table.splitlines():
        if line and not line.startswith("#"):
            meaning, _, phrases = line.partition(": ")
            yield from ((phrase.strip(), meaning) for phrase in phrases.split(" | "))
