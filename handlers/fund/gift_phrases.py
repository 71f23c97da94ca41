"""Hears gifts that are not money ("ông Hải tặng 20kg gạo"), equipment, state support partly in equipment."""

import re
from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.folding import fold, polish
from handlers.dialogue.hearing.heard import Heard
from handlers.fund.entry_amounts import amount_in

_UNIT = (
    r"(?:kg|ki|cân|can|tạ|ta|yến|yen|lít|lit|cái|cai|chiếc|chiec|bộ|bo|thùng|thung|hộp|hop|gói|goi|suất|suat|"
    r"tấm|tam|quyển|quyen|bao|túi|tui|chai|con|đôi|doi|cặp|cap|chăn|chan|áo|ao|màn|man|loa|máy|may|ghế|ghe|bàn|ban|"
    r"quạt|quat|bảng|bang|tivi|ti vi|bóng|bong|xe|cây|cay|bình|binh|ấm|am|nồi|noi|phần quà|phan qua|quà|qua)"
)
_COUNT = r"(?:\d{1,4}|một|mot|hai|ba|bốn|bon|năm|nam|sáu|sau|bảy|bay|tám|tam|chín|chin|mười|muoi)"
_WHAT = re.compile(rf"(?:(?P<count>{_COUNT})\s*)?(?P<unit>{_UNIT})\b(?P<rest>.*)", re.IGNORECASE)
_GIVER = (
    r"(?:ông|bà|cụ|bác|chú|cô|anh|chị|ong|ba|cu|bac|chu|co|chi|công ty|cong ty|doanh nghiệp|cửa hàng|"
    r"gia đình|gia dinh|hội|hoi|đoàn|doan|nhà|nha|nhóm|nhom|chùa|chua|trường|truong|xã|xa|"
    r"cháu|chau|mạnh thường quân|ngân hàng)"
)
_GIFT = re.compile(
    rf"^(?:(?:ghi|hôm nay|hôm qua|hom nay|hom qua)\s+)*(?P<who>{_GIVER}\b.{{0,60}}?)\s+"
    r"(?:vừa\s+|đã\s+|mới\s+)?"
    r"(?:tặng|tang|ủng hộ|ung ho|biếu|bieu|tài trợ|tai tro|góp|gop|cho)\s+"
    r"(?:(?:clb|câu lạc bộ|cau lac bo|hội|quỹ)\s+)?(?P<what>.+)$",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:loa|am li|ampli|micro|mic|bang|may|ghe|ban|tu|tivi|ti vi|quat|thuoc do|phong bat|can suc khoe|"
    r"luoi|bo ban ghe|xe|o luu dien|dau dia)\b"
)
_NUMBERS = ("khong", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_SUPPORT = re.compile(
    r"^(?P<who>(?:nhà nước|nha nuoc|ngân sách|ngan sach|dự án|du an|đề án|de an|xã|xa|phường|phuong|"
    r"tỉnh|tinh|"
    r"huyện|huyen|hội|hoi)\b.{0,40}?)\s+(?:hỗ trợ|ho tro|cấp|cap|cho)\b(?P<rest>.+)$",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"[,;]?\s*(?:trong đó|trong do|gồm|gom|kể cả|ke ca|(?:(?:có|co)\s+)?(?:một|mot)\s+(?:phần|phan))\b"
    r"(?P<part>.+)$",
    re.IGNORECASE,
)
_IN_KIND = re.compile(r"\b(?:thiet bi|hien vat|loa|may|trang bi|do dung)\b")
_WORTH = re.compile(
    r"[\s,(]*(?:trị giá|tri gia|giá trị|gia tri|giá|gia)\s+(?:khoảng\s+|khoang\s+)?(?P<sum>\d.*)$",
    re.IGNORECASE,
)
_NAMELESS = frozenset({"thiet bi", "hien vat", "trang bi", "do dung", "trang thiet bi"})
_SMALL = re.compile(r"^(?:là|la|có|co|tiền|tien|mua|bằng|bang|trị giá|tri gia|:)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GiftPhrase:
    """Who gave what; the day where one was said."""

    giver: str
    what: str
    day: date | None
    value: int | None = None  # what the goods are worth, in đồng, where that was said


@dataclass(frozen=True, slots=True)
class AssetPhrase:
    """A thing and how many; `lasting` for equipment, not for rice."""

    name: str
    quantity: int
    lasting: bool
    words: str


@dataclass(frozen=True, slots=True)
class SupportPhrase:
    """What the state gave in all, and how much of it in equipment, in đồng; None where not certain."""

    giver: str
    total: int | None
    equipment: int | None
    what: str


def hear_gift(text: str, today: date) -> GiftPhrase | None:
    """A gift of goods; None where money, a question or a plan is spoken of."""
    line = polish(text)
    found = find_day(line, today)
    day = found[0].value.day if found and isinstance(found[0], Heard) else None
    said = _GIFT.match(found[1] if found and day else line)
    if said is None or "?" in line or "\n" in text.strip():
        return None
    goods = _WHAT.match(said["what"])
    if goods is None or not (goods["count"] or _LASTING.search(fold(goods[0].lower()))):
        return None
    worth = _WORTH.search(said["what"])
    priced = amount_in(worth["sum"]) if worth else None
    what = said["what"][: worth.start()] if worth else said["what"]
    money = amount_in(what)
    if money is not None and isinstance(money[0], Heard) and money[0].value >= 1000:
        return None
    value = priced[0].value if priced and isinstance(priced[0], Heard) else None
    return GiftPhrase(said["who"].strip(), (what if value else said["what"]).strip(" .,("), day, value)


def hear_asset(text: str) -> AssetPhrase | None:
    """ "2 loa kéo" -> loa kéo, 2; None where no thing is named."""
    words = polish(text).strip(" :,.-")
    goods = _WHAT.match(words)
    if goods is None:
        return None
    unit = "" if fold(goods["unit"].lower()) in ("cai", "chiec") else goods["unit"]
    name = f"{unit} {goods['rest'].strip()}".strip()
    if not name:
        return None
    lasting = _LASTING.search(fold(name.lower())) is not None
    return AssetPhrase(name, _counted(goods["count"]), lasting, words)


def _counted(count: str | None) -> int:
    if not count:
        return 1
    return int(count) if count.isdigit() else _NUMBERS.index(fold(count.lower()))


def hear_support(text: str) -> SupportPhrase | None:
    """ "xã hỗ trợ 35 triệu, trong đó 15 triệu thiết bị"; None without a part in equipment."""
    line = polish(text)
    said = _SUPPORT.match(line)
    partly = _PARTLY.search(said["rest"]) if said else None
    if said is None or partly is None or "?" in line or not _IN_KIND.search(fold(partly["part"].lower())):
        return None
    total, part = amount_in(said["rest"][: partly.start()]), amount_in(partly["part"])
    what = _SMALL.sub("", part[1].strip(" ,.:") if part else partly["part"].strip(" ,.:"))
    what = "" if fold(what.lower()) in _NAMELESS else what
    equipment = part[0].value if part and isinstance(part[0], Heard) else None
    whole = total[0].value if total and isinstance(total[0], Heard) else None
    return SupportPhrase(said["who"], whole, equipment, what)
