"""Kinds of question only the monthly report has: the meeting's day, people in and out, the month's money."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.dialogue.hearing.days import hear_day
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.numbers import hear_number
from handlers.dialogue.hearing.yes_no import hear_yes_no
from handlers.dialogue.questions import Number, Question, Text
from handlers.dialogue.state import Json
from handlers.dialogue.value_questions import with_plain_days
from handlers.report.periods import month_of

NO_MEETING = ""
_NOT_MET = re.compile(r"\b(khong|chua|k|ko) (hop|sinh hoat)\b")
_HOW_MANY_CAME = re.compile(
    r"[\s,;.]+(?:den|duoc|co mat|co)\s+(?P<came>\d{1,3})(?:\s+(?:nguoi|bac|cu|nguoi den))?\s*$"
    r"|[\s,;.]+(?P<people>\d{1,3})\s+(?:nguoi|bac|cu)(?:\s+(?:den|hop|du|co mat))*\s*$"
)
_BARE_DAY = re.compile(r"(?:ngay |hom )?\d{1,2}")
_NOBODY = re.compile(
    r"(?:0|so 0|(?:khong|ko|k|chua|chang) (?:co )?(?:ai|nguoi nao)(?: (?:ca|het|dau|vao|ra|mat|moi|xin"
    r"|qua doi|va|hay|vao ra))*|(?:van )?(?:nhu cu|nhu thang truoc|the|day du)"
    r"|khong (?:thay doi|bien dong)(?: gi)?)"
)
_A_NUMBER = r"(?:\d+|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_MOVES = (
    ("joined", re.compile(r"\b(moi vao|vao moi|vao|ket nap|gia nhap|xin vao|them)\b")),
    ("left", re.compile(r"\b(xin ra|ra khoi|roi|nghi|chuyen di|chuyen|ra)\b")),
    ("died", re.compile(r"\b(qua doi|mat|tu tran|chet)\b")),
)


@dataclass(frozen=True, kw_only=True)
class MeetingDay(Question[str]):
    """The day the club met, as ISO text; "" when it did not meet that month.

    "hôm 24 đến 58" tells how many came too: "2026-11-24 58", taken apart by `day_and_people`.
    """

    period: str

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        said = hear_yes_no(words)
        if _NOT_MET.search(fold(tidy(words))) or (isinstance(said, Heard) and not said.value):
            return Heard(NO_MEETING)
        line = tidy(words)
        came = _HOW_MANY_CAME.search(fold(line))
        day = self._day(line[: came.start()] if came else words, today)
        if isinstance(day, Unclear):
            return day
        if came is None:
            return Heard(day.value, literal=_BARE_DAY.fullmatch(fold(line)) is None)
        return Heard(f"{day.value} {came['came'] or came['people']}", literal=False)

    def _day(self, words: str, today: date) -> "Heard[str] | Unclear":
        heard = hear_day(words, today)
        if isinstance(heard, Unclear):
            return with_plain_days(heard)
        if month_of(heard.value.day) != self.period:
            return Unclear("other_month", (heard.value.day.isoformat(),))
        if heard.value.lunar:
            return Unclear("lunar", (heard.value.day.isoformat(), heard.value.lunar))
        return Heard(heard.value.day.isoformat())


def day_and_people(said: str) -> tuple[str, int | None]:
    """The stored day of the meeting, and how many came where that was said with it."""
    day, _, came = said.partition(" ")
    return day, int(came) if came else None


Moves = tuple[int, int, int]
"""Joined, left, died."""
NOBODY: Moves = (0, 0, 0)
MOST_MOVES = 100


@dataclass(frozen=True, kw_only=True)
class RosterMoves(Question[Moves]):
    """How many joined, left and died; "không" is nobody, a single name counts as one.

    A number alone may be people in or out: asked, never decided. `skippable`, for who has to look it up.
    """

    skippable: bool = True

    def hear(self, words: str, today: date) -> "Heard[Moves] | Unclear":
        said = hear_yes_no(words)
        if isinstance(said, Heard) and not said.value:
            return Heard(NOBODY)
        plain = fold(tidy(words))
        if _NOBODY.fullmatch(plain):
            return Heard(NOBODY)
        alone = hear_number(words, ("người",))
        if isinstance(alone, Heard) and 0 < alone.value < MOST_MOVES:
            return Unclear("several", ([alone.value, 0, 0], [0, alone.value, 0]))
        moves = [_move(part) for part in _clauses(plain)]
        if not moves or None in moves:
            return Unclear("not_understood", (list(NOBODY),))
        return Heard(_sum([move for move in moves if move is not None]), literal=False)

    def to_json(self, value: Moves) -> Json:
        return list(value)

    def from_json(self, stored: Json) -> Moves:
        return stored[0], stored[1], stored[2]


def _clauses(plain: str) -> list[str]:
    """ "co 2 nguoi vao 1 nguoi ra" -> "2 nguoi vao", "1 nguoi ra"."""
    parts = [part.strip() for part in re.split(r"[,;.\n]| va | voi ", plain) if part.strip()]
    return [clause for part in parts for clause in _taken_apart(part)]


def _taken_apart(part: str) -> list[str]:
    if sum(1 for _, pattern in _MOVES if pattern.search(part)) < 2:
        return [part]
    numbers_first = re.match(rf"(?:co |thang nay |them )*{_A_NUMBER}\b", part)
    counted = rf"\s(?={_A_NUMBER}\b)" if numbers_first else r"\s(?=(?:vao|ra|mat|qua doi|chet)\b)"
    pieces = re.split(counted, part)
    return [piece for piece in pieces if piece not in ("co", "thang nay", "them", "moi", "xin")]


def _move(folded: str) -> tuple[str, int] | None:
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
    return (kinds[0], number.value) if isinstance(number, Heard) and number.value < MOST_MOVES else None


def _sum(moves: list[tuple[str, int]]) -> Moves:
    total = {"joined": 0, "left": 0, "died": 0}
    for kind, number in moves:
        total[kind] += number
    return total["joined"], total["left"], total["died"]


_NOT_MEASURED = re.compile(
    r"(?:thang nay |hom do |buoi nay )?(?:khong|ko|k|chua) (?:co )?(?:do|can)\b.{0,30}"
)
_ABOUT_THE_REPORT = frozenset(
    "nop|nop di|nop luon|nop bao cao|gui|gui di|gui bao cao|sua bao cao|sua lai bao cao|xem lai|xem bao cao|"
    "xem lai bao cao|cho bac xem lai|het|het roi|the thoi|xong|xong roi".split("|")
)


@dataclass(frozen=True, kw_only=True)
class MonthMeasured(Number):
    """ "Không đo" is nobody measured, which is not the same as left blank."""

    worded_as: ClassVar[str] = "number"

    def hear(self, words: str, today: date) -> "Heard[int] | Unclear":
        if _NOT_MEASURED.fullmatch(fold(tidy(words))):
            return Heard(0, literal=False)
        return super().hear(words, today)


@dataclass(frozen=True, kw_only=True)
class Proposal(Text):
    """The last question: "nộp", "xem lại" are no proposal, they ask for the read-back that comes next."""

    worded_as: ClassVar[str] = "text"

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        return Heard("") if fold(tidy(words)) in _ABOUT_THE_REPORT else super().hear(words, today)


@dataclass(frozen=True, kw_only=True)
class MonthMoney(Question[str]):
    """ "Không" for a month without money; entry lines are not heard here, they open their own talk."""

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        said = hear_yes_no(words)
        if isinstance(said, Heard) and not said.value:
            return Heard("none")
        return Unclear("not_understood")
