"""Hears that a thing of the club is gone: "thanh lý loa kéo", "hỏng 1 loa", "bán 2 cái ghế được 100k".

"Bỏ", "hỏng" and "mất" are said of people, entries and talks too: they count only before a thing itself.
"""

import re
from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.folding import fold, polish
from handlers.dialogue.hearing.heard import Heard
from handlers.fund.entry_amounts import Amount, amount_in

BROKEN, LOST, DISPOSED, GIVEN = "broken", "lost", "disposed", "given"
_NUMBERS = "mot hai ba bon nam sau bay tam chin muoi".split()
_COUNT = r"(?P<count>\d{1,4}|một|mot|hai|ba|bốn|bon|năm|nam|sáu|sau|bảy|bay|tám|tam|chín|chin|mười|muoi)\s+"
_KIND = r"(?P<kind>cái|cai|chiếc|chiec|bộ|bo|con|đôi|doi|cây|cay)\s+"
_ALL = r"(?P<all>cả|ca|hết|het|tất cả|tat ca|toàn bộ|toan bo)\s+"
_NAMED = r"(?:tài sản|tai san)\b\s*"
_SALE = re.compile(r"(?:(?:clb|ghi|báo|bao|đã|da|vừa|vua)\s+)*(?:thanh l[ýíyi]|bán)\s", re.IGNORECASE)
_GONE = re.compile(
    r"(?:(?:clb|câu lạc bộ|cau lac bo|ghi|báo|bao)\s+)*(?:(?:bị|bi|đã|da)\s+)?"
    r"(?P<verb>thanh l[ýíyi]|bán|hỏng|hong|hư|hu|vỡ|vo|gãy|gay|cháy|chay|mất trộm|mat trom|mất|mat|"
    r"bỏ|bo|xóa|xoá|xoa)\b"
    rf"\s*(?:{_ALL})?(?:{_COUNT})?(?:{_KIND})?(?P<named>{_NAMED})?(?P<thing>.*)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:loa|âm l[iy]|am l[iy]|ampl[iy]|micro|mic|ghế|ghe|tivi|ti vi|quạt|quat|"
    r"phông bạt|phong bat|tủ|đầu đĩa)\b",
    re.IGNORECASE,
)
_COUNTED_THING = re.compile(
    r"(?:bàn|ban|bảng|bang|tu|xe|cân|can|thước|thuoc|lưới|luoi|đàn|dan|trống|trong|bóng|bong|vợt|vot|đèn|den|"
    r"ấm|am|nồi|noi|phích|phich|giá|gia|chăn|chan|màn hình|man hinh|dau dia|ổ cắm|o cam)\b|(?:máy|may)\s+\w",
    re.IGNORECASE,
)
_NOT_OWNED = re.compile(r"(?:khoan|hop dong|vay|no|so|phieu|quy|bao hiem)\b")
_ASKED = re.compile(r"\?|\n|\b(?:chưa|không|chua|khong|hả|à)\s*$")
_TAIL = re.compile(
    r"\s*\b(?:bị|bi|đã|da|hỏng|hong|hư|cũ|vỡ|gãy|cháy|mất|rồi|roi|đi|"
    r"khỏi|khoi|sổ|danh sách|danh sach|tài sản|tai san)$",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\s*,?\s*(?:(?:được|duoc|thu|thu về|thu ve|bán|ban|lấy|lay|giá|gia|với giá|voi gia|cho)\s*)+$",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"\b(?:hỏng|hong|hư|hu|vỡ|vo|gãy|gay|cháy|chay)\b", re.IGNORECASE)
_LOST = re.compile(r"\b(?:mất|mat)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GonePhrase:
    """What is gone, as typed ("" for unnamed), and how many (0 for all); why and when, where said.

    `price` is what a sale brought, in đồng or not clear; None where no money is spoken of. `told` is the line
    without it.
    """

    thing: str
    quantity: int | None = None
    why: str | None = None
    day: date | None = None
    price: Amount | None = None
    told: str = ""


def hear_gone(text: str, today: date) -> GonePhrase | None:
    """A thing that left the list; None for people, money, entries and questions."""
    line = polish(text)
    dated = find_day(line, today)
    day = dated[0].value.day if dated and isinstance(dated[0], Heard) else None
    plain = dated[1] if dated and day else line
    price, plain = _sold(plain)
    said = _GONE.fullmatch(plain)
    if said is None or _ASKED.search(text.strip()) or not _speaks_of_a_thing(said):
        return None
    if _is_sold(said) and said["verb"].lower() == "bán" and price is None:
        return None
    if _names_money(line) and price is None:
        return None
    return GonePhrase(_bare(said["thing"]), _quantity(said), _why(said, line), day, price, plain)


def sold(line: str) -> bool:
    """ "bán loa kéo được 200k" brings money, whatever the thing once cost."""
    return _sold(polish(line))[0] is not None


def _sold(line: str) -> tuple[Amount | None, str]:
    """What a sale brought and the line without it: "thanh lý 2 ghế được 100k"."""
    found = amount_in(line) if _SALE.match(line) else None
    if found is None or (isinstance(found[0], Heard) and found[0].value < 1000):
        return None, line
    return found[0], _FOR.sub("", found[1])


def _is_sold(said: re.Match[str]) -> bool:
    return fold(said["verb"].lower()).startswith(("thanh l", "ban"))


def _speaks_of_a_thing(said: re.Match[str]) -> bool:
    thing = said["thing"].strip()
    if said["named"] or _THING.match(thing):
        return True
    if fold(said["verb"].lower()).startswith("thanh l"):
        return not _NOT_OWNED.match(fold(thing.lower()))
    return bool(said["count"] or said["kind"]) and _COUNTED_THING.match(thing) is not None


def _names_money(line: str) -> bool:
    money = amount_in(line)
    return money is not None and isinstance(money[0], Heard) and money[0].value >= 1000


def _bare(thing: str) -> str:
    words = thing.strip(" :,.-")
    while (shorter := _TAIL.sub("", words)) != words:
        words = shorter
    return words


def _quantity(said: re.Match[str]) -> int | None:
    if count := said["count"]:
        return int(count) if count.isdigit() else _NUMBERS.index(fold(count.lower())) + 1
    if said["all"]:
        return 0
    return 1 if fold((said["kind"] or "").lower()) in ("cai", "chiec") else None


def _why(said: re.Match[str], line: str) -> str | None:
    if _is_sold(said):
        return DISPOSED
    return BROKEN if _BROKEN.search(line) else LOST if _LOST.search(line) else None
