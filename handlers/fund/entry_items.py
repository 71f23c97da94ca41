"""Lines that say more than one thing: several items of one entry verb, or an amount taken back at once.

A line is cut only when every item keeps its own amount and its own words; else it is asked about.
"""

import re
from datetime import date

from handlers.club.people_named import people_named
from handlers.club.typed import words_of
from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.heard import Heard
from handlers.fund.entry_amounts import amount_in
from handlers.fund.entry_words import EXPENSE, INCOME, Verb, find_verb
from handlers.fund.fund_words import fund_named

_JOINT = re.compile(r"\s+(?:và|va|với|voi)\s+|\s*[+;]\s*|\s*,\s+(?=\d)", re.IGNORECASE)
_SAME_THING = re.compile(
    r"\b(?:trong đó|trong do|còn|con lai|mỗi|moi|nợ|no|thiếu|thieu|trả|tra|tổng|tong|là|la|gồm|gom|lại|"
    r"tiếp|gốc|goc|lãi|lai)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"[\s,.]+(?:(?:à|a|ấy|ay|ý|y)\s+)?(?:không phải|khong phai|không|khong|nhầm rồi|nham roi|nhầm|nham|lộn|"
    r"quên)(?:\s*,?\s*(?:là|la|phải là|phai la))?[\s,]+(?=\d)",
    re.IGNORECASE,
)
_SURE_WORDS = re.compile(r"à|a|ấy|ay|ý|nhầm|nham|lộn|quên", re.IGNORECASE)
_OLD_SLIP = re.compile(r"(?:thôi|thoi|mới đúng|moi dung|cơ|là đúng|la dung)$", re.IGNORECASE)

_DAY_FIRST = re.compile(
    r"(?:(?:ngày|ngay|hôm|hom)\s+(?P<day_named>\d{1,2}(?:\s*(?:tháng|thang)\s*\d{1,2}|/\d{1,2}(?:/\d{2,4})?)?)"
    r"|(?:hôm|hom)?\s*(?P<weekday>thứ\s+(?:[2-7]|hai|ba|tư|năm|sáu|bảy)(?:\s+tuần\s+(?:trước|này|rồi))?"
    r"|chủ nhật|chu nhat)"
    r"|(?P<day_alone>\d{1,2}/\d{1,2}(?:/\d{2,4})?))\s*[:,]?\s+(?P<rest>[^\W\d_].*)",
    re.IGNORECASE,
)


def items_of(line: str, verb: Verb | None, today: date) -> list[str]:
    """ "chi 50k quả và 30k hoa" -> "chi 50k quả", "chi 30k hoa"; the line alone when that is not sure."""
    if verb is None or not verb.opening or verb.direction not in (INCOME, EXPENSE):
        return [line]
    pieces = _JOINT.split(line[verb.end :].strip())
    shared = find_day(line[verb.end :], today) or fund_named(line[verb.end :])[0]
    if len(pieces) < 2 or shared or not all(_is_item(piece) for piece in pieces):
        return [line]
    return [f"{line[: verb.end]} {piece}" for piece in pieces]


def _is_item(piece: str) -> bool:
    amount = amount_in(piece)
    sure = amount is not None and isinstance(amount[0], Heard) and not _SAME_THING.search(piece)
    return bool(sure and amount and re.search(r"[^\W\d_]", amount[1]))


def as_corrected(line: str) -> str:
    """ "chi 200k nước à không 150k" -> "chi nước 150k"; an older slip ("… 300k mới đúng") stays."""
    found = _TAKEN_BACK.search(line)
    if not found or _OLD_SLIP.search(line) or not _SURE_WORDS.match(found[0].strip(" ,.")):
        return line
    before, after = line[: found.start()], line[found.end() :]
    named = next(((one.start, one.end) for one in people_named(before)), None)
    verb, wrong = find_verb(words_of(before), named), amount_in(before)
    if verb is None or wrong is None or amount_in(after) is None or (verb.opening and verb.start):
        return line
    return f"{wrong[1]} {after}"


def day_last(line: str) -> str:
    """ "20/11: chi 60k nước" -> "chi 60k nước ngày 20/11", where the rest says which way money went."""
    found = _DAY_FIRST.match(line)
    rest = found["rest"] if found else ""
    named = next(((one.start, one.end) for one in people_named(rest)), None)
    if found is None or find_verb(words_of(rest), named) is None:
        return line
    numbered = found["day_named"] or found["day_alone"]
    day = found["weekday"] or f"{'ngay' if line.isascii() else 'ngày'} {numbered}"
    return f"{rest} {day}"
