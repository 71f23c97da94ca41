"""The Vietnamese of the digest's picture and workbook, read from templates/ like all other words."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from handlers.officer.figures import AreaFigures

_WORDS = Path(__file__).resolve().parent.parent / "templates" / "officer" / "files.json"


@cache
def file_words() -> dict[str, Any]:
    """Words by name; some with places to fill in."""
    found: dict[str, Any] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return found


def heading(figures: AreaFigures) -> str:
    """ "Tỉnh Tuyên Quang, tuần 23–29/11"."""
    first, last = figures.monday, figures.until
    start = f"{first.day}" if first.month == last.month else f"{first.day}/{first.month}"
    title = figures.area.title
    week = file_words()["week"]
    return str(week.format(area=title[:1].upper() + title[1:], first=start, last=f"{last.day}/{last.month}"))
