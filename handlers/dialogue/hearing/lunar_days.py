"""The lunar calendar by which clubs meet: rằm, mùng, tháng Giêng, tháng Chạp, 30 Tết, as solar days.

A lunar month has 29 or 30 days and some years a leap month: a day may fall twice in a year, or not at all.
"""

from datetime import date

from lunar_vn import convert_lunar_to_solar, convert_solar_to_lunar

_MONTHS = (
    "Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Chạp",
)  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1901, 2099


def lunar_name(day: int, month: int) -> str:
    """How people say a lunar day: "rằm tháng Mười", "mùng 3 tháng Sáu", "ngày 20 tháng Chạp"."""
    head = "rằm" if day == 15 else f"mùng {day}" if day <= 10 else f"ngày {day}"
    return f"{head} tháng {_MONTHS[month - 1]}"


def lunar_candidates(day: int, month: int | None, around: date) -> list[tuple[date, str]]:
    """The solar days of a lunar day in the years beside `around`, each with its name, in order.

    Without a month, of every month; the 30th of a month of 29 days is not given.
    """
    months = range(1, 13) if month is None else (month,)
    found = {
        solar: lunar_name(day, each)
        for year in range(around.year - 1, around.year + 2)
        for each in months
        for leap in (0, 1)
        if (solar := _solar(day, each, year, leap)) is not None
    }
    return sorted(found.items())


def last_of_year(around: date) -> list[tuple[date, str]]:
    """The days before Tết ("30 Tết"), also in years whose last month has 29 days."""
    firsts = [solar for year in range(around.year - 1, around.year + 3) if (solar := _solar(1, 1, year, 0))]
    return [(date.fromordinal(first.toordinal() - 1), "30 Tết") for first in firsts]


def _solar(day: int, month: int, year: int, leap: int) -> date | None:
    if not (1 <= day <= 30 and 1 <= month <= 12 and _FIRST_YEAR <= year <= _LAST_YEAR):
        return None
    try:
        solar = convert_lunar_to_solar(day, month, year, leap)
    except ValueError:
        return None  # this year has no such leap month
    back = convert_solar_to_lunar(solar.day, solar.month, solar.year)
    return solar if (back.day, back.month) == (day, month) else None
