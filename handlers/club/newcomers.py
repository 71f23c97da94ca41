"""Hears who joined, with the full name that goes onto the roll: "có bác mới vào: Hà Thị Sen sinh 1958".

A newcomer is on no roll yet, so the name is known by its family name or its capitals.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.club.member_news import MemberNews, hear_join
from handlers.club.people_named import FAMILY_NAMES
from handlers.club.typed import find, phrases, words_of
from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.folding import fold, nfc, polish
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.put_right import PutRight
from handlers.dialogue.questions import Text
from handlers.dialogue.state import Json

_JOINS = phrases(
    "mới vào|vào clb|vào câu lạc bộ|vào hội|gia nhập|xin vào|xin tham gia|mới tham gia|kết nạp|"
    "thành viên mới|người mới|thêm thành viên|nhận thêm|hội viên mới|thêm hội viên|vào sinh hoạt"
)
_REFUSES = phrases("chưa|không|nếu|khi nào|bao giờ|thu|chi|vay|trả|ai|báo cáo|bao nhiêu")
_FAMILY = "|".join(
    sorted({one for name in FAMILY_NAMES for one in (name, fold(name))}, key=len, reverse=True)
)
_FULL_NAME = re.compile(
    rf"\b((?:{_FAMILY})(?:\s+(?!sinh\b|sn\b|mới\b|xin\b|vào\b|moi\b|vao\b|ở\b|năm\b)[^\W\d_]+){{1,3}})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(19\d\d|20\d\d)\b")


def hear_newcomer(text: str, today: date) -> MemberNews | None:
    """Who joined the club; `who` may begin with a title. None where nobody did."""
    read = nfc(text)
    known = hear_join(read, today)
    if known is not None:
        return known
    name = _FULL_NAME.search(read)
    if name is None or "?" in read:
        return None
    words = words_of(read.replace(name[1], ","))  # Nguyễn Thị Thu is no income
    if not find(words, _JOINS) or find(words, _REFUSES):
        return None
    year = _YEAR.search(read)
    day = find_day(read, today)
    return MemberNews(name[1], day[0] if day else None, int(year[1]) if year else None, read)


def full_name(who: str) -> str:
    """The name as the roll writes it: without title, each word with a capital."""
    words = who.split()
    if (len(words) > 2 and words[0].lower() in _TITLES) or (words and words[0].lower() in _PLAIN_TITLES):
        words = words[1:]
    return " ".join(word[:1].upper() + word[1:].lower() for word in words)


_TITLES = frozenset("ông bà cụ bác cô chú anh chị dì em ong cu bac".split())
_PLAIN_TITLES = frozenset("ông bà cụ bác cô chú anh chị".split())


def sex_of(who: str) -> str | None:
    """What a title or a middle name says: "female", "male" or None."""
    words = [word.lower() for word in who.split()]
    if (words and words[0] in ("bà", "cô", "chị", "dì")) or "thị" in words or "thi" in words[1:-1]:
        return "female"
    if (words and words[0] in ("ông", "chú", "anh", "ong")) or "văn" in words[1:-1] or "van" in words[1:-1]:
        return "male"
    return None


@dataclass(frozen=True, kw_only=True)
class FullName(Text):
    """A name for the roll: two words or more, beginning with a family name or written with capitals."""

    worded_as: ClassVar[str] = "text"

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        name = full_name(polish(words)).split()
        family = {fold(one) for one in FAMILY_NAMES}
        written = words[:1].isupper() or (bool(name) and fold(name[0].lower()) in family)
        fits = 2 <= len(name) <= 6 and all(part.isalpha() for part in name)
        return Heard(" ".join(name)) if fits and written else Unclear("not_understood")

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[str] | Unclear":
        """A whole name, or the one word of it that was wrong: "không phải Hoa mà là Hòa"."""
        words, wrong = str(old or "").split(), fold(slip.was.lower()).split()
        places = [
            n for n, word in enumerate(words) if [fold(word.lower())] == wrong and word not in slip.right
        ]
        if places:
            words[places[-1]] = slip.right
        return self.hear(" ".join(words) if places else slip.right, today)
