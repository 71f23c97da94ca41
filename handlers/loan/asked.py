"""What people type to ask about loans: "ai đang vay", "sổ của bà Lan", "quá hạn", "tháng này ai đến hạn"."""

import re
from dataclasses import dataclass

from handlers.decision import Caller
from handlers.dialogue.hearing.folding import polish
from handlers.loan.phrases import name_in, plain

_BORROWERS = re.compile(
    r"(?:xem )?(?:ai dang vay|ai vay|nhung ai dang vay|danh sach vay|danh sach nguoi vay|so cho vay|nguoi vay|"
    r"dang cho vay|ai con no|ai dang no|cho ai vay)(?: (?:quy|von|tien|cua quy))*(?: (?:trang )?(?P<page>\d{1,2}))?"
)
_LATE = re.compile(
    r"(?:xem |danh sach )?(?:no )?(?:ai )?(?:no )?(?:qua han|tre han|cham tra)(?: (?:no|chua|roi|la ai|vay|ai))*|ai (?:tre|cham) no"
)
_DUE = re.compile(
    r"(?:(?:thang nay )?(?:co )?(?:ai|nhung ai|khoan nao) (?:sap )?den han(?: tra)?(?: no)?(?: thang nay)?|thang nay den han|"
    r"den han thang nay|sap den han)"
)
_UNPAID = re.compile(
    r"(?:nhung )?ai (?:con )?(?:chua|no|thieu) ?(?:dong|nop|tra)? (?:tien )?(?P<what>hoi phi|phi|lai|tien lai|lai vay)"
    r"(?: thang nay| hom nay)?"
)
_BOOK = re.compile(
    r"^(?:xem )?(?:sổ|so|sổ vay|so vay|sổ nợ|so no|khoản vay|khoan vay)\s+(?:của|cua|vay|cho)?\s*(?P<who>.+)$",
    re.I,
)
_LETTER = re.compile(
    r"^(?:lời|loi|tin|soạn|soan|viết|viet)?\s*(?:lời|tin|loi)?\s*(?:nhắc nợ|nhac no|nhắc|nhac)\s+(?:giúp |giup |cho )?(?P<who>(?:ông|ong|bà|ba|cụ|cu)\s+.+)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted: borrowers, late, due, unpaid_dues, unpaid_interest, or member and letter with the name as
    typed."""

    what: str
    who: str = ""
    page: int = 1


def asks(words: str, caller: Caller) -> Asked | None:
    """What somebody of a club asks about its loans; None for anything else."""
    if not caller.club_id:
        return None
    said = plain(words.removeprefix("/"))
    if found := _BORROWERS.fullmatch(said):
        return Asked("borrowers", page=max(int(found["page"] or 1), 1))
    if found := _UNPAID.fullmatch(said):
        return Asked("unpaid_interest" if "lai" in found["what"].split() else "unpaid_dues")
    if _LATE.fullmatch(said):
        return Asked("late")
    return Asked("due") if _DUE.fullmatch(said) else _about_somebody(polish(words.removeprefix("/")))


def _about_somebody(line: str) -> Asked | None:
    kinds = (("member", _BOOK), ("letter", _LETTER))
    for what, pattern in kinds:
        found = pattern.match(line)
        if found and (name_in(found["who"]) or re.match(r"(?:số|so)\s*\d", found["who"])):
            return Asked(what, name_in(found["who"]) or found["who"])
    return None
