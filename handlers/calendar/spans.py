"""Periods and the days they cover: "2026-11", "2026-M11", "2026-Q4", "2026-H1", "2026", "2025-2030".

A reporting year begins in December of the year before, because the state wants reports *before* 15/6 and
15/12 (KH 157/KH-UBND, section VI): "2026-H1" is December 2025 – May 2026.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.calendar.settings import CalendarSettings

_FORMS = (
    ("month", re.compile(r"(?P<year>\d{4})-M?(?P<n>0?[1-9]|1[0-2])")),
    ("quarter", re.compile(r"(?P<year>\d{4})-Q(?P<n>[1-4])")),
    ("half", re.compile(r"(?P<year>\d{4})-H(?P<n>[12])")),
    ("years", re.compile(r"(?P<year>\d{4})-(?P<n>\d{4})")),
    ("year", re.compile(r"(?P<year>\d{4})(?P<n>)")),
)


@dataclass(frozen=True, slots=True)
class Span:
    """A period with its first and last day; the last is also the cut-off ("số liệu tính đến …")."""

    period: str
    kind: str  # month, quarter, half, year, years
    first: date
    last: date

    @property
    def months(self) -> tuple[str, ...]:
        """Its months as "2026-11", in order."""
        found, day = [], self.first
        while day <= self.last:
            found.append(f"{day.year}-{day.month:02}")
            day = first_of_next_month(day)
        return tuple(found)


def span_of(period: str, settings: CalendarSettings | None = None) -> Span:
    """The days of a period; raises ValueError for text that is no period."""
    for kind, form in _FORMS:
        found = form.fullmatch(period)
        if found is not None:
            first, months = _extent(kind, int(found["year"]), found["n"], settings or CalendarSettings())
            return Span(period, kind, first, _months_on(first, months) - timedelta(days=1))
    raise ValueError(f"not a period: {period!r}")


def _extent(kind: str, year: int, n: str, settings: CalendarSettings) -> tuple[date, int]:
    """First day and number of months."""
    if kind == "month":
        return date(year, int(n), 1), 1
    if kind == "quarter":
        return date(year, 3 * int(n) - 2, 1), 3
    start = _year_start(year, settings)
    if kind == "half":
        return _months_on(start, 6 * (int(n) - 1)), 6
    if kind == "years" and int(n) < year:
        raise ValueError(f"not a period: {year}-{n}")
    return start, 12 * (1 + (int(n) - year if n else 0))


def _year_start(year: int, settings: CalendarSettings) -> date:
    month = settings.year_starts
    return date(year if month == 1 else year - 1, month, 1)


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def first_of_next_month(day: date) -> date:
    """The first day of the month after the one `day` lies in."""
    return _months_on(day, 1)
