"""Days worked out by hand, without the calendar's code: holidays of 2026–2027, due days, months."""

from datetime import date, timedelta

DAYS_OFF = frozenset(
    date.fromisoformat(day)
    for day in (
        "2026-01-01 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-26 2026-04-27 2026-04-30 "
        "2026-05-01 2026-09-01 2026-09-02 2027-01-01 2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-02-09 "
        "2027-02-10 2027-02-11 2027-04-16 2027-04-30 2027-05-01 2027-05-03 2027-09-02 2027-09-03 2028-01-01 "
        "2028-01-03"
    ).split()
)
"""Tết on 17/2/2026 and 6/2/2027, the Kings' day on 26/4 and 16/4; a day off on a weekend is given back."""


def month_before(day: date) -> str:
    """ "2026-11" on any day of December 2026."""
    return f"{day.replace(day=1) - timedelta(days=1):%Y-%m}"


def due_by_hand(period: str, day_of_month: int) -> date:
    """That day of the following month; on a day off the first working day after it."""
    year, month = (int(part) for part in period.split("-"))
    due = date(year + month // 12, month % 12 + 1, day_of_month)
    if due not in DAYS_OFF:
        return due
    while due in DAYS_OFF or due.weekday() > 4:
        due += timedelta(days=1)
    return due


def expected_by_hand(period: str, rhythm: int, met: list[date]) -> bool:
    """Whether the month's report is to be had: a club between two of its meetings owes none."""
    held = [f"{day:%Y-%m}" for day in met]
    earlier = [month for month in held if month < period]
    if rhythm == 1 or period in held or not earlier:
        return True
    year, month = (int(part) for part in period.split("-"))
    last_year, last_month = (int(part) for part in max(earlier).split("-"))
    return (year - last_year) * 12 + month - last_month >= rhythm
