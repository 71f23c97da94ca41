"""Whoever writes what `club_months` and `club_now` are counted from counts them again in the same file."""

import re
from pathlib import Path

STORAGE = Path(__file__).parents[2] / "storage"
SOURCES = r"meetings|activities|members|reports|report_versions"
WRITES = re.compile(rf"\b(?:insert|update|delete|insert_new)\((?:connection, )?(?:{SOURCES})\b")
COUNTED = re.compile(r"\bawait (?:refresh|rebuild|summaries\.refresh|summaries\.rebuild)\(")
COUNTED_BY = {"demo_months.py": "demo.py"}
"""Lays rows that its caller, named here, counts at the end."""


def _text(name: str) -> str:
    return (STORAGE / name).read_text(encoding="utf-8")


def test_whoever_writes_what_is_counted_counts_again() -> None:
    writers = {path.name for path in STORAGE.glob("*.py") if WRITES.search(_text(path.name))}
    assert {name for name in writers if not COUNTED.search(_text(COUNTED_BY.get(name, name)))} == set()
    assert writers >= {*COUNTED_BY, "meeting_store.py", "roster_store.py", "report_filing.py", "moving_in.py"}
