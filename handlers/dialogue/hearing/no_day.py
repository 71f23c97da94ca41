"""Tells what only looks like a day: "thu ba Lan", "mừng 5 cụ", "57/60 người", "mua 1 ram giay"."""

import re

from handlers.dialogue.hearing.folding import fold

WORD_OF_NUMBER = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi hai": 12, "muoi tam": 18, "hai bon": 24, "hai tu": 24,
}  # fmt: skip
_LAST_MUNG = 10
_COUNTED_AFTER = re.compile(
    r"\s*(?:cu|nguoi|ong|ba|bac|tuoi|ho|nha|suat|phan|em|chau|anh|chi|co|chu|cap|doi|k|tr|trieu|nghin|ngan|ng"
    r"|dong|d|ty|tram|chuc|%)\b"
)
_PEOPLE_AFTER = re.compile(r"\s*(?:nguoi|ng|cu|bac|hoi vien|thanh vien|tv|hv)\b")
_OPENINGS = set(
    "hôm bữa ngày sáng trưa chiều tối đêm thứ chủ mùng mồng rằm đầu giữa cuối cách mấy vài ít tuần tháng "
    "năm mới dạo "
    "vừa mười một bốn sáu bảy tám chín".split()
)
_UNSURE = {"thu", "ram", "mung", "mong", "sang", "toi"}  # with accents elsewhere these are other words
_TITLE_PLAIN = re.compile(r"\b(?:ong|ba|cu|co|chu|anh|chi|em|di|thu) $")
_ABOUT_PLAIN = ("dau thang", "dau tuan", "giua thang", "giua tuan", "cuoi thang", "cuoi tuan")
_TITLE_BEFORE = re.compile(r"\b(?:ông|bà|cụ|bác|cô|chú|anh|chị|em|thôn|xóm) $")


def no_day(name: str, match: re.Match[str], said: str, sentence: bool) -> bool:
    """True for what only looks like a day: "thu ba Lan", "5-6 triệu", "mừng 5 cụ", "ngày hai lần"."""
    typed = said[match.start() : match.end()].lower()
    first = typed.split()[0]
    if (first[0].isalpha() and not first.isascii() and first not in _OPENINGS) or (
        first in _UNSURE and not said.isascii()
    ):
        return True
    if name in ("lunar", "full_moon"):
        return _no_lunar(match, said, sentence, first)
    if name == "after":
        return typed.endswith("một")  # "ngày một" is the first
    if name == "day" and sentence and match["day"] in WORD_OF_NUMBER and match["day"] != "muoi":
        return True
    if name == "weekday":
        return _no_weekday(match, said, sentence, typed)
    if name == "numeric":
        return _no_numeric(match, said, sentence, typed)
    if name == "vague":
        return sentence and not typed.startswith(
            ("hôm", "hom", "bữa", "bua", "mấy", "may", "tuần", "tuan", "đầu", "giữa", "cuối", *_ABOUT_PLAIN)
        )
    return name == "lunar_day" and sentence and typed.endswith(("am", "ta")) and said.isascii()


def _no_lunar(match: re.Match[str], said: str, sentence: bool, first: str) -> bool:
    """ "cụ Rằm", and in a sentence typed without accents whatever does not tell that it is a day."""
    sure = not sentence or not first.isascii() or match["month"] or match["calendar"] or "tet" in match[0]
    titled = _TITLE_BEFORE.search(said[: match.start()].lower())
    return bool(titled) or not (sure or _plain_lunar(match, said))


def _no_weekday(match: re.Match[str], said: str, sentence: bool, typed: str) -> bool:
    """ "thu ba Lan" takes money of bà Lan; a bare "t5" within a sentence names no day."""
    if typed.startswith("thu"):
        return not said.isascii() or (sentence and not match["which"] and not _closes(match, said))
    short = typed.startswith("t") and not typed.startswith(("thứ", "tối", "trưa"))
    return short and sentence and not match["which"]


def _no_numeric(match: re.Match[str], said: str, sentence: bool, typed: str) -> bool:
    """ "5-6 triệu" is money, "3/4 người" are people."""
    after = same_length(said)[match.end() :]
    money = re.match(r"\s*(?:k|tr|trieu|nghin|ngan|dong|d|kg|%)\b", after)
    counted = match["joint"] == "/" and _PEOPLE_AFTER.match(after)
    labelled = typed[0].isalpha() or match["joint"] == "/" or bool(match["year"])
    return bool(money or counted) or (sentence and not labelled)


def _plain_lunar(match: re.Match[str], said: str) -> bool:
    """ "keo mung 5", "nuoc hom ram" name a day; "mung 5 cu", "mung tho", "mua 1 ram giay" do not."""
    before, after = said[: match.start()].lower(), said[match.end() :].lower()
    if "ram" in match[0].split()[:2]:
        closes = not after.strip(" .!") and not re.search(r"(?:^|[0-9] |\bmua )$|\bgi[aâấ]y\b", before)
        return match[0].startswith(("hom", "ngay")) or before.endswith("hop ") or closes
    if match["day"].isdecimal():
        return int(match["day"]) <= _LAST_MUNG and not _COUNTED_AFTER.match(after)
    return not after.strip(" .!") or (match["day"] == "mot" and not _COUNTED_AFTER.match(after))


def _closes(match: re.Match[str], said: str) -> bool:
    """ "chi 60k che thu bay" ends with a Saturday; "thu ba Lan" begins with money, "chi Thu Ba" is a name."""
    before = said[: match.start()].lower()
    return bool(before.strip()) and not said[match.end() :].strip() and not _TITLE_PLAIN.search(before)


def same_length(said: str) -> str:
    """The text in accent-free small letters, place for place."""
    plain = fold(said.lower())
    return plain if len(plain) == len(said) else "".join(fold(letter.lower())[:1] or " " for letter in said)
