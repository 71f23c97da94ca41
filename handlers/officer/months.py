"""A month officers name in a question, or after one ("tháng 10", "tháng trước thì sao")."""

import re
from dataclasses import replace
from datetime import date

from handlers.dialogue.hearing.folding import fold, tidy
from handlers.officer.figures import AreaAsk
from handlers.report.periods import after, before, last_day, month_of

_YEAR = r"(?: ?[/-] ?(?P<year>\d{4})| nam (?P<in>\d{4}|nay|ngoai|truoc))?"
_MONTH = rf"thang (?:(?P<number>\d{{1,2}}){_YEAR}|(?P<near>nay|truoc|roi|vua roi|vua qua|qua|sau|toi))\b"
_NAMED = re.compile(rf"(?:(?:den |cua |trong |hoi |vao )?(?:cuoi |het )?)\b{_MONTH}")
_COMPARED = re.compile(r"\bso (?:voi|sanh)\b|\bthang nay so\b|^so thang\b")
_ALONE = re.compile(
    rf"(?:the |vay |con |thi |hoi |xem |cho (?:bac|toi) xem |ca )*(?:(?:den |cuoi |het |hoi )*){_MONTH}"
    r"(?: (?:thi )?(?:sao|the nao|ra sao|co gi khong))?(?: (?:a|nhi|ha|chau))?"
)


def month_named(words: str, today: date) -> str:
    """ "tình hình tháng 10" -> "2026-10", "cuối tháng trước", "tháng 12 năm ngoái"; "" where none is.

    Without its year the nearest that has begun is meant; the month a comparison goes back to is none.
    """
    said = _plain(words)
    found = None if _COMPARED.search(said) else _NAMED.search(said)
    return _month(found, today) if found is not None else ""


def month_alone(words: str, today: date) -> str:
    """The month where it is all that was said: the question before is meant, about that month."""
    found = _ALONE.fullmatch(_plain(words))
    return _month(found, today) if found is not None else ""


def without_month(words: str) -> str:
    """The words without the month, as typed."""
    typed, said = tidy(words), _plain(words)
    found = None if _COMPARED.search(said) or len(typed.rstrip("?. ")) != len(said) else _NAMED.search(said)
    return typed if found is None else f"{typed[: found.start()]}{typed[found.end() :]}".strip()


def as_of(code: str, month: str, today: date) -> AreaAsk:
    """The area at the end of a month gone by; today in this one, or where none is named."""
    if not month or month >= month_of(today):
        return AreaAsk.of_today(code, today)
    last = last_day(month)
    return AreaAsk(code, last, last)


def a_month_before(code: str, month: str, today: date) -> AreaAsk:
    """What a month is compared with: the end of the one before it."""
    return as_of(code, before(month or month_of(today)), today)


def filings_of(code: str, month: str, today: date) -> AreaAsk:
    """Who had filed for a month ("ai chưa nộp tháng 10"), as it stands now; "" for the followed one."""
    return replace(AreaAsk.of_today(code, today), period=month)


def _month(found: "re.Match[str]", today: date) -> str:
    now = month_of(today)
    if found["near"]:
        return {"nay": now, "sau": after(now), "toi": after(now)}.get(found["near"], before(now))
    number = int(found["number"])
    if not 1 <= number <= 12:
        return ""
    years = {"nay": today.year, "ngoai": today.year - 1, "truoc": today.year - 1}
    said = found["year"] or found["in"]
    year = years.get(said) or int(said) if said else today.year
    month = f"{year}-{number:02}"
    return f"{year - 1}-{number:02}" if not said and month > now else month


def _plain(words: str) -> str:
    return fold(tidy(words)).rstrip("?. ")
