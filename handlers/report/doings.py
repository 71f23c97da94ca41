"""The report's question about the month's doings, answered in any words of the eight areas."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import SeveralOf
from handlers.report.area_phrases import doing_meant

_DENIES = re.compile(r"\b(?:khong|chua|ko|dung|tru)\b|\?")


@dataclass(frozen=True, kw_only=True)
class Doings(SeveralOf):
    """What the month had, in any words of the eight areas: "tập huấn chuyển đổi số, khám mắt"."""

    worded_as: ClassVar[str] = "severalof"

    def hear(self, words: str, today: date) -> "Heard[tuple[str, ...]] | Unclear":
        heard = super().hear(words, today)
        if isinstance(heard, Heard) or _DENIES.search(fold(tidy(words))):
            return heard
        parts = [
            part.strip()
            for part in re.split(r"[,;.+&\n]|\b(?:và|với|rồi|va|voi)\b", nfc(words).lower())
            if part.strip()
        ]
        found = [doing_meant(part) for part in parts]
        return Heard(tuple(dict.fromkeys(found))) if found and all(found) else heard
