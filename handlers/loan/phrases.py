"""What people type to open a talk about loans: "cho ông Tư vay 5 triệu", "bà Lan trả nợ", "thu lãi
tháng 12".
"""

import re
from datetime import date

from handlers.club.names import birth_year_after
from handlers.club.people_named import people_named
from handlers.dialogue.hearing.folding import fold, polish, tidy
from handlers.fund.entry_words import LEND, REPAY
from handlers.fund.phrases import EntryPhrase, hear_entry, is_entry

_ASKING = re.compile(
    r"\?|\b(ai|bao nhieu|khi nao|bao gio|the nao|dinh|xin|muon|se|neu|dung|khong|chua|dang|"
    r"giay|so)\b"
)
_SHORT = 7  # words
_COLLECT = re.compile(
    r"(?:ghi |bat dau )?(?:thu|dong) (?:tien )?(?P<what>lai|lai vay|tien lai|hoi phi|phi|phi hoi vien)"
    r"(?: (?:ca lop|ca clb|ca buoi|buoi hop|hom nay|thang nay))?"
    r"(?: thang (?P<month>\d{1,2}))?(?: (?:nam )?(?P<year>20\d\d))?"
)
_EXTEND = re.compile(r"\b(gia han|lui han|hoan no|khat no)\b")
_WRITE_OFF = re.compile(r"\b(mat von|xoa no|khong doi duoc no|no mat)\b")
_DECIDE = re.compile(r"\b(duyet|xem|dong y)\b.*\b(mat von|xoa no)\b")
_IN_FULL = re.compile(r"\b(tra het|het no|tat toan|tra xong|tra du|tra ca)\b")


def plain(words: str) -> str:
    """Small letters without accents, courtesy and end marks."""
    return fold(tidy(words)).strip(" .!?")


def opens_lend(words: str, today: date) -> bool:
    """ "cho ông Tư vay 5 triệu", "bà Hoa vay", "cho vay"."""
    return _opens(words, today, LEND)


def opens_repay(words: str, today: date) -> bool:
    """ "bà Lan trả gốc 1tr lãi 50k", "ông Sáu trả hết", "thu nợ"; also interest of a named person."""
    if _opens(words, today, REPAY):
        return True
    phrase = hear_entry(words, today) if "\n" not in words.strip() and is_entry(words) else None
    return phrase is not None and phrase.category == "loan_interest" and bool(people_named(phrase.note))


def _opens(words: str, today: date, direction: str) -> bool:
    if "\n" in words.strip() or _COLLECT.fullmatch(plain(words)):
        return False
    if hear_entry(words, today).direction != direction:
        return False
    return is_entry(words) or (len(words.split()) <= _SHORT and not _ASKING.search(plain_line(words)))


def plain_line(words: str) -> str:
    """Without accents, but with its question mark: "được chưa?" is no order."""
    return fold(polish(words).lower())


def in_full(words: str) -> bool:
    """ "trả hết", "tất toán"."""
    return bool(_IN_FULL.search(plain_line(words)))


def collects(words: str) -> str:
    """ "interest" or "dues" for "thu lãi", "thu hội phí tháng 12"; "" for anything else, amounts included."""
    found = _COLLECT.fullmatch(plain(words))
    if not found:
        return ""
    return "interest" if "lai" in found["what"].split() else "dues"


def month_collected(words: str, today: date) -> date:
    """First day of the month that is meant: the one named, not ahead of today; else this one."""
    found = _COLLECT.fullmatch(plain(words))
    month = int(found["month"] or 0) if found else 0
    if not found or not 1 <= month <= 12:
        return today.replace(day=1)
    year = int(found["year"]) if found["year"] else today.year - (month > today.month)
    return min(date(year, month, 1), today.replace(day=1))


def opens_collect(words: str, _: date) -> bool:
    return bool(collects(words))


def opens_extend(words: str, _: date) -> bool:
    """ "gia hạn ông Sáu 3 tháng"."""
    said = plain_line(words)
    return bool(_EXTEND.search(said)) and not re.search(r"\?|\b(ai|chua|khong|dang)\b", said)


def opens_write_off(words: str, _: date) -> bool:
    """ "mất vốn ông Sáu", "xóa nợ bà Hợi"."""
    said = plain_line(words)
    asked = re.search(r"\?|\b(ai|bao nhieu|chua|duyet|xem)\b", said)
    return bool(_WRITE_OFF.search(said)) and not asked


def opens_decision(words: str, _: date) -> bool:
    """An officer's "duyệt mất vốn"."""
    return bool(_DECIDE.search(plain_line(words)))


def name_in(words: str) -> str:
    """The one person a line names, as typed, with the birth year when it follows; "" for none."""
    line = polish(words)
    named = people_named(line)
    return f"{named[0].said} {birth_year_after(line, named[0].end)}".strip() if named else ""


def line_of(words: str, today: date) -> EntryPhrase:
    """The opening words as an entry line."""
    return hear_entry(words, today)
