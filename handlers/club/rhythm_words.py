"""Hears how often a club meets: "câu lạc bộ họp hai tháng một lần", "mỗi quý sinh hoạt một buổi"."""

import re

from handlers.calendar.rhythm import EVERY_MONTH
from handlers.dialogue.hearing.folding import fold, tidy

LONGEST = 16  # words; a longer message tells of more than this
_OFTEN = r"(?P<often>mot|1|hai|2|ba|3|moi|hang|hang moi) (?P<unit>thang|quy)"
_ONCE = r"(?:/| |, )?(?:moi |moi lai )?(?:hop |sinh hoat |gap )?(?:co )?(?:mot|1) ?(?:lan|buoi|ky|phien)"
_TOLD = re.compile(
    rf"\b{_OFTEN}(?: moi)?{_ONCE}\b|\b(?:hop|sinh hoat) (?P<each>moi|hang) (?P<whole>thang|quy)\b"
)
_MEETS = re.compile(r"\b(?:hop|sinh hoat)\b")
_ASKS = re.compile(
    r"(?:xem |doi |sua |dat )*(?:lich|nhip|ky|dinh ky) (?:hop|sinh hoat)(?: clb| cau lac bo)?(?: may thang)?"
    r"|.*\bmay thang (?:thi )?(?:hop|sinh hoat) (?:mot|1) (?:lan|buoi)"
)
_NOT_TOLD = re.compile(r"\?|\b(?:chua|ai|nao|may|bao nhieu|co phai)\b")
_MONTHS = {"mot": 1, "1": 1, "hai": 2, "2": 2, "ba": 3, "3": 3, "moi": 1, "hang": 1, "hang moi": 1}
_QUARTER = 3


def rhythm_told(words: str) -> int | None:
    """Months between two meetings where the words say so; else None."""
    said = _plain(words)
    found = _TOLD.search(said)
    if found is None or not _MEETS.search(said) or _NOT_TOLD.search(said) or len(said.split()) > LONGEST:
        return None
    months = _MONTHS[found["often"] or found["each"]]
    unit = found["unit"] or found["whole"]
    return months if unit == "thang" else _QUARTER if months == EVERY_MONTH else None


def without_rhythm(words: str) -> str:
    """The rest of such words, so that "2 tháng 1 lần" names no month."""
    return _TOLD.sub(" ", _plain(words))


def asks_rhythm(words: str) -> bool:
    """ "lịch họp", "mấy tháng họp một lần"."""
    return _ASKS.fullmatch(_plain(words).rstrip("? .")) is not None


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", fold(tidy(words))).strip(" .!")
