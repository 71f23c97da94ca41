"""What people type to ask about loans: "ai đang vay", "sổ của bà Lan", "quá hạn", "tháng này ai đến hạn"."""

import re
from dataclasses import dataclass

from handlers.decision import Caller
from handlers.dialogue.hearing.folding import polish
from handlers.dialogue.pages import Paged
from handlers.loan.phrases import name_in, plain

_BORROWERS = re.compile(
    r"(?:xem )?(?:(?:nhung )?ai (?:dang |con )?(?:vay|no)|danh sach (?:nguoi )?vay|so cho vay|nguoi vay"
    r"|dang cho vay|cho ai vay)(?: (?:quy|von|tien|cua quy))*(?: (?:trang )?(?P<page>\d{1,2}))?"
)
_LATE = re.compile(
    r"(?:xem |danh sach )?(?:no |ai |ai no )?(?:qua han|tre han|cham tra)"
    r"(?: (?:no|chua|roi|la ai|vay|ai))*(?: tren 30 ngay)?"
    r"|(?:nhung )?(?:ai |khoan nao )?(?:tre|cham)(?: no)? (?:tren|qua|hon) 30 ngay|par ?30"
    r"|ai (?:tre|cham) no"
)
_DUE = re.compile(
    r"(?:thang nay )?(?:co )?(?:(?:nhung )?ai|khoan nao) (?:sap )?den han(?: tra)?(?: no)?(?: thang nay)?"
    r"|thang nay den han|den han thang nay|sap den han"
    r"|(?:thang (?P<before>\d{1,2}) )(?:co )?(?:ai|khoan nao) den han(?: tra)?(?: no)?"
    r"|(?:ai|khoan nao) den han(?: tra)?(?: no)? (?:vao )?(?:thang (?P<after>\d{1,2}))"
)
_UNPAID = re.compile(
    r"(?:nhung )?ai (?:con )?(?:chua|no|thieu) ?(?:dong|nop|tra)? (?:tien )?"
    r"(?P<what>hoi phi|phi|lai|tien lai|lai vay)(?: thang nay| hom nay)?"
)
_BOOK = re.compile(
    r"^(?:xem )?(?:(?:sổ|so)(?: vay| nợ| no)?|khoản vay|khoan vay|lịch trả(?: nợ)?|lich tra(?: no)?)\s+"
    r"(?:của|cua|vay|cho)?\s*(?P<who>.+)$",
    re.I,
)
_LETTER = re.compile(
    r"^(?:(?:soạn|soan|viết|viet|lời|loi|tin)\s+)*(?:nhắc|nhac)(?:\s+(?:nợ|no|giúp|giup|cho))*"
    r"\s+(?P<who>(?:ông|ong|bà|ba|cụ|cu)\s+.+)$",
    re.I,
)

_OWES = re.compile(
    r"^(?P<who>(?:ông|ong|bà|ba|cụ|cu|cô|anh|chị)\s+.+?)\s+(?:(?:hiện|hien|còn|con|đang|dang|có|co)\s+)*"
    r"(?:nợ|no|vay)(?:\s+(?:quỹ|quy|gốc|goc))?\s+(?:bao nhiêu|bao nhieu|mấy|may)"
    r"(?:\s+(?:tiền|tien|nữa|nua|rồi|roi|triệu|trieu|cháu|chau))*\s*\??$",
    re.I,
)


_NAMED_NOW = re.compile(r"(?:chưa|chua) (?:rõ|ro|biết|biet)", re.IGNORECASE)
"""Not "sổ vay của bà Lan", but "khoản vay chưa rõ là của bà Lan"."""


@dataclass(frozen=True, slots=True)
class LoansAsked(Paged):
    """What is wanted: borrowers, late, due, unpaid_dues, unpaid_interest; member and letter have a name."""

    what: str
    who: str = ""
    month: int = 0  # 1–12 where one was named, this year's or the next


def asks(words: str, caller: Caller) -> LoansAsked | None:
    """What somebody of a club asks about its loans; None for anything else."""
    if not caller.club_id:
        return None
    said = plain(words.removeprefix("/"))
    if found := _BORROWERS.fullmatch(said):
        return LoansAsked("borrowers", page=max(int(found["page"] or 1), 1))
    if found := _UNPAID.fullmatch(said):
        return LoansAsked("unpaid_interest" if "lai" in found["what"].split() else "unpaid_dues")
    if _LATE.fullmatch(said):
        return LoansAsked("late")
    if found := _DUE.fullmatch(said):
        return _due_in(int(found["before"] or found["after"] or 0))
    return _about_somebody(polish(words.removeprefix("/")))


def _due_in(month: int) -> LoansAsked | None:
    return LoansAsked("due", month=month) if month <= 12 else None


def _about_somebody(line: str) -> LoansAsked | None:
    if _NAMED_NOW.search(line):
        return None
    kinds = (("member", _BOOK), ("member", _OWES), ("letter", _LETTER))
    for what, pattern in kinds:
        found = pattern.match(line)
        if found and (name_in(found["who"]) or re.match(r"(?:số|so)\s*\d", found["who"])):
            return LoansAsked(what, name_in(found["who"]) or found["who"])
    return None
