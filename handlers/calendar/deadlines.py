"""When each report is due: clubs soon after the period, communes a little later, the state before the 15th.

A club's day that falls on a holiday moves on to the next working day, a plain weekend does not move it.
A day the state set moves back: "trước ngày 15/6" (KH 157/KH-UBND, section VI) leaves nothing behind it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from handlers.calendar.holidays import is_holiday, is_working_day
from handlers.calendar.settings import CalendarSettings
from handlers.calendar.spans import first_of_next_month, span_of


class Level(StrEnum):
    """Who hands in: the club to its commune, the commune to the province, UBND or province to the state."""

    CLUB = "club"
    COMMUNE = "commune"
    STATE = "state"


DEFAULTS = CalendarSettings()
CLOSES_AFTER = timedelta(days=2)
"""A month closes this long after it was due, when its report was not approved before."""


def due_on(
    period: str,
    level: Level = Level.CLUB,
    settings: CalendarSettings = DEFAULTS,
    extended_to: date | None = None,
) -> date:
    """The last day on which the report of the period is in time; an extension holds as it was given."""
    if extended_to is not None:
        return extended_to
    ended = span_of(period, settings).last
    following = first_of_next_month(ended)
    if level is Level.CLUB:
        return _on_from(following.replace(day=settings.due_day_of(f"{ended:%Y-%m}")), settings)
    last = settings.commune_due_day if level is Level.COMMUNE else settings.state_before_day - 1
    return _back_from(following.replace(day=last), settings)


def cut_off(period: str, settings: CalendarSettings = DEFAULTS) -> date:
    """The day the figures are counted to: "số liệu tính đến 31/5"."""
    return span_of(period, settings).last


def closes_on(due: date) -> date:
    """The day after which entries of the month need an officer."""
    return due + CLOSES_AFTER


def _on_from(day: date, settings: CalendarSettings) -> date:
    if not is_holiday(day, settings.extra_holidays):
        return day
    return _first(day, timedelta(days=1), lambda each: _works(each, settings))


def _back_from(day: date, settings: CalendarSettings) -> date:
    return _first(day, timedelta(days=-1), lambda each: _works(each, settings))


def _works(day: date, settings: CalendarSettings) -> bool:
    return is_working_day(day, settings.extra_holidays, settings.extra_workdays)


def _first(day: date, step: timedelta, fits: Callable[[date], bool]) -> date:
    while not fits(day):
        day += step
    return day
