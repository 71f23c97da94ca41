"""What one line of the book says it is for and who is at the other end, in the person's own words."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from handlers.club.people_named import Named, people_named
from handlers.club.typed import find, phrases, words_of
from handlers.dialogue.hearing.days import find_day
from handlers.fund.entry_amounts import amount_in
from handlers.fund.entry_words import Verb

_LEFT_OVER = re.compile(
    r"^(?:(?:tiền|hết|mất|tổng(?! kết)|cộng|gần|hơn|khoảng|chừng|tầm|độ|cho|của|từ|để|về|vào|"
    r"là|:|\(|-|–|khoản)\s+)*(?=\S)|\s+(?:vào|"
    r"cho|của|là|từ|ngày|hôm|hết|được)$"
)
_AND = re.compile(r"\s*(?:,|và|va|với|voi)\s*", re.IGNORECASE)
_KIN = re.compile(
    r"\b(?:con (?:trai|gái|gai|dâu|dau|rể|re)|con|cháu|chau|(?:vợ|vo) (?:chồng|chong)|vợ|vo|chồng|chong"
    r"|gia (?:đình|dinh))\s+$",
    re.IGNORECASE,
)
_BEFORE_GIFT: Callable[[str], re.Match[str] | None] = re.compile(
    r"^(?:thu|nhận|nhan)?\s*(?:tiền|của|từ|cua|tu)?\s*(?P<who>.+?)\s+(?:ủng hộ|ung ho|tài trợ|tai tro|tặng|"
    r"đóng góp|hỗ trợ)\b",
    re.IGNORECASE,
).match


def counterparty(left: str) -> str:
    """The person named with a title, else who gave: "thu công ty Hòa Phát ủng hộ"."""
    people = people_named(left)
    if people:
        return "" if find(words_of(left), phrases("chưa")) else _all_of(left, people)
    giver = _BEFORE_GIFT(left)
    named = giver["who"].strip() if giver else ""
    return (
        ""
        if re.search(r"\d", named) or named.lower() in ("", "chi", "thu", "tiền", "tien", "được")
        else named
    )


def _all_of(left: str, people: Sequence[Named]) -> str:
    """ "bà Lan, ông Tư" together, and "con trai bà Lan" with the word that makes it somebody else."""
    last = 0
    while last + 1 < len(people) and _AND.fullmatch(left[people[last].end : people[last + 1].start]):
        last += 1
    kin = _KIN.search(left[: people[0].start])
    return left[kin.start() if kin else people[0].start : people[last].end]


def told(rest: str, verb: Verb | None, today: date) -> str:
    """What it is for, in the person's own words: the line without thu/chi, the amount and the day."""
    line = rest[verb.end :] if verb and not verb.in_note else rest
    amount = amount_in(line)
    line = amount[1] if amount else line
    day = find_day(line, today)
    line = day[1] if day else line
    return _LEFT_OVER.sub("", line.strip(" ,.;:-–")).strip(" ,.;:-–")
