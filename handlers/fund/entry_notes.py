"""What one line of the book says it is for and who is at the other end, in the person's own words."""

import re
from collections.abc import Callable
from datetime import date

from handlers.club.people_named import people_named
from handlers.club.typed import find, phrases, words_of
from handlers.dialogue.hearing.days import find_day
from handlers.fund.entry_amounts import amount_in
from handlers.fund.entry_words import Verb

_LEFT_OVER = re.compile(
    r"^(?:(?:tiền|hết|mất|tổng|cộng|gần|hơn|khoảng|chừng|tầm|độ|cho|của|từ|để|về|vào|là|:|\(|-|–|khoản)\s+)*(?=\S)|\s+(?:vào|"
    r"cho|của|là|từ|ngày|hôm|hết)$"
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
        return "" if find(words_of(left), phrases("chưa")) else people[0].said
    giver = _BEFORE_GIFT(left)
    named = giver["who"].strip() if giver else ""
    return (
        ""
        if re.search(r"\d", named) or named.lower() in ("", "chi", "thu", "tiền", "tien", "được")
        else named
    )


def told(rest: str, verb: Verb | None, today: date) -> str:
    """What it is for, in the person's own words: the line without thu/chi, the amount and the day."""
    line = rest[verb.end :] if verb and not verb.in_note else rest
    amount = amount_in(line)
    line = amount[1] if amount else line
    day = find_day(line, today)
    line = day[1] if day else line
    return _LEFT_OVER.sub("", line.strip(" ,.;:-–")).strip(" ,.;:-–")
