"""Why a club did not meet in a month: one of three kinds, and the words where they name no illness.

Any words are taken: whoever says "bác ốm không họp được" has answered, and the diagnosis is not kept.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.dialogue.hearing.folding import fold, nfc, polish
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.yes_no import hear_yes_no
from handlers.dialogue.questions import Choose, Option, Text

OTHER = "other"
REASONS = (
    Option("rhythm", ("hai tháng", "ba tháng", "quý", "hai, ba tháng họp một lần")),
    Option("season", ("mưa", "bão", "mùa", "vụ", "gặt", "cấy")),
    Option(OTHER, ("khác", "lý do khác")),
)
LONGEST_REASON = 120
_ILLNESS = re.compile(
    r"\b(om|benh|dau|met|vien|kham|mo|phau thuat|cap cuu|ung thu|tai bien|dot quy|huyet ap|tieu duong|sot|cum"
    r"|covid|dich|nga|gay|liet|nam mot cho|yeu|suc khoe)\b"
)


def words_kept(words: str) -> str:
    """The reason in the person's words; "" where they say nothing, or an illness."""
    said, refused = polish(nfc(words)), hear_yes_no(words)
    silent = isinstance(refused, Heard) or not re.search(r"[^\W\d_]", said)
    return "" if silent or _ILLNESS.search(fold(said.lower())) else said[:LONGEST_REASON]


@dataclass(frozen=True, kw_only=True)
class Reason(Choose):
    """The answer is a code, or "other:" with the words that may be kept."""

    worded_as: ClassVar[str] = "choose"
    choices: tuple[Option, ...] = REASONS
    secret: bool = True

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        picked = super().hear(words, today)
        if isinstance(picked, Heard) and (picked.value != OTHER or len(words.split()) < 4):
            return picked
        return Heard(f"{OTHER}:{words_kept(words)}")


@dataclass(frozen=True, kw_only=True)
class OtherReason(Text):
    """ "Lý do khác": which one, in a line; "không" leaves it at that."""

    worded_as: ClassVar[str] = "text"
    secret: bool = True

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        return Heard(words_kept(words))


async def why_not_met(known: tuple[str, str] | None) -> tuple[str, str]:
    """The kind of reason and the words with it; `known` is what was filed before."""
    said = await Reason(key="no_meeting", known=":".join(known) if known else None)
    code, told, words = said.partition(":")
    if code == OTHER and not told:
        words = await OtherReason(key="no_meeting_words")
    return code, words
