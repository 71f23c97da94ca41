"""What officers type to send a notice to their clubs, and to see who has understood it.

"thông báo", "nhắn cho tất cả chủ nhiệm: mai 8 giờ họp": the part that says to whom is told from the notice.
"""

import re
from dataclasses import dataclass

from handlers.dialogue.hearing.folding import fold, nfc, tidy

LEADERS, COMMITTEE = "leaders", "committee"
_HAMLET = r"(?:clb|cau lac bo|thon|ban|ap|xom|khu|khom|khoi|to|lang|buon|bon|soc|tdp)"
_HEAD = re.compile(
    r"(?:cho (?:bac|toi) )?(?:(?:gui|ra|lam|soan|viet|phat|dua) )?(?:mot |1 |cai )*thong bao\b(?: moi\b)?"
)
_TELL = re.compile(r"(?:gui|nhan|bao|dan)(?: tin| loi)*(?= (?:cho|toi|den) )")
_TO = re.compile(r"\s*(?:cho|toi|den)\s+")
_TITLES = r"(?:bac|ong|ba|dong chi|anh|chi|can bo)"
_MANY = rf"(?:(?:tat ca|toan the|toan bo|toan|ca|cac|nhung|moi|het|{_TITLES})\s+)"
_ALL_OF = rf"{_MANY}+(?:ban|clb|cau lac bo|xa|phuong|tinh|nuoc|nguoi|don vi)"
_OF_WHERE = r"(?:clb|cau lac bo|(?:trong|ca|toan|o) (?:xa|phuong|tinh|nuoc|quoc)|xa minh|tinh minh)"
_EVERYBODY = re.compile(
    rf"(?:{_MANY}*(?:ban chu nhiem|chu nhiem)|{_ALL_OF})\b(?:\s+(?:cac |cua )?{_OF_WHERE}\b)*"
)
_ADDRESSED = re.compile(r"(?P<to>[^:\n]{1,200}):(?!\d)")
_PLACE = re.compile(rf"(?:cac |nhung |hai |ba |bon )*(?:xa|phuong|dac khu|tinh|{_HAMLET})\s+\S")
_COMMUNE = re.compile(r"\b(?:xa|phuong|dac khu|tinh|thanh pho)\s+\S")
_GENERIC = re.compile(
    rf"^(?:{_MANY}*(?:ban chu nhiem|chu nhiem)(?: cua)?|{_MANY}+(?=clb|cau|xa|phuong|tinh|thon))\s*"
)
_LEFT_OVER = re.compile(r"^[\s:,.;–-]+")
_WHEN = (
    r"(?:nay|do|ay|da gui|vua roi|vua gui|gan day|lan truoc|truoc|hom qua|hom nay|hom kia|toi dau|den dau"
    r"|the nao|ra sao|sao roi|ngay \d{1,2}(?:[/-]\d{1,2}){0,2})"
)
_RESULTS = re.compile(
    r"(?:xem |kiem tra )?(?:(?P<said>ket qua|tinh hinh|danh sach|cac|nhung)\s+)*"
    rf"thong bao(?P<when>(?: {_WHEN})*)"
)
_WHO = re.compile(
    r"\b(?:ai|may (?:nguoi|bac)|bao nhieu (?:nguoi|bac))\b.*"
    r"\b(?:da|chua) (?:ro|doc|tra loi|nhan duoc thong bao)\b"
)


@dataclass(frozen=True, slots=True)
class BroadcastPhrase:
    """What was said already: the notice, `whom` (leaders or committee), and places by name ("" where not)."""

    text: str = ""
    whom: str = ""
    communes: str = ""
    clubs: str = ""


def hear_broadcast(words: str) -> BroadcastPhrase | None:
    """ "thông báo", "gửi thông báo cho các câu lạc bộ", "nhắn cho tất cả chủ nhiệm: mai họp"; else None."""
    said = nfc(words).strip().removeprefix("/")
    plain = fold(said.lower())
    if len(plain) != len(said) or hears_results(words):
        return None
    head, told = _HEAD.match(plain), _TELL.match(plain)
    if head is None and told is None:
        return None
    start = head.end() if head is not None else told.end() if told is not None else 0
    to = _TO.match(plain, start)
    if to is None:
        return BroadcastPhrase(_notice(said[start:])) if head is not None else None
    found = _addressed(said, plain, to.end())
    return found if found is not None or head is None else BroadcastPhrase(_notice(said[start:]))


def _addressed(said: str, plain: str, start: int) -> BroadcastPhrase | None:
    """The part after "cho": whom, where, and then the notice."""
    named, everybody = _ADDRESSED.match(plain, start), _EVERYBODY.match(plain, start)
    if named is not None:
        whom, where = _whom(named["to"]), said[start : named.end() - 1]
        return _placed(where, whom, _notice(said[named.end() :]))
    if everybody is not None:
        return BroadcastPhrase(_notice(said[everybody.end() :]), _whom(everybody[0]))
    return _placed(said[start:], "", "") if _PLACE.match(plain, start) else None


def _placed(where: str, whom: str, text: str) -> BroadcastPhrase | None:
    plain = fold(where.lower())
    general = _EVERYBODY.fullmatch(plain.strip())
    generic = _GENERIC.match(plain)
    names = "" if general else where[generic.end() if generic else 0 :].strip()
    if not names:
        return BroadcastPhrase(text, whom)
    if _PLACE.match(fold(names.lower())) is None:
        return None
    if _COMMUNE.search(fold(names.lower())) and not re.search(rf"\b{_HAMLET}\b", fold(names.lower())):
        return BroadcastPhrase(text, whom, communes=names)
    return BroadcastPhrase(text, whom, clubs=names)


def _whom(plain: str) -> str:
    if re.search(r"\b(?:ban chu nhiem|ca ban)\b", plain):
        return COMMITTEE
    return LEADERS if re.search(r"\bchu nhiem\b", plain) else ""


def _notice(said: str) -> str:
    return _LEFT_OVER.sub("", said).strip()


def hears_results(words: str) -> bool:
    """ "ai đã rõ", "thông báo hôm qua", "kết quả thông báo"; "thông báo" alone sends one."""
    plain = fold(tidy(words)).removeprefix("/").rstrip("?").strip()
    found = _RESULTS.fullmatch(plain)
    return bool(found and (found["said"] or found["when"] or plain.startswith("xem "))) or bool(
        _WHO.search(plain)
    )


def split_names(words: str) -> list[str]:
    """ "thôn Khổng, Tân Tiến và Đồng Tâm" as single names, in order."""
    parts = re.split(r"\s*(?:[,;\n]|\bvà\b|\bva\b|\bvới\b|\bvoi\b)\s*", nfc(words).strip())
    return [part.strip(" .") for part in parts if part.strip(" .")]
