"""What officers ask that is not answered here: where it stands, or what to ask instead."""

import re

from handlers.catalogue_types import OFFICERS, Query
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.replay import Facts

PAGE = "officer/not_here"
LONGEST = 80  # letters; a longer message tells of something else
_PHONE = re.compile(
    r"(?=.*\b(?:so dien thoai|so may|so dt|sdt|dien thoai (?:cua )?(?:bac|ong|ba|chu nhiem))\b)[^\d]*"
)
_OF_REPORTS = re.compile(
    r"(?=.*\b(?:huyet ap|cham soc tai nha|luot cham soc|kham suc khoe|do suc khoe|ngay cong|giup nhau)\b)"
    r".*\b(?:bao nhieu|may|tong so|tong cong)\b.*"
)
_SUM_REPORT = re.compile(
    r"(?:(?:xem|lam|lap|gui|in|xin|cho (?:bac|toi) (?:xem )?) )*(?:bao cao|bc)"
    r"(?: (?:tong hop|so ket|tong ket|dinh ky))*"
    r" (?:(?:3|6|9|ba|sau|chin) thang|quy(?: (?:nay|truoc|[1-4]|i{1,3}|iv))?|(?:ca )?nam)"
    r"(?: (?:dau|cuoi) nam)?(?: (?:nay|ngoai|\d{4}))*(?: (?:cua |gui )?(?:xa|tinh|so y te|hoi)\b.*)?"
)
_NAMES = re.compile(
    r"(?:xem |cho (?:bac |toi )?(?:xem )?)?(?:danh sach|ds|ten)(?: (?:cac|nhung))?"
    r" (?:hoi vien|thanh vien|nguoi vay|ho vay)\b.*"
    r"|(?:nhung )?ai (?:dang |con )?(?:vay|no)\b.*"
)
_ASKED = {"names": _NAMES, "phone": _PHONE, "of_reports": _OF_REPORTS, "sum_report": _SUM_REPORT}


def hear_not_here(words: str, _: Caller) -> str | None:
    """ "số điện thoại bác Xuân", "bao nhieu nguoi do huyet ap", "báo cáo 6 tháng": the block that answers."""
    folded = fold(tidy(words)).removeprefix("/").rstrip("?. ").strip()
    fits = (block for block, asked in _ASKED.items() if asked.fullmatch(folded))
    return next(fits, None) if len(folded) <= LONGEST else None


def not_here(block: str, _: Caller, __: Facts) -> Say:
    """What to ask instead."""
    return Say(PAGE, block)


NOT_HERE = Query("officer.not_here", hear_not_here, not_here, OFFICERS)
