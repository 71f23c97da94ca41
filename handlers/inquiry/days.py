"""The month, year and age a question names in figures: "tháng 10", "năm 2025", "trên 80 tuổi"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.dialogue.hearing.folding import fold
from handlers.report.periods import before, first_day, last_day, month_of

_MONTH = re.compile(r"\b(?:thang|thg|th|t)\s?\.?(?P<month>\d{1,2})(?: ?(?:[/-]| nam )? ?(?P<year>20\d\d))?\b")
_YEAR = re.compile(r"\bnam (?P<year>20\d\d)\b")
_QUARTER = re.compile(r"\bquy (?P<quarter>[1-4]|i{1,3}|iv)\b(?: ?(?:[/-]|nam)? ?(?P<year>20\d\d))?")
_HALF = re.compile(r"\b(?:6|sau) thang (?P<half>dau|cuoi) nam(?: (?P<year>20\d\d))?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PEOPLE_AFTER = re.compile(r"\s*(?:nguoi|hoi vien|thanh vien|clb|cau lac bo|trieu|tr|nghin|k)\b")
_TENS = {"sau muoi": "60", "bay muoi": "70", "tam muoi": "80", "chin muoi": "90", "mot tram": "100"}
_AGE = re.compile(
    r"(?P<how>\b(?:tren|tu|ngoai|qua|hon|du|duoi|chua den|chua|khoang)\s+|[<>]=?\s*)?"
    rf"(?P<age>\b(?:\d{{2,3}}|{'|'.join(_TENS)}))\s*\+?(?P<years>\s*tuoi\b)?"
    r"(?P<up>\s+tro (?:len|xuong|ra)\b)?"
)
_YOUNGER = ("duoi", "chua", "<")


@dataclass(frozen=True, slots=True)
class Days:
    """Days both ends included; `sort` is month, year, week or day, `months` how they are called."""

    first: date
    last: date
    sort: str = "month"

    @property
    def period(self) -> str:
        """The month they begin in: "2026-11"."""
        return month_of(self.first)


@dataclass(frozen=True, slots=True)
class Named:
    """A month or year named by number; `year` 0 where none was said."""

    month: int = 0  # the first of them
    year: int = 0
    months: int = 1


def days_told(text: str) -> tuple[str, Named | None, int, bool]:
    """The text without its figures, the month or year named, an age, and whether younger ones are meant."""
    letters = fold(text.lower())
    age, younger = 0, False
    for found in _AGE.finditer(letters):
        if _PEOPLE_AFTER.match(letters, found.end()) and not found["years"]:
            continue
        if found["years"] or (found["how"] and found["up"]) or (found["how"] and _of_people(letters)):
            age = int(_TENS.get(found["age"], found["age"]))
            younger = (found["how"] or "").strip().startswith(_YOUNGER) or (found["up"] or "").endswith(
                "xuong"
            )
            text, letters = _without(text, found), _without(letters, found)
            break
    several = _several(letters)
    if several is not None:
        return _without(text, several[1]), several[0], age, younger
    month = _MONTH.search(letters)
    if month and 1 <= int(month["month"]) <= 12:
        return _without(text, month), Named(int(month["month"]), int(month["year"] or 0)), age, younger
    year = _YEAR.search(letters)
    if year:
        return _without(text, year), Named(0, int(year["year"])), age, younger
    return text, None, age, younger


def _several(letters: str) -> tuple[Named, re.Match[str]] | None:
    """A quarter, or half a calendar year."""
    quarter, half = _QUARTER.search(letters), _HALF.search(letters)
    if quarter:
        number = _ROMAN.get(quarter["quarter"]) or int(quarter["quarter"])
        return Named(3 * number - 2, int(quarter["year"] or 0), 3), quarter
    if half:
        return Named(1 if half["half"] == "dau" else 7, int(half["year"] or 0), 6), half
    return None


def _of_people(letters: str) -> bool:
    return bool(re.search(r"\b(?:cu|nguoi|hoi vien|thanh vien|ong|ba|nu|nam)\b", letters))


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def days_meant(spans: frozenset[str], named: Named | None, today: date) -> Days | None:
    """The days that "tháng trước" or "tháng 10" mean today; None where none or several are said."""
    if named is not None:
        return None if spans else _named(named, today)
    if len(spans) > 1:
        spans = spans - {"this_month", "this_year"} if len(spans) == 2 else spans
    return _SPANS[next(iter(spans))](today) if len(spans) == 1 else None


def _named(named: Named, today: date) -> Days:
    if not named.month:
        return Days(date(named.year, 1, 1), date(named.year, 12, 31), "year")
    year = named.year or today.year - (named.month > today.month)
    if named.months > 1:
        return months_of(year, named.month, named.months)
    return _month(f"{year}-{named.month:02}")


def months_of(year: int, month: int, months: int) -> Days:
    """So many months of a year from `month` on: a quarter or half of it."""
    ends = date(year + (month + months > 12), (month + months - 1) % 12 + 1, 1)
    return Days(date(year, month, 1), ends - timedelta(days=1), "months")


def _month(period: str) -> Days:
    return Days(first_day(period), last_day(period))


def _week(day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6), "week")


_SPANS: Mapping[str, Callable[[date], Days]] = {
    "this_month": lambda today: _month(month_of(today)),
    "last_month": lambda today: _month(before(month_of(today))),
    "next_month": lambda today: _month(month_of(last_day(month_of(today)) + timedelta(days=1))),
    "this_year": lambda today: Days(date(today.year, 1, 1), date(today.year, 12, 31), "year"),
    "last_year": lambda today: Days(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31), "year"),
    "this_week": _week,
    "last_week": lambda today: _week(today - timedelta(days=7)),
    "today": lambda today: Days(today, today, "day"),
    "yesterday": lambda today: Days(today - timedelta(days=1), today - timedelta(days=1), "day"),
}
