"""What officers type for the week's digest: "bản tin", "tuần này thế nào", "bản tin xã Hồng Sơn"."""

import re

from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.officer.heard import Heeded, Topic

LONGEST = 60  # letters; a longer message tells of more than this
_WEEK = r"tuan (?:nay|truoc|qua|roi|vua roi|vua qua)"
_NEWS = r"(?:hom nay )?(?:co )?(?:gi|tin gi|dieu gi) moi(?: khong)?"
_BULLETIN = re.compile(
    r"(?:chau )?(?:(?:xem|in|gui|doc) (?:lai )?|cho (?:bac |toi |em |anh |chi )?(?:xem (?:lai )?)?)?"
    r"(?:ban tin|tin tuan)\b.*"
    rf"|{_WEEK}\b.*\b(?:can xem|the nao|ra sao|co gi|sao roi)\b.*|(?:tinh hinh |so lieu )?{_WEEK}"
    rf"|{_NEWS}"
)
_ASKING = (
    r"(?:xem|gui|cho|lay|xin|tai|xuat|in|ve|can|muon|lai|giup|kem|nho|co|ca|va|bac|toi|minh|em|anh|chi|chau|cai"
    r"|ban tin|bao cao|so lieu|tong hop|du lieu|sang|qua|zalo|may|danh sach"
    r"|cac|bang|dang|ra|thanh|mot|tat ca)"
)
_TOPIC = (
    r"(?:(?:hai|cac|tien|tong|tang truong) quy|quy|(?:tinh hinh |so lieu )?(?:nop )?bao cao|tinh hinh|nop"
    r"|cho vay|qua han|(?:danh sach )?(?:cac )?clb|cac xa|cac tinh|(?:hang|theo|tung) thang|ca nam|nam nay"
    r"|thang nay)"
)
"""What the picture and the workbook tell of."""
_PICTURE = r"(?:(?:hinh |anh |ban )?bieu do|do thi)"
_SHEET = r"(?:excel|exel|xlsx?)"
_BOOK = (
    rf"(?:(?:file|tep|ban|bang|so) {_SHEET}|{_SHEET}|bang tinh|bang so lieu|bang tong hop"
    r"|file so lieu|file ban tin|file)"
)
_WHERE = r"(?:(?:cua |o )?(?:(?:xa|phuong|tinh|thanh pho|dac khu) [a-z ]+?|ca nuoc|toan quoc|ca xa|ca tinh))"
_TAIL = r"(?:cho|giup|bac|toi|minh|em|anh|chi|chau|voi|nhe|di|a|nao|xem|ban tin)"
_FILES = re.compile(
    rf"(?:(?:{_ASKING}|{_TOPIC}) )*(?:{_PICTURE}|{_BOOK})"
    rf"(?: (?:va|voi|kem|ca|cua|ve|ban tin|so lieu|{_TOPIC}|{_PICTURE}|{_BOOK}))*"
    rf"(?: {_WHERE})?(?: {_WEEK})?(?: {_TAIL})*"
)
_THIS_WEEK = re.compile(rf"\btuan nay\b|^{_NEWS}$")
_TO_LOOK_AT = re.compile(r"\bcan xem\b")


def hears_bulletin(words: str) -> bool:
    """ "bản tin", "tuan nay the nao"."""
    folded = _folded(words)
    return len(folded) <= LONGEST and _BULLETIN.fullmatch(folded) is not None


def hear_bulletin(words: str, _: Caller) -> Heeded | None:
    """The question with its words, for the area and the week they name."""
    return Heeded(Topic.BULLETIN, tidy(words)) if hears_bulletin(words) else None


def hear_files(words: str, _: Caller) -> Heeded | None:
    """ "xem biểu đồ", "gui file excel xa Hong Son": the question with its words for area and week."""
    folded = _folded(words)
    fits = len(folded) <= LONGEST and _FILES.fullmatch(folded) is not None
    return Heeded(Topic.BULLETIN, tidy(words)) if fits else None


def asks_picture(words: str) -> bool:
    """Whether a chart is named."""
    return re.search(rf"\b{_PICTURE}\b", _folded(words)) is not None


def asks_workbook(words: str) -> bool:
    """Whether a workbook is named."""
    return re.search(rf"\b{_BOOK}\b", _folded(words)) is not None


def asks_this_week(words: str) -> bool:
    """Whether the week that is not over yet is meant."""
    return _THIS_WEEK.search(_folded(words)) is not None


def asks_to_look(words: str) -> bool:
    """ "bản tin cần xem": the second half of a large area's digest."""
    return _TO_LOOK_AT.search(_folded(words)) is not None


def _folded(words: str) -> str:
    return fold(tidy(words)).removeprefix("/").rstrip("?. ").strip()
