"""Hears what a club wants changed in its categories: "thêm khoản chi thuê loa", "bỏ khoản mục văn nghệ".

A sum, a person or "khoản này" is about one entry of the book and never about a category.
"""

import re
from dataclasses import dataclass

from handlers.club.people_named import people_named
from handlers.club.typed import find, phrases, words_of
from handlers.dialogue.hearing.folding import fold, nfc
from handlers.fund.categories import SIDES
from handlers.fund.fund_words import fund_named
from handlers.fund.phrases import is_entry
from storage.records import Fund

ADD, RENAME, RETIRE, LIST = "add", "rename", "retire", "list"
_KIND = r"(?P<kind>khoan muc|hang muc|khoan|muc|loai)(?:\s+(?P<side>thu|chi))?"
_NAME = r"\s+(?P<name>[^\d?]{2,80}?)"
_AFTER = r"(?:\s+(?:di|nua|a|nhe|nha|chau))*"
_LIST = re.compile(
    r"/?(?:xem |cac |danh sach )*(?:khoan muc|hang muc|danh muc|khoan thu chi|muc thu chi|loai thu chi)"
    r"(?: (?:thu chi|(?P<side>thu|chi)))?(?: cua clb)?"
)
_CHANGES = (
    (ADD, re.compile(rf"(?:them|tao|lap|dung lai|mo)\s+{_KIND}{_NAME}{_AFTER}")),
    (
        RENAME,
        re.compile(
            rf"(?:doi ten|sua ten|(?:doi|sua)(?=\s+(?:khoan muc|hang muc|muc|loai)\b))\s+{_KIND}{_NAME}"
            r"\s+(?:thanh|sang)\s+(?P<new>[^\d?]{2,80})"
        ),
    ),
    (RETIRE, re.compile(rf"(?:bo|xoa|thoi dung|khong dung|ngung dung)\s+{_KIND}{_NAME}{_AFTER}")),
)
_ONE_ENTRY = re.compile(
    r"^(?:nay|do|ay|kia|tren|duoi|cuoi|vua|hoi nay|hoi sang|so|cua|vay|no|lai|goc|hom|ngay|thang|truoc|sau)\b"
)
_ILLNESS = phrases(
    "ung thư|tiểu đường|đái tháo đường|tai biến|đột quỵ|cao huyết áp|tăng huyết áp|huyết áp cao|bệnh lao|"
    "lao phổi|viêm gan|xơ gan|suy thận|chạy thận|suy tim|bệnh tim|nhồi máu|hen suyễn|viêm phổi|trầm cảm|"
    "tâm thần|động kinh|sa sút trí tuệ|gút|gout|thoái hóa|dạ dày|khối u|bướu|sốt xuất huyết|hiv|aids|covid|"
    "parkinson|alzheimer|bệnh gan|bệnh thận|bệnh phổi|bệnh khớp|viêm khớp|bại liệt|liệt giường|u não"
)


@dataclass(frozen=True, slots=True)
class CategoryPhrase:
    """What to do with which category; `side` "income", "expense" or "" where it was not said."""

    act: str
    side: str = ""
    name: str = ""
    new_name: str = ""
    fund: Fund | None = None


def hear_category(text: str) -> CategoryPhrase | None:
    """None for anything that is not about the club's list of categories."""
    said = " ".join(nfc(text).lower().split()).strip(" ?.!,")  # "van nghe" ends in no courtesy
    plain = fold(said)
    listed = _LIST.fullmatch(plain)
    if listed:
        return CategoryPhrase(LIST, SIDES.get(listed["side"] or "", ""))
    return next(
        (found for act, form in _CHANGES if (found := _change(act, form.fullmatch(plain), said))), None
    )


def _change(act: str, found: re.Match[str] | None, said: str) -> CategoryPhrase | None:
    if found is None:
        return None
    old, new = _both(said[found.start("name") :]) if act == RENAME else (said[slice(*found.span("name"))], "")
    fund, name = fund_named(old)
    if found["kind"] == "khoan" and _one_entry(found["name"], name, said):
        return None
    return CategoryPhrase(act, SIDES.get(found["side"] or "", ""), name.strip(" ,.:\"'"), new, fund)


def _one_entry(plain: str, name: str, said: str) -> bool:
    """ "bỏ khoản này", "bỏ khoản bà Lan", "thêm khoản chi mua nước" are about one entry."""
    return _ONE_ENTRY.match(plain) is not None or bool(people_named(name)) or is_entry(said)


def _both(rest: str) -> tuple[str, str]:
    """ "thuê âm thanh thành thuê loa": with accents the word between is told from one inside a name."""
    between = r"\s+(?:thành|sang)\s+" if not rest.isascii() else r"\s+(?:thanh|sang)\s+"
    old, _, new = re.sub(between, "\n", rest, count=1).partition("\n")
    return old, new.strip()


def names_illness(label: str) -> bool:
    """Whether a label would tell what somebody is ill with: a visit is "thăm hỏi", whatever the illness."""
    return find(words_of(label), _ILLNESS) is not None
