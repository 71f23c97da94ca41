"""Kinds of question only the monthly report has: the meeting's day, people in and out, the month's money."""

import re
from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.days import hear_day
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.numbers import hear_number
from handlers.dialogue.hearing.yes_no import hear_yes_no
from handlers.dialogue.questions import Question, with_plain_days
from handlers.dialogue.state import Json
from handlers.report.periods import month_of

NO_MEETING = ""
_NOT_MET = re.compile(r"\b(khong|chua|k|ko) (hop|sinh hoat)\b")
_MOVES = (
    ("joined", re.compile(r"\b(moi vao|vao moi|vao|ket nap|gia nhap|xin vao|them)\b")),
    ("left", re.compile(r"\b(xin ra|ra khoi|roi|nghi|chuyen di|chuyen|ra)\b")),
    ("died", re.compile(r"\b(qua doi|mat|tu tran|chet)\b")),
)


@dataclass(frozen=True, kw_only=True)
class MeetingDay(Question[str]):
    """The day the club met, as ISO text; "" when it did not meet that month."""

    period: str

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        said = hear_yes_no(words)
        if _NOT_MET.search(fold(tidy(words))) or (isinstance(said, Heard) and not said.value):
            return Heard(NO_MEETING)
        heard = hear_day(words, today)
        if isinstance(heard, Unclear):
            return with_plain_days(heard)
        if month_of(heard.value.day) != self.period:
            return Unclear("other_month", (heard.value.day.isoformat(),))
        if heard.value.lunar:
            return Unclear("lunar", (heard.value.day.isoformat(), heard.value.lunar))
        return Heard(heard.value.day.isoformat())


Moves = tuple[int, int, int]
"""Joined, left, died."""


@dataclass(frozen=True, kw_only=True)
class RosterMoves(Question[Moves]):
    """How many joined, left and died; "không" is nobody, a single name counts as one."""

    def hear(self, words: str, today: date) -> "Heard[Moves] | Unclear":
        said = hear_yes_no(words)
        if isinstance(said, Heard) and not said.value:
            return Heard((0, 0, 0))
        parts = [p for p in re.split(r"[,;.\n]| và | voi | với ", tidy(words)) if p.strip()]
        moves = [_move(part) for part in parts]
        if not moves or None in moves:
            return Unclear("not_understood")
        return Heard(_sum([move for move in moves if move is not None]), literal=False)

    def to_json(self, value: Moves) -> Json:
        return list(value)

    def from_json(self, stored: Json) -> Moves:
        return stored[0], stored[1], stored[2]


def _move(part: str) -> tuple[str, int] | None:
    folded = fold(part)
    kinds = [kind for kind, pattern in _MOVES if pattern.search(folded)]
    if re.search(r"\b(khong|ko|k) (co )?ai\b|\bkhong\b", folded):
        return ("joined", 0) if kinds else None
    if len(kinds) != 1:
        return None
    counted = re.search(
        r"\d+|\b(mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\b(?= (nguoi|cu|ong|ba|thanh vien))", folded
    )
    if counted is None:
        return kinds[0], 1
    number = hear_number(counted[0])
    return (kinds[0], number.value) if isinstance(number, Heard) and number.value < 100 else None


def _sum(moves: list[tuple[str, int]]) -> Moves:
    total = {"joined": 0, "left": 0, "died": 0}
    for kind, number in moves:
        total[kind] += number
    return total["joined"], total["left"], total["died"]


@dataclass(frozen=True, kw_only=True)
class MonthMoney(Question[str]):
    """ "Không" for a month without money; entry lines are not heard here, they open their own talk."""

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        said = hear_yes_no(words)
        if isinstance(said, Heard) and not said.value:
            return Heard("none")
        return Unclear("not_understood")
