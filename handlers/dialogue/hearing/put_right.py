"""Hears a slip being put right: "à nhầm, 180 thôi", "à quên còn ông Sáu nữa", "48 chứ không phải 45".

It says what is right and perhaps what was wrong, never about which thing: the open talk knows that.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.dialogue.hearing.folding import fold, polish
from handlers.dialogue.hearing.number_words import number_word

_SIGHS = r"(?:(?:à|á|ấy|ơ|ôi|ối|ừ|ờ|thôi|chết|ấy chết|a|ay|oi|u|thoi|chet|khoan|dạ|da)[\s,.!]+)*"
_WHO = r"(?:(?:bác|bac|tôi|toi|mình|minh|cháu|chau|ông|bà)\s+)?"
_LEAD = re.compile(
    rf"^{_SIGHS}{_WHO}"
    r"(?:(?:lại|bị|vừa|ghi|gõ|viết|nói|nhắn|bấm|đọc|tính|đếm|lai|bi|vua|go|viet|noi|nhan|bam|doc|dem)\s+)*"
    r"(?:(?P<slip>nhầm|nham|lộn|lon|sai|đính chính|dinh chinh)|(?P<forgot>quên|quen))"
    r"(?:\s+(?:rồi|roi|mất|mat|cháu|chau|ơi|oi|số|so|tiền|tien|tên|ten))*"
    r"(?:[\s,.:!]+(?:là|la|phải là|phai la|đúng ra là|dung ra la))?[\s,.:!]+(?P<right>.+)$",
    re.IGNORECASE,
)
_SIGH = re.compile(rf"^{_SIGHS}", re.IGNORECASE)
_MEANT = re.compile(
    rf"^{_SIGHS}(?:"
    r"(?:ý|y)\s+(?:cháu|chau|bác|bac|tôi|toi|mình|minh|ông|bà)\s+(?:là|la|nói|noi)(?:\s+là)?"
    r"|(?:đúng ra|dung ra|thực ra|thuc ra|đúng|dung)\s+(?:phải\s+|phai\s+)?(?:là|la)"
    r"|(?:phải là|phai la|sửa lại là|sua lai la|sửa thành|sua thanh|sửa lại thành|sua lai thanh)"
    r")[\s,.:]+(?P<right>.+)$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    rf"^{_SIGHS}(?:không phải|khong phai|ko phải|không đúng|khong dung|không|khong)[\s,.!]+"
    r"(?P<right>\d.*|(?:chỉ|chi|có|mà|ma|là|la)\s.+)$",
    re.IGNORECASE,
)
_IN_MIDDLE = re.compile(
    r"^(?P<was>.+?)[\s,.!…]+(?:à|ấy|ơ|ôi|á|ấy chết)[\s,]+(?:bác |tôi )?"
    r"(?:nhầm|lộn|quên|(?:không phải|không)(?=.*\d|[\s,]+(?:bà|ông|cụ|bác)\s))(?: rồi)?"
    r"(?:[\s,.:]+là)?[\s,.:]+(?P<right>.+)$",
    re.IGNORECASE,
)
_NO = r"(?:không phải|khong phai|ko phải|ko phai|k phải|không là)(?:\s+(?:là|la))?"
_NOT_BUT = re.compile(
    rf"{_NO}\s+(?P<was>.+?)[\s,]+(?:mà phải là|mà là|ma la|mà|ma|nhưng là)\s+(?P<right>.+)$", re.IGNORECASE
)
_BUT_NOT = re.compile(
    rf"^(?P<right>.+?)[\s,]+(?:chứ|chu)\s+(?:{_NO}|không|khong|ko)\s+(?P<was>.+)$", re.IGNORECASE
)
_INSTEAD = re.compile(
    r"(?:đổi|doi|sửa|sua|thay)\s+(?P<was>.+?)\s+(?:thành|thanh)\s+(?P<right>.+)$", re.IGNORECASE
)
_ONLY = re.compile(
    r"[\s,]+(?:thôi|thoi|cơ|mới đúng|moi dung|là đúng|la dung|chứ|chu|mà|đấy|day|cháu ạ|chau a|ạ|nhé|nhe)$",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:rồi|roi|cháu|chau|thôi|thoi|ạ|nhé|sửa|sua|lại|lai|hết|het|cả|ca|bét|bet|[\s,.!])*", re.IGNORECASE
)
_SMALL = frozenset("la cua tien co thi ra phai chi khoan dong so dung con ca cho".split())
_NAMES_AN_ENTRY = re.compile(r"\b(?:phiếu|phieu|khoản|khoan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PutRight:
    """What is `right` and what `was` said before, both as typed; `adds` where something was only forgotten.

    `sure`: a slip was admitted in so many words; `named`: `right` follows the name of what it puts right.
    """

    right: str
    was: str = ""
    adds: bool = False
    sure: bool = True
    named: bool = False

    @property
    def of_the_book(self) -> bool:
        """Whether it points to a receipt, so to what is written already."""
        return _NAMES_AN_ENTRY.search(self.right) is not None


def hear_put_right(words: str) -> PutRight | None:
    """What the words put right; None where they admit no slip. "180 thôi" admits it only half: not `sure`."""
    line = " ".join(polish(words).split())
    lead = _LEAD.match(line) or _MEANT.match(line)
    both = _both(lead["right"] if lead else line)
    denied = None if lead or both else _DENIED.match(line)
    bare = _SIGH.sub("", line)
    right, was = both or (lead["right"] if lead else denied["right"] if denied else bare, "")
    right = without_only(right)
    sure = bool(lead or both)
    if _EMPTY.fullmatch(right) or not (sure or denied or right != bare):
        return None
    adds = bool(lead and lead.re is _LEAD and lead["forgot"])
    return PutRight(right, without_only(was), adds, sure)


def _both(said: str) -> tuple[str, str] | None:
    """(right, wrong) of "không phải 300 mà là 500", "48 chứ không phải 45", "đổi 300 thành 500"."""
    for pattern in (_IN_MIDDLE, _NOT_BUT, _BUT_NOT, _INSTEAD):
        found = pattern.search(said)
        if found:
            before = said[: found.start()].strip(" ,.:")
            return f"{before} {found['right']}".strip(), found["was"].strip()
    return None


def without_only(said: str) -> str:
    """ "180 thôi", "48 mới đúng": the words without what only closes them."""
    while (shorter := _ONLY.sub("", said.strip(" ,.!"))) != said.strip(" ,.!"):
        said = shorter
    return said.strip(" ,.!")


def without_name(said: str, names: Sequence[str]) -> tuple[str, int]:
    """ "nước 120" of the line "mua nước" -> ("120", 1): the words at either end that name the line.

    A number's word names nothing by itself: "năm trăm" stays whole beside the line "quà năm mới".
    """
    known = {_plain(word) for name in names for word in name.split()}
    words = said.split()
    first = _run(words, known)
    last = _run(words[first:][::-1], known)
    cut = words[:first] + words[len(words) - last :]
    named = sum(_plain(word) in known and not number_word(_plain(word), True) for word in cut)
    return " ".join(words[first : len(words) - last]).strip(" ,.:"), named


def _run(words: Sequence[str], known: set[str]) -> int:
    """How many words from the front name the line; the last of them is no number."""
    run = next((n for n, word in enumerate(words) if _plain(word) not in known | _SMALL), len(words))
    while run and number_word(_plain(words[run - 1]), True):
        run -= 1
    return run


def _plain(word: str) -> str:
    return fold(word.lower().strip(",.:"))
