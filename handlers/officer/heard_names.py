"""Officers' words that name somebody or something: whom to remind, whose report to open, whom to ring."""

import re

from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.officer.heard import Heeded, Topic

_PLACE = r"(?:clb|cau lac bo|thon|ban|ap|xom|khu|khom|khoi|to|lang|buon|bon|soc|tdp)"
_PERSON = r"(?:bac|ong|ba|co|chu|anh|chi|cu)"
_ASKING = r"(?:cho (?:bac|toi) )?"
_NUDGE = re.compile(
    rf"^(?:gui (?:loi )?)?nhac(?: lai| nho| giup| ho| cho)*(?P<name> (?:{_PERSON}|{_PLACE}) \w.*)$"
)
_EVERYBODY = re.compile(
    r"(?:gui (?:loi )?)?nhac (?:giup |ho )?(?:tat ca|het|ca loat|moi nguoi|ca lu|cac clb|nhung clb|cac bac)"
    r"(?: (?:cac clb|chua nop|con thieu|clb|cac bac|moi nguoi|bao cao|nop|di|nhe|giup bac))*"
)
_WHAT_FOR = re.compile(
    r"(?: (?:(?:phai |som |mau |hay )*(?:nop|gui|lam|ve)|bao cao|bc)\b.*"
    r"| (?:som|ngay|di|nhe|nha|voi|gap|giup|ho|cai|mot tieng|them|lan nua)(?: .*)?)$"
)
_MONTH = r"(?:\s*tháng|\s*thang)\s+\d{1,2}(?:\s?[/-]\s?\d{4})?"
_REPORT = re.compile(
    rf"^{_ASKING}(?:(?:xem|doc|mo) )?bao cao(?: thang \d{{1,2}}(?: ?[/-] ?\d{{4}})?)?(?: cua)?"
    rf"(?P<name> {_PLACE} \w.*)$"
)
_CODE = re.compile(
    rf"^{_ASKING}(?:(?:xem|doc) )?ma (?:so|bao cao)(?: quy)?"
    rf"(?: thang \d{{1,2}}(?: ?[/-] ?\d{{4}})?)?(?: cua)?(?P<name> {_PLACE} \w.*)$"
)
_ANY_REPORT = re.compile(rf"^{_ASKING}(?:xem|doc|mo) bao cao(?: thang \d{{1,2}}(?: ?[/-] ?\d{{4}})?)?$")
_CALLS = re.compile(
    r"\bgoi (?:dien )?(?:cho )?(?:ai|nhung ai|clb nao|may clb)\b|\bdanh sach (?:can )?goi\b"
    r"|^(?:hom nay )?(?:bac |toi )?(?:can|phai|nen) lam (?:nhung )?(?:viec )?gi(?: hom nay)?$"
    r"|^viec hom nay$"
)
_APPROVE = re.compile(rf"^(?:bac )?(?:phe duyet|duyet|tra lai|hoi lai)(?: bao cao| {_PLACE}\b.*| clb.*)?$")
_TARGETS = re.compile(r"chi tieu|.*\b(?:dat|hoan thanh|giao|so voi|theo) (?:duoc )?chi tieu\b.*")


def nudge_name(words: str) -> str:
    """ "nhắc lại bác Xuân" -> "xuan", "nhac clb tan tien" -> "tan tien"; "" where nobody is named."""
    found = _NUDGE.match(_folded(words))
    if found is None:
        return ""
    name = re.sub(rf"^(?:(?:{_PERSON}|{_PLACE}) )+", "", found["name"].strip())
    return _WHAT_FOR.sub("", name).strip()


def hears_nudge(words: str) -> bool:
    """ "nhắc lại bác Xuân", "nhac clb tan tien", "nhắc tất cả"."""
    return bool(nudge_name(words)) or _EVERYBODY.fullmatch(_folded(words)) is not None


def hear_report(words: str, _: Caller) -> Heeded | None:
    """ "xem báo cáo thôn Khổng", "bao cao thang 10 clb dong tam", "xem báo cáo": never one's own to write."""
    folded = _folded(words)
    named = _REPORT.match(folded) is not None
    return Heeded(Topic.REPORT, tidy(words)) if named or _ANY_REPORT.match(folded) else None


def hear_code(words: str, _: Caller) -> Heeded | None:
    """ "mã sổ tháng 11 thôn Khổng": the code that stands on the club's report."""
    return Heeded(Topic.REPORT, tidy(words)) if _CODE.match(_folded(words)) else None


def report_club(words: str) -> str:
    """The part of such words that names the club; "" where none is named."""
    found = _REPORT.match(_folded(words)) or _CODE.match(_folded(words))
    name = "" if found is None else tidy(words).removeprefix("/").rstrip("?").strip()[-len(found["name"]) :]
    return re.sub(_MONTH, "", name).strip()


def hear_calls(words: str, _: Caller) -> Heeded | None:
    """ "hôm nay gọi ai", "nen goi clb nao"."""
    return Heeded(Topic.CALLS, tidy(words)) if _CALLS.search(_folded(words)) else None


def hear_approval(words: str, _: Caller) -> Heeded | None:
    """ "duyệt", "trả lại báo cáo": what comes with a later version."""
    return Heeded(Topic.APPROVAL, tidy(words)) if _APPROVE.match(_folded(words)) else None


def hear_targets(words: str, _: Caller) -> Heeded | None:
    """ "chỉ tiêu năm nay", "dat chi tieu chua", which is no "chi tiêu": what comes later, too."""
    named = "chỉ tiêu" in tidy(words).lower() or _TARGETS.fullmatch(_folded(words))
    return Heeded(Topic.APPROVAL, tidy(words)) if named and "chi tiêu" not in tidy(words).lower() else None


def _folded(words: str) -> str:
    return fold(tidy(words)).removeprefix("/").rstrip("?").strip()
