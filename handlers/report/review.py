"""The lines of the report's read-back: what "sửa" can pick, and which questions each line asks again."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import Confirm, ReviewLine

_WORDS_OF_LINES = {
    "meeting": r"hop|den du|nguoi den|ngay hop",
    "measured": r"huyet ap|do|can",
    "care": r"cham soc|luot",
    "self_help": r"giup nhau|ngay cong|cong",
    "roster": r"moi vao|xin ra|qua doi|vao ra|thanh vien",
    "areas": r"mang|van nghe|duong sinh|noi chuyen|che do",
}
_SAID = {
    "measured": ("đo huyết áp, cân được người",),
    "care": ("chăm sóc tại nhà",),
    "self_help": ("giúp nhau được",),
}
_WRONG = re.compile(r"\b(sai|nham|nguoc|sua|chua dung|khong phai|thieu|dung ra|phai la|moi dung|\d+)\b")
_MONEY = re.compile(r"\b(thu|chi|vay|tra|no|lai|goc|quy|ung ho|hoi phi|\d+ ?(k|tr|nghin|trieu|dong))\b")
_LONGEST = 12  # words


def line_meant(words: str, names: list[str]) -> str:
    """Which line of the read-back words speak of, where they say that it is wrong; "" for none."""
    plain = fold(tidy(words))
    if len(plain.split()) > _LONGEST or _MONEY.search(plain) or not _WRONG.search(plain):
        return ""
    return next((n for n in names if re.search(rf"\b({_WORDS_OF_LINES.get(n, '-')})\b", plain)), "")


@dataclass(frozen=True, kw_only=True)
class Review(Confirm):
    """The report read back; a figure typed at it ("đo huyết áp 54") is a wish to correct."""

    worded_as: ClassVar[str] = "confirm"

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        said = super().hear(words, today)
        names = [line.name for line in self.lines]
        if isinstance(said, Heard) and said.value == "yes":
            return said
        return Heard("edit") if line_meant(words, names) or _takes_back(words) else said


def _takes_back(words: str) -> bool:
    """ "54 bác viết ngược": a correction that names no line."""
    return re.search(r"\b(nguoc|nham|sai)\b", fold(tidy(words))) is not None and not _MONEY.search(
        fold(tidy(words))
    )


def _line(name: str, keys: tuple[str, ...], figures: dict[str, Any], old: dict[str, Any]) -> ReviewLine:
    return ReviewLine(name, keys, old, {"figures": figures}, _SAID.get(name, ()))


def _again(key: str) -> tuple[str, ...]:
    return (key, f"{key}_odd", f"{key}_corrected", f"{key}_late")


def activity_lines(figures: dict[str, Any]) -> tuple[ReviewLine, ...]:
    """The month's life: meeting, people, health, care, help, the eight areas."""
    care = [figures["care_people"], figures["care_visits"]]
    given = [figures["help_households"], figures["help_days"]]
    moves = [figures["joined"], figures["left"], figures["died"]]
    roster = None if None in moves else moves
    met = {"meeting_on": figures["meeting_on"], "present": figures["present"]}
    return (
        _line("meeting", ("meeting_on", "no_meeting", "no_meeting_words", *_again("present")), figures, met),
        _line("roster", ("roster", "roster_late"), figures, {"roster": roster}),
        _line("measured", _again("measured"), figures, {"measured": figures["measured"]}),
        _line("care", _again("care"), figures, {"care": care}),
        _line("self_help", _again("self_help"), figures, {"self_help": given}),
        _line("areas", ("doings",), figures, {"doings": figures["doings"]}),
    )


def fund_lines() -> tuple[ReviewLine, ...]:
    """Money is corrected in the ledger, never in the report: picking this line says how."""
    return (ReviewLine("money"),)
