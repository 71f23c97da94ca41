"""Vietnam's public holidays by sun and moon, with the days off that follow when one falls on a weekend.

Labour Code 45/2019/QH14, article 112 (the days) and 111.3 (a holiday on a weekly day off moves to the next
working day). Which day joins 2/9, and how five days of Tết lie, is decreed each year: the commonest way is
the default here, the rest is a setting.
"""

from datetime import date, timedelta
from functools import cache

from lunar_vn import convert_lunar_to_solar

NO_DAYS: frozenset[date] = frozenset()
SATURDAY = 5


@cache
def holidays_of(year: int) -> frozenset[date]:
    """Every public holiday of a solar year, days off in exchange included; years 1901–2099."""
    named = sorted(day for day in _named(year) if day.year == year)
    return frozenset(named) | _exchanged(named)


def _named(year: int) -> set[date]:
    tet = convert_lunar_to_solar(1, 1, year)
    hung_kings = convert_lunar_to_solar(10, 3, year)
    days = {date(year, 1, 1), hung_kings, date(year, 4, 30), date(year, 5, 1)}
    days |= {tet + timedelta(days=n) for n in range(-1, 4)}  # the last day of the old year and mùng 1–4
    return days | {date(year, 9, 2), _beside_national_day(year)}


def _beside_national_day(year: int) -> date:
    """The second day of 2/9: the one that makes the longer rest."""
    after = date(year, 9, 3)
    return after if after.weekday() in (0, 4) else date(year, 9, 1)


def _exchanged(named: list[date]) -> frozenset[date]:
    taken = set(named)
    for day in named:
        if day.weekday() >= SATURDAY:
            taken.add(_next_free(day, taken))
    return frozenset(taken)


def _next_free(day: date, taken: set[date]) -> date:
    while day in taken or day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def is_holiday(day: date, extra: frozenset[date] = NO_DAYS) -> bool:
    """Whether the day is a public holiday, by law or because the province says so."""
    return day in extra or day in holidays_of(day.year)


def is_working_day(day: date, extra: frozenset[date] = NO_DAYS, worked: frozenset[date] = NO_DAYS) -> bool:
    """Monday to Friday without holidays; `worked` are Saturdays worked in exchange."""
    return day in worked or (day.weekday() < SATURDAY and not is_holiday(day, extra))
