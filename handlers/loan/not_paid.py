"""Hears the answer to "Ai chưa đóng ạ?": names or roster numbers of those who have not, or "đủ".

"Chỉ bà Lan đóng" and "ông Tư đóng rồi" say the opposite: then everybody else has not paid.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.put_right import PutRight
from handlers.dialogue.questions import Question
from handlers.dialogue.state import Json
from handlers.loan.who import roster_of
from handlers.meeting.absent_members import absent_members
from storage.people_records import Member

MOST = 1000  # a bare figure above is neither a roster number nor so many people
_ALL_PAID = frozenset(
    "du|du ca|du het|du roi|du ca roi|dong du|dong du ca|da dong du|nop du|het|dong het|dong het roi|"
    "ai cung dong|ai cung dong roi|khong ai|khong co ai|khong|khong thieu ai|khong thieu|moi nguoi dong du|"
    "ca nha dong du|ca lop dong du|thu du|thu du roi|xong het|xong ca|tat ca deu dong|deu dong".split("|")
)
_NOBODY_PAID = frozenset(
    "chua ai dong|khong ai dong|chua ai nop|khong ai nop|tat ca chua dong|chua dong het|"
    "chua thu duoc|chua ai".split("|")
)
_PAID = re.compile(
    r"\b(đã đóng|đóng rồi|đã nộp|nộp rồi|chỉ có|chỉ|mỗi|da dong|dong roi|da nop|nop roi|chi co)\b"
)
_ONLY = re.compile(r"\b(chỉ có|chỉ|mỗi|chi co)\b")
_ADDS = re.compile(r"\b(them|nua|con|ca|cung)\b")
_NOISE = re.compile(
    r"\b(chưa|chua|không|khong|ko|đóng|dong|nộp|nop|trả|tra|lãi|lai|hội phí|hoi phi|tiền|tien|phí|phi|"
    r"rồi|roi|đã|da|"
    r"chỉ có|chỉ|chi co|mỗi|còn|con|trừ|tru|thiếu|thieu|vắng|vang|nữa|nua|"
    r"cũng|cung|thêm|them|à|ơ|ấy|mà|a|ma)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """Ids of who has not paid, and for each name that two of them bear the ids it may mean.

    `spared` are named but need not pay; `number` is a bare figure: a roster number or so many people.
    """

    members: tuple[int, ...] = ()
    doubtful: tuple[tuple[int, ...], ...] = ()
    spared: tuple[int, ...] = ()
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class NotPaid(Question[Said]):
    """Who of `members` has not paid; a name that nobody of the `roll` bears makes the answer unclear."""

    members: tuple[Member, ...] = ()
    roll: tuple[Member, ...] = ()

    def hear(self, words: str, today: date) -> "Heard[Said] | Unclear":
        said = fold(tidy(words)).strip(" .!")
        if said in _ALL_PAID:
            return Heard(Said())
        if said in _NOBODY_PAID:
            return Heard(Said(self._everybody))
        if said.isdecimal():
            return Heard(Said(number=int(said))) if 0 < int(said[:4]) < MOST else Unclear("not_understood")
        named = self._named(words)
        if named is None:
            return Unclear("not_understood")
        if not _PAID.search(tidy(words)):
            return Heard(named)
        if named.doubtful:
            return Unclear("not_understood")
        return Heard(Said(tuple(one for one in self._everybody if one not in named.members)))

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[Said] | Unclear":
        """ "Còn bà Lan nữa" adds, "ông Tư đóng rồi" takes out, "không phải ông Tư mà là bà Hợi" does both."""
        before = self.from_json(old).members if old else ()
        named, wrong = self._named(slip.right), self._named(slip.was) if slip.was else None
        if named is None or not (named.members or named.doubtful):
            return self.hear(slip.right, today)
        if _PAID.search(tidy(slip.right)) and not _ONLY.search(tidy(slip.right)):
            return Heard(Said(tuple(one for one in before if one not in named.members)))
        kept = [one for one in before if wrong and one not in wrong.members]
        if slip.adds or _ADDS.search(fold(tidy(slip.right))):
            kept = list(before)
        return Heard(replace(named, members=tuple(dict.fromkeys((*kept, *named.members)))))

    @property
    def _everybody(self) -> tuple[int, ...]:
        return tuple(member.id for member in self.members)

    def _named(self, words: str) -> Said | None:
        """Those of the roll who owe nothing are told apart from those who do."""
        cleaned = _NOISE.sub(" ", polish(words))
        plain = _said(cleaned, self.members)
        named = plain or _said(cleaned, self.roll)
        if plain or named is None:
            return plain
        owing = frozenset(self._everybody)
        fitting = [tuple(one for one in meant if one in owing) for meant in named.doubtful]
        sure = (*named.members, *(meant[0] for meant in fitting if len(meant) == 1))
        return Said(
            tuple(one for one in sure if one in owing),
            tuple(meant for meant in fitting if len(meant) > 1),
            (
                *(one for one in sure if one not in owing),
                *(all_of[0] for all_of, meant in zip(named.doubtful, fitting, strict=True) if not meant),
            ),
        )

    @staticmethod
    def stored(members: Iterable[int]) -> Json:
        """The answer that names just these, as it is stored."""
        return {"members": list(members), "doubtful": []}

    def to_json(self, value: Said) -> Json:
        doubtful = [list(meant) for meant in value.doubtful]
        told = {"members": list(value.members), "doubtful": doubtful}
        return {**told, "spared": list(value.spared), "number": value.number}

    def from_json(self, stored: Json) -> Said:
        doubtful = tuple(tuple(meant) for meant in stored["doubtful"])
        spared = tuple(stored.get("spared", ()))
        return Said(tuple(stored["members"]), doubtful, spared, stored.get("number", 0))


def _said(cleaned: str, among: Sequence[Member]) -> Said | None:
    heard = absent_members(cleaned, False, roster_of(among))
    if isinstance(heard, Unclear) or any(not meant for _, meant in heard.unclear_names):
        return None
    ids = {member.roster_number: member.id for member in among}
    doubtful = tuple(tuple(ids[number] for number in meant) for _, meant in heard.unclear_names)
    return Said(tuple(ids[number] for number in heard.numbers if number in ids), doubtful)
