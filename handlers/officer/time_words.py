"""How officers give more time and leaders ask for it: "gia hạn cho CLB thôn Khổng đến 10/12 vì mưa bão"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.dialogue.hearing.days import hear_day
from handlers.dialogue.hearing.folding import polish
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.no_day import same_length
from handlers.dialogue.value_questions import with_plain_days
from handlers.fund.loan_term import without_term

_NUMBERS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_DAYS = rf"{_COUNT} (?:ngay|hom|tuan)"
_WHEN = (
    r"(?:(?:den|toi|sang|qua) (?=het|ngay|hom|mung|mong|thu|chu nhat|cn|cuoi|dau|tuan|mai|ram|\d)|them (?="
    rf"{_DAYS}\b)|(?:muon|cham|tre) (?={_DAYS}\b))"
)
_WHY = r"(?:,? ?\b(?:vi|do|tai|ly do|boi)(?: la| vi)?:? (?P<why>.+))?"
_REPORT = r"(?: (?:han )?(?:nop )?bao cao(?: thang \d{1,2}(?: ?[/-] ?\d{4})?)?)"
_MOVES = r"(?:gia han|(?:lui|noi|doi|keo dai) han(?: nop)?|them (?:thoi gian|ngay))"
_GIVES = re.compile(
    rf"/?(?:cho )?{_MOVES}{_REPORT}?(?: cho)?(?P<club> (?!{_WHEN}).*?)??{_REPORT}?"
    rf"(?: (?P<when>{_WHEN}.+?){_WHY})?"
)
_BACK = re.compile(
    rf"/?(?:bo|huy|rut|rut lai|thoi|xoa|khong) gia han{_REPORT}?(?: (?:cho|cua))?(?P<club> .+?)??{_REPORT}?"
)
_WISHES = re.compile(
    r"(?:(?:cho |de nghi |chau |bac |toi |clb |muon )*xin|de nghi|cho bac)\b.*?"
    r"(?=.*\b(?:gia han|lui han|noi han|nop (?:bao cao )?(?:muon|cham|tre)|them (?:thoi gian|may ngay|"
    rf"{_DAYS})|nop sau)\b)(?=.*\bbao cao\b|.*\bnop\b).*"
)
_WISHED_DAY = re.compile(rf"\b(?P<when>{_WHEN}.+?){_WHY}$")
_MORE = re.compile(rf"(?:(?:cho )?(?:them|muon|cham|tre) )?(?P<n>{_COUNT}) (?P<unit>ngay|hom|tuan)(?: nua)?")
_LEAD = re.compile(r"^(?:(?:den|toi|sang|qua|them|muon|cham|tre|het)\s+)+")
_MOON_DAY = re.compile(r"^(?:mùng|mồng|mung|mong)\s+(?=\d)")  # no deadline is of the lunar calendar
_DECIDES = re.compile(
    r"(?:duyet|xem|tra loi|dong y|cho) (?:viec |xin |don xin )*gia han\b.*|ai xin gia han\??"
)
_CALLED = frozenset({"clb", "cau lac bo", "cho clb"})


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """What a line says: the club's name, the day or the number of days, the reason; "" for what it lacks."""

    club: str = ""
    when: str = ""
    why: str = ""


def hears_give(words: str) -> bool:
    """ "gia hạn", "gia hạn cho CLB thôn Khổng đến 10/12"; not a loan's "gia hạn bà Lan 3 tháng"."""
    said = polish(words)
    return _GIVES.fullmatch(same_length(said)) is not None and without_term(said, anywhere=True)[1] is None


def give_phrase(words: str) -> TimePhrase:
    """The parts of such a line, in the person's own letters."""
    return _phrase(_GIVES.fullmatch(same_length(polish(words))), polish(words))


def hears_back(words: str) -> bool:
    """ "bỏ gia hạn CLB thôn Khổng"."""
    return _BACK.fullmatch(same_length(polish(words))) is not None


def back_phrase(words: str) -> TimePhrase:
    """The club whose extension is taken back."""
    return _phrase(_BACK.fullmatch(same_length(polish(words))), polish(words))


def hears_wish(words: str) -> bool:
    """ "xin gia hạn báo cáo đến 10/12", "xin nộp muộn 3 ngày"."""
    return _WISHES.fullmatch(same_length(polish(words))) is not None


def wish_phrase(words: str) -> TimePhrase:
    """The day and the reason of a wish."""
    return _phrase(_WISHED_DAY.search(same_length(polish(words))), polish(words))


def hears_decision(words: str) -> bool:
    """ "duyệt gia hạn", "ai xin gia hạn"."""
    return _DECIDES.fullmatch(same_length(polish(words))) is not None


def _phrase(found: "re.Match[str] | None", said: str) -> TimePhrase:
    parts = found.re.groupindex if found is not None else {}
    cut = {name: said[slice(*found.span(name))].strip(" ,.") for name in parts if found and found[name]}
    club, _, because = cut.get("club", "").partition(" vì ")  # with its accents it is in nobody's name
    named = "" if same_length(club) in _CALLED else club
    return TimePhrase(named, cut.get("when", ""), cut.get("why", "") or because)


def hear_new_day(words: str, holds: date, today: date) -> Heard[date] | Unclear:
    """The new day: "đến 10/12", "mùng 10", "thêm 5 ngày" (from the day that holds, else today)."""
    said = polish(words).rstrip(".")
    plain = same_length(said)
    more = _MORE.fullmatch(plain)
    if more is not None:
        count = int(more["n"]) if more["n"].isdigit() else _NUMBERS[more["n"]]
        later = timedelta(days=count * (7 if more["unit"] == "tuan" else 1))
        return Heard(holds + later if holds + later >= today else today + later)
    lead = _LEAD.match(plain)
    bare = said[lead.end() :] if lead else said
    heard = hear_day(_MOON_DAY.sub("ngày ", bare), today, ahead=True)
    return Heard(heard.value.day) if isinstance(heard, Heard) else with_plain_days(heard)
