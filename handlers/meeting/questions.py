"""Questions only the roll call asks: who was away, its read-back, and which member a name means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.club.member_news import hear_death, hear_leave
from handlers.club.names import RosterLine, find_members
from handlers.club.newcomers import hear_newcomer
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.numbers import hear_number
from handlers.dialogue.hearing.put_right import PutRight
from handlers.dialogue.questions import Choose, Confirm, Number, Option, Question
from handlers.dialogue.state import Json
from handlers.meeting.beside import news_apart
from handlers.meeting.presence import TAPPED, Presence, hear_presence
from handlers.meeting.presence_right import corrected, right_presence

_OF_WHO_CAME = re.compile(
    r"\b(?:vắng|vang|nghỉ|khách|khach|đại biểu|dai bieu|điểm danh|diem danh)\b", re.IGNORECASE
)
ASKS_WHO = re.compile(
    r"\?|\bnhỉ\b|\b(?:không|khong) (?:nhỉ|nhi)\b|\b(?:có|co) (?:vắng|vang|đến|den) (?:không|khong)\b", re.I
)
AGAIN = "again:"
"""What a read-back's answer begins with when it is a correction in words."""


def tells_of_a_move(words: str, today: date, roster: Sequence[RosterLine] = ()) -> bool:
    """Whether the words say that somebody died, left or is new: that is a talk of its own.

    "thêm ông Sơn nữa" tells of nobody new where ông Sơn is on the roll.
    """
    if hear_death(words, today) is not None or hear_leave(words, today) is not None:
        return True
    if news_apart(words, today) is not None:
        return True
    news = hear_newcomer(words, today)
    return news is not None and not find_members(news.who, roster)


@dataclass(frozen=True, kw_only=True)
class RollCall(Question[Presence]):
    """ "Đủ", numbers and names of those away, or how many came; the words may name an illness, so they go."""

    secret: bool = True
    listed: bool = False
    buttons: tuple[Option, ...] = ()  # where the channel has them: members to toggle, "Xong", "Bỏ qua"
    roster: tuple[RosterLine, ...] = ()

    def options(self) -> tuple[Option, ...]:
        return self.buttons

    def hear(self, words: str, today: date) -> "Heard[Presence] | Unclear":
        tapped = next((button.code for button in self.buttons if tidy(words) in button.words), "")
        if tapped:
            return Heard(Presence(TAPPED, counted=tapped))
        if tells_of_a_move(words, today, self.roster) or ASKS_WHO.search(words):
            return Unclear("not_understood")
        return hear_presence(words, self.roster)

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[Presence] | Unclear":
        """Against what was said before: names are added, taken out or put in another's place."""
        asks = ASKS_WHO.search(slip.right) is not None
        if not isinstance(old, Mapping) or asks or tells_of_a_move(slip.right, today, self.roster):
            return Unclear("not_understood")
        changed = right_presence(Presence.from_json(old), slip, self.roster)
        return Unclear("not_understood") if changed is None else Heard(changed)

    def to_json(self, value: Presence | str) -> Json:
        said = Presence(TAPPED, counted=value) if isinstance(value, str) else value  # a button is its code
        return said.to_json()

    def from_json(self, stored: Json) -> Presence:
        return Presence.from_json(stored)


@dataclass(frozen=True, kw_only=True)
class ReadBack(Confirm):
    """The names echoed; "thêm ông Sơn nữa" or "bà Lan có đến" corrects them without asking anew."""

    worded_as: ClassVar[str] = "confirm"
    roster: tuple[RosterLine, ...] = ()
    presence: Presence | None = None

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        said = super().hear(words, today)
        if isinstance(said, Heard) or self.presence is None or ASKS_WHO.search(words):
            return said
        if tells_of_a_move(words, today, self.roster):
            return said
        known = corrected(self.presence, words, self.roster)
        return said if known is None else Heard(AGAIN + words[:200])


@dataclass(frozen=True, kw_only=True)
class NumberOrPeople(Choose):
    """ "3" is number 3, or three people; "45 người" said here is neither of the two."""

    worded_as: ClassVar[str] = "choose"
    count: int = 0

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        people = hear_number(words, units=("người",))
        other = isinstance(people, Heard) and people.value != self.count
        if other and re.search(r"\bng[uư][oờ]i\b", words.lower()):
            return Unclear("not_understood")
        return super().hear(words, today)


@dataclass(frozen=True, kw_only=True)
class Measured(Number):
    """How many were measured; "vắng 3" or "4 khách" said here is still about who came."""

    worded_as: ClassVar[str] = "number"

    def hear(self, words: str, today: date) -> "Heard[int] | Unclear":
        if _OF_WHO_CAME.search(words):
            return Unclear("not_understood")
        heard = super().hear(words, today)
        return Heard(heard.value) if isinstance(heard, Heard) else heard  # what comes next says the figure


@dataclass(frozen=True, kw_only=True)
class MemberNamed(Question[int]):
    """One member by name or roster number; the answer is the roster number."""

    roster: tuple[RosterLine, ...] = ()

    def hear(self, words: str, today: date) -> "Heard[int] | Unclear":
        found = find_members(words, self.roster)
        best = [match.roster_number for match in found if match.score == found[0].score]
        return Heard(best[0]) if len(best) == 1 else Unclear("not_understood")


_OF_NO_CLUB = re.compile(
    r"(?:(?:khong|ko|k|chang|a|the|thoi) )*(?:khong|ko|phai|nguoi ngoai|khach)"
    r"(?: (?:phai|co|ai|ca|dau|la|nguoi|cua|clb|cau lac bo|hoi|minh|bac|thanh vien|hoi vien|ngoai|chau|a"
    r"|noi khac|xom khac|thon khac))*"
)


@dataclass(frozen=True, kw_only=True)
class StrangerNamed(MemberNamed):
    """Who the name that nobody bears stands for; 0 where "không phải người của CLB" leaves it out."""

    worded_as: ClassVar[str] = "membernamed"

    def hear(self, words: str, today: date) -> "Heard[int] | Unclear":
        outside = _OF_NO_CLUB.fullmatch(fold(tidy(words)).strip(" .,")) is not None
        return Heard(0) if outside else super().hear(words, today)
