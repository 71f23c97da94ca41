"""What officers type of one club, and which place they name: "/quy CLB thôn Khổng", "xem clb đồng tâm"."""

import re

from handlers.dialogue.hearing.folding import fold, tidy

CLUB = r"(?:clb|cau lac bo|don vi)"
_CLUB_WORDS = frozenset({"clb", "cau lac bo"})
_HAMLET = r"(?:thon|ban|ap|xom|khu|khom|khoi|to|lang|buon|bon|soc|tdp)"
_SURE_HAMLET = r"(?:thon|ap|xom|lang|tdp|buon|to dan pho|khu pho)"  # "bản", "tổ" begin other words too
_ASKING = frozenset(
    "nào bao mấy chưa còn có được ai gì họp nộp quỹ quĩ mình ta tôi này trên dưới từ là tuần đang đã hết"
    " nhiều ít vay nợ nhất tháng thu chi cho hôm quá tốt".split()
)
_NAMES_TOO = frozenset("thang thu chi cho hom qua tot tu la no".split())  # "quyet thang" is a club
_ASKING_FOLDED = frozenset(map(fold, _ASKING)) - _NAMES_TOO
_PLACE = re.compile(r"(?:xa|phuong|tinh|dac khu|thanh pho)\b")
_FUND = re.compile(
    rf"^(?:xem |cho (?:bac |toi )?(?:xem |hoi ))?quy (?:cua )?(?P<club>{CLUB}|{_HAMLET})\b(?P<rest>.*)$"
)
_CLUB_HAS = re.compile(
    rf"^{CLUB} (?P<name>(?!nao\b).+?) (?:dang )?(?:con|co|duoc) (?:bao nhieu|may)(?: tien| quy| dong)*$"
)
_ABOUT = re.compile(
    r"^(?:xem |tinh hinh |so lieu |cho (?:bac |toi )?(?:xem |hoi ))*"
    rf"(?:{CLUB}|{CLUB} {_HAMLET}|{_SURE_HAMLET})(?P<name>(?: \w+){{1,6}}?)"
    r"(?: (?:the nao|ra sao|sao roi|hoat dong the nao|dao nay the nao))?$"
)
_OTHER_WORDS = (
    r"bao nhieu|the nao|ra sao|minh|nay|hoat dong|tang thu nhap|tang hay giam|tung|moi|tu|tren|duoi|con|co"
    r"|hom|thang|ca|cac|cua|toan"
)
_FUND_OF = re.compile(
    rf"^quy (?P<name>(?!(?:{_HAMLET}|xa|phuong|tinh|clb)$)(?!.*\b(?:{_OTHER_WORDS})\b)\w.*)$"
)
_NATION = re.compile(r"\b(?:ca nuoc|toan quoc)\b")
_NO_NAME = r"hinh|den|nay|nao|bao|co|con|the|chua|ra|minh|nha|ta|toi|bac"
_AFTER_OWN = r"$|bao|co|con|the|ra|quy|so|nhu|clb|thang|qua|chua|dang|hien|nay|co|cau"
_ELSEWHERE = re.compile(rf"\b(?:xa|phuong|tinh|dac khu)\s+(?!(?:{_NO_NAME})\b\s*(?:{_AFTER_OWN}))(\w+)")


def hears_club_fund(words: str) -> bool:
    """ "/quy CLB thôn Khổng", "quỹ clb": one club is meant, though perhaps not named yet, and not a place."""
    folded = _folded(words)
    if _names_no_more(folded) or _CLUB_HAS.match(folded):
        return True
    found = _FUND.match(folded)
    return found is not None and (bool(found["rest"].strip()) or found["club"] in _CLUB_WORDS)


def _names_no_more(folded: str) -> bool:
    """ "/quy khổng": a short name and nothing else behind the fund, whatever kind of club that is."""
    found = _FUND_OF.match(folded)
    return found is not None and len(found["name"].split()) <= 4 and not names_a_place(found["name"])


def hears_about_club(words: str) -> bool:
    """ "xem clb khổng", "tình hình thôn Khổng", "clb đồng tâm thế nào": its sheet is meant.

    No answer to "CLB nào ạ?" is deaf to it: there it is the name that was asked for.
    """
    return bool(_name_alone(words))


def _name_alone(words: str) -> str:
    """The club's name where nothing is asked of it but how it is; ""."""
    found, typed = _ABOUT.match(_folded(words)), _plain(words)
    name = typed[slice(*found.span("name"))].strip() if found else ""
    asks = (each in (_ASKING_FOLDED if each.isascii() else _ASKING) for each in name.lower().split())
    return "" if any(asks) or _PLACE.match(fold(name)) else name


def club_words(words: str) -> str:
    """The part of such words that names the club."""
    typed = tidy(words).rstrip("? ")
    if named := _CLUB_HAS.match(_folded(words)):
        return typed[slice(*named.span("name"))]
    if hears_about_club(words):
        return _name_alone(words)
    said = re.sub(r"^/?\s*(?:xem |cho \w+ (?:xem|hỏi) )?(?:quỹ|quy)\b", "", tidy(words), flags=re.IGNORECASE)
    said = re.sub(r"\s+(?:còn|con|có|co)\s+(?:bao nhiêu|bao nhieu)(?:\s+(?:tiền|tien))?[\s?]*$", "", said)
    return "" if fold(said.strip()) in _CLUB_WORDS else said.strip()


def names_a_place(words: str) -> bool:
    """Whether a commune or province is named: "tình hình xã Hồng Sơn", but not "xã mình"."""
    return _ELSEWHERE.search(re.sub(r"\btinh hinh\b", "", _folded(words))) is not None


def names_the_nation(words: str) -> bool:
    """ "cả nước", which is no name of a place."""
    return _NATION.search(_folded(words)) is not None


def _folded(words: str) -> str:
    return fold(_plain(words))


def _plain(words: str) -> str:
    return tidy(words).removeprefix("/").rstrip("?").strip()
