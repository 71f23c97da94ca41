"""What officers type when they want figures, with accents or without: patterns over folded words.

Folded text is ambiguous, so each pattern wants at least two words that belong together.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from handlers.decision import Caller
from handlers.dialogue.hearing.amounts import hear_amount
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.pages import Paged
from handlers.officer.heard_club import CLUB, hears_about_club, hears_club_fund
from handlers.officer.months import without_month

_MISSING = re.compile(
    r"\b(?:ai|nao|nhung|may|bao nhieu|danh sach|con|dang)\b.*\b(?:chua|cham|thieu|tre)\b"
    r".*\b(?:nop|bao cao|gui)\b"
    r"|^(?:chua nop|chua bao cao|cham nop|thieu bao cao)\b"
    r"|\bnao\b.*\bnop\b.*\b(?:cham|muon|it|thieu)\b"
)
_PICTURE = re.compile(
    r"^(?:xem |xin |gui |lay |cho (?:bac |toi )?(?:xem |hoi |biet |xin )?)?"
    r"(?:tinh hinh|so lieu|tong hop|tong quy)\b"
    r"|^/?(?:xem )?quy$|^quy (?:(?:cua|ca|cac|toan) )*(?:xa|phuong|tinh|nuoc|clb$)\b"
    rf"|\b(?:bao nhieu|may) {CLUB}(?: |$)"
    r"|\b(?:bao nhieu|may) (?:thanh vien|nguoi\b.*\bvay)\b"
    r"|\b(?:xa|phuong|tinh|ca nuoc|toan quoc)\b.*\b(?:bao nhieu|the nao|ra sao)\b"
)
_AMOUNT = re.compile(
    r"(?P<bound>từ|trên|hơn|đạt|ít nhất|quá|vượt|dưới|(?:chưa|không) (?:đến|tới|đạt|đủ)|kém|thấp hơn|ít hơn"
    r"|tu|tren|hon|dat|it nhat|qua|vuot|duoi|(?:chua|khong) (?:den|toi|dat|du)|kem|thap hon|it hon)"
    r"\s+(?P<amount>[\w.,\s]+?)(?P<up>\s+trở lên|\s+tro len|\s+trở xuống|\s+tro xuong|$)"
)
_OVER = frozenset({"tren", "hon", "qua", "vuot"})
_AT_LEAST = frozenset({"tu", "dat", "it nhat"})
_OVERDUE = re.compile(r"\b(?:qua han|no xau|tre han)\b")
_BEFORE = r"(?:dau nam|(?:cuoi )?nam (?:ngoai|truoc|roi))"
_COMPARE = re.compile(
    rf"\bso (?:voi |sanh )?(?:voi )?(?:thang (?:truoc|roi)|{_BEFORE})\b|\bthang nay so\b|\btang hay giam\b"
)
_WITH_LAST_YEAR = re.compile(rf"\bso (?:voi |sanh )?(?:voi )?{_BEFORE}\b")
_WHY = re.compile(r"^(?:vi sao|tai sao|vi sao lai|sao lai|sao)\s+(.+)$")
_MEETS_NO_MORE = re.compile(r"(?!thong bao|gui|nhac)(?:.*\bnao\b.*\b)?(?:chua|khong) (?:hop|sinh hoat)\b")
_FOLLOW_UP = re.compile(r"^(?:the |vay |the thi )?con .+ (?:thi sao|the nao|ra sao|sao)$")
_NOT_FUND = frozenset({"no", "vay", "han", "thu", "chi", "nguoi"})


class Topic(StrEnum):
    """Questions answered at once."""

    PICTURE = "picture"
    ABOVE = "above"
    OVERDUE = "overdue"
    COMPARE = "compare"
    MISSING = "missing"
    WHY = "why"
    REPORT = "report"
    CALLS = "calls"
    APPROVAL = "approval"
    BULLETIN = "bulletin"


@dataclass(frozen=True, slots=True)
class Heeded(Paged):
    """A question with what it names: `words` as typed (tidied), an amount in đồng where it has one.

    `bound`: "from" the amount up, "over", "under" or "up_to" it. `month` ("2026-10"): not of today.
    """

    topic: Topic
    words: str
    amount: int = 0
    bound: str = "from"
    month: str = ""


def hears_missing(words: str) -> bool:
    """ "ai chưa nộp", "clb nao chua nop bao cao"."""
    return _MISSING.search(_folded(words)) is not None


def hear_overdue(words: str, _: Caller) -> Heeded | None:
    """ "quá hạn vay", "xã nào nợ quá hạn"; never one club's fund."""
    folded = _folded(words)
    asks = _OVERDUE.search(folded) and not hears_missing(words) and not _WHY.match(folded)
    return Heeded(Topic.OVERDUE, tidy(words)) if asks and not hears_club_fund(words) else None


def hear_above(words: str, _: Caller | None = None) -> Heeded | None:
    """ "bao nhiêu CLB quỹ từ 50 triệu", "clb nao quy tren 30tr", "bao nhieu clb quy duoi 50 trieu"."""
    folded = _folded(words)
    if not re.search(rf"\b{CLUB}\b", folded) or _WHY.match(folded):
        return None
    if "quy" not in (said := folded.split()) and _NOT_FUND & set(said):
        return None
    found = _AMOUNT.search(without_month(words).rstrip("?").strip())
    amount = hear_amount(found["amount"]) if found else None
    if found is None or not isinstance(amount, Heard) or amount.value <= 0:
        return None
    return Heeded(Topic.ABOVE, tidy(words), amount.value, _bound(fold(found["bound"]), fold(found["up"])))


def _bound(said: str, up: str) -> str:
    """ "trên 50 triệu trở lên" is from 50 up, as people mean it."""
    if up:
        return "from" if up.endswith("len") else "up_to"
    return "over" if said in _OVER else "from" if said in _AT_LEAST else "under"


def hear_compare(words: str, _: Caller) -> Heeded | None:
    """ "so với tháng trước"."""
    return Heeded(Topic.COMPARE, tidy(words)) if _COMPARE.search(_folded(words)) else None


def with_last_year(words: str) -> bool:
    """ "so với năm ngoái", "so với đầu năm": with the end of the year before."""
    return _WITH_LAST_YEAR.search(_folded(words)) is not None


def hear_picture(words: str, _: Caller) -> Heeded | None:
    """ "tình hình xã Hồng Sơn", "xã mình bao nhiêu clb quỹ bao nhiêu"."""
    folded = _folded(words)
    if (
        hear_above(words)
        or hears_club_fund(words)
        or hears_about_club(words)
        or hears_missing(words)
        or _WHY.match(folded)
    ):
        return None
    return Heeded(Topic.PICTURE, tidy(words)) if _PICTURE.search(folded) else None


def hear_missing(words: str, _: Caller) -> Heeded | None:
    """The list of clubs that have not filed, for those who may look but not remind."""
    return Heeded(Topic.MISSING, tidy(words)) if hears_missing(words) else None


def hear_why(words: str, _: Caller) -> Heeded | None:
    """ "vì sao 2/4", "vì sao 3?", "vi sao qua han": what was asked about, in `words`."""
    found = _WHY.match(_folded(words))
    if found is None:
        return Heeded(Topic.WHY, tidy(words)) if _MEETS_NO_MORE.match(_folded(words)) else None
    asked = tidy(words).rstrip("?").strip()
    return Heeded(Topic.WHY, asked[-len(found[1].rstrip("?").strip()) :])


def hear_follow_up(words: str, _: Caller) -> Heeded | None:
    """ "còn xã Sơn Dương thì sao": the question before, about another place."""
    return Heeded(Topic.PICTURE, tidy(words)) if _FOLLOW_UP.match(_folded(words)) else None


def hears_preview(words: str) -> bool:
    """ "xem lời nhắc", "nhắn gì thế": the reminder's words before they are sent."""
    pattern = r"\b(?:xem|doc)\b.*\b(?:loi nhac|tin nhac|truoc)\b|\bnhac (?:gi|the nao)\b"
    return re.search(pattern, _folded(words)) is not None


def _folded(words: str) -> str:
    return fold(tidy(words)).removeprefix("/").rstrip("?").strip()
