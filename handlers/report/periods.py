"""Months as "2026-11", and which one "báo cáo" means on a given day."""

import re
from datetime import date, timedelta

from handlers.dialogue.hearing.folding import fold, tidy
from handlers.report.book import ReportCalendar

LONGEST_AHEAD = 6  # months
_NEAR = re.compile(r"\bthang (nay|truoc|roi|vua roi)\b")
_NAMED = re.compile(r"\bthang (\d{1,2})(?: ?[/-] ?(\d{4}))?\b")


def month_of(day: date) -> str:
    """The period a day belongs to."""
    return f"{day.year}-{day.month:02}"


def first_day(period: str) -> date:
    """First day of "2026-11"."""
    year, month = map(int, period.split("-"))
    return date(year, month, 1)


def last_day(period: str) -> date:
    """Last day of "2026-11"."""
    return first_day(after(period)) - timedelta(days=1)


def before(period: str) -> str:
    """The month before."""
    return month_of(first_day(period) - timedelta(days=1))


def after(period: str) -> str:
    """The month after."""
    return month_of(first_day(period) + timedelta(days=31))


def named_month(words: str, today: date) -> str | None:
    """The month somebody named ("tháng 10"): the nearest that is not in the future."""
    found = _NAMED.search(fold(tidy(words)))
    if found is None or not 1 <= int(found[1]) <= 12:
        return None
    year = int(found[2] or today.year)
    period = f"{year}-{int(found[1]):02}"
    return f"{year - 1}-{int(found[1]):02}" if period > month_of(today) and found[2] is None else period


def month_to_report(words: str, today: date) -> str | None:
    """The month named for a report: "tháng 12" said in November is the next one, said in January the last."""
    near = _NEAR.search(fold(tidy(words)))
    if near is not None:
        return month_of(today) if near[1] == "nay" else before(month_of(today))
    named, found = named_month(words, today), _NAMED.search(fold(tidy(words)))
    if named is None or found is None or found[2] is not None:
        return named
    ahead = int(found[1]) - today.month
    return f"{today.year}-{int(found[1]):02}" if 0 < ahead <= LONGEST_AHEAD else named


def report_month(calendar: ReportCalendar, today: date) -> str:
    """The month just ended until it is due and filed, else the current one.

    A club that has never filed is not held to a month that is long gone: it begins with the current one.
    """
    current = month_of(today)
    ended = before(current)
    if ended in calendar.filed:
        return ended if _not_past(calendar.due_on, today) else current
    if calendar.due_on is None:
        return current
    return ended if calendar.filed or _not_past(calendar.due_on, today) else current


def _not_past(due_on: date | None, today: date) -> bool:
    return due_on is not None and today <= due_on
