"""Turns a day as people name it into a date, nearest in the direction the question looks.

A day and month that lie ahead of a record are asked about: the slip is more likely than a report a year late.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from handlers.dialogue.hearing.day_mention import DayHeard, Mention
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.lunar_days import last_of_year, lunar_candidates

OLD = 60  # days: domain.md 9.3 warns from here on
TOO_OLD = 1100
_HALF_YEAR = 183
_SOON = 90
_RELATIVE = {"today": 0, "yesterday": -1, "before": -2, "tomorrow": 1, "after": 2}
_ONLY_LUNAR = {"gieng", "chap"}


Candidates = list[tuple[date, str]]


def meaning_of(mention: Mention, today: date, ahead: bool) -> Heard[DayHeard] | Unclear:
    """The date meant, or why it must be asked."""
    if mention.name in _RELATIVE:
        back = -3 if "kìa" in mention.typed else _RELATIVE[mention.name]
        return _placed(today + timedelta(days=back), today, ahead, literal=False)
    if mention.name == "vague":
        return Unclear("which_day")
    return _MEANINGS[mention.name](mention, today, ahead)


def _placed(
    day: date, today: date, ahead: bool, lunar: str = "", literal: bool = True
) -> Heard[DayHeard] | Unclear:
    heard = DayHeard(day, lunar, (today - day).days > OLD)
    if ahead:
        return Heard(heard, literal) if day >= today else Unclear("out_of_range", (heard,))
    if day > today:
        return Unclear("future", (heard,))
    return Unclear("too_old") if (today - day).days > TOO_OLD else Heard(heard, literal)


def _nearest(candidates: Candidates, today: date, ahead: bool) -> Heard[DayHeard] | Unclear:
    past = [each for each in candidates if each[0] <= today]
    coming = [each for each in candidates if each[0] >= today]
    if ahead:
        return (
            _placed(*coming[0][:1], today, ahead, coming[0][1], False) if coming else Unclear("out_of_range")
        )
    if not past:
        return Unclear("future", (DayHeard(*coming[0]),)) if coming else Unclear("out_of_range")
    if coming and (today - past[-1][0]).days > _HALF_YEAR and (coming[0][0] - today).days < _SOON:
        return Unclear("future", (DayHeard(*coming[0]),))
    return _placed(past[-1][0], today, ahead, past[-1][1], literal=False)


def _ago(mention: Mention, today: date, ahead: bool) -> Heard[DayHeard] | Unclear:
    return _placed(today - timedelta(days=mention.number("days")), today, ahead, literal=False)


def _weekday(mention: Mention, today: date, ahead: bool) -> Heard[DayHeard] | Unclear:
    which, monday = mention.parts.get("which") or "", today - timedelta(days=today.weekday())
    in_week = monday + timedelta(days=mention.weekday())
    if which in ("tuan truoc", "tuan roi", "tuan vua roi", "tuan qua"):
        return _placed(in_week - timedelta(days=7), today, ahead, literal=False)
    if which in ("tuan sau", "tuan toi", "toi", "sau"):
        return _placed(in_week + timedelta(days=7), today, ahead, literal=False)
    if which == "tuan nay":
        return _placed(in_week, today, ahead, literal=False)
    last = today - timedelta(days=(today.weekday() - mention.weekday()) % 7)
    if which in ("vua roi", "vua qua", "roi") and last == today:
        last -= timedelta(days=7)
    if which == "truoc":
        return Unclear("which_day", (DayHeard(last), DayHeard(in_week - timedelta(days=7))))
    coming = last if last == today else last + timedelta(days=7)
    return _placed(coming if ahead else last, today, ahead, literal=False)


def _solar_candidates(day: int, month: int | None, today: date) -> Candidates:
    months = range(1, 13) if month is None else (month,)
    years = range(today.year - 1, today.year + 2)
    days = (_solar(day, each, year) for year in years for each in months)
    return [(found, "") for found in days if found]


def _solar(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # 31/6: no such day


def _no_day(day: int, month: int) -> Unclear:
    """31/11: a slip to be named, unlike 32/1 or 20/13, which are hardly days."""
    return Unclear("no_such_day" if 1 <= day <= 31 and 1 <= month <= 12 else "out_of_range")


def _numeric(mention: Mention, today: date, ahead: bool) -> Heard[DayHeard] | Unclear:
    day, month = mention.number("day"), mention.number("month")
    said_month = mention.parts.get("month") or ""
    if said_month in ("nay", "truoc", "roi", "vua roi"):
        first = today.replace(day=1)
        first = first if said_month == "nay" else (first - timedelta(days=1)).replace(day=1)
        found = _solar(day, first.month, first.year)
        return _placed(found, today, ahead, literal=False) if found else _no_day(day, first.month)
    if mention.calendar() == "lunar" or said_month in _ONLY_LUNAR:
        return _lunar_nearest(day, month, today, ahead)
    if mention.parts.get("year"):
        return _with_year(day, month, mention.number("year"), today, ahead)
    candidates = _solar_candidates(day, month, today)
    heard = _nearest(candidates, today, ahead) if candidates else _no_day(day, month)
    return replace(heard, literal=True) if isinstance(heard, Heard) else heard


def _with_year(day: int, month: int, year: int, today: date, ahead: bool) -> Heard[DayHeard] | Unclear:
    found = _solar(day, month, year + 2000 if year < 100 else year)
    if not found:
        return _no_day(day, month)
    if abs(found.year - today.year) > 100:
        return Unclear("out_of_range")
    return _placed(found, today, ahead)


def _day_of_month(mention: Mention, today: date, ahead: bool) -> Heard[DayHeard] | Unclear:
    day = mention.number("day")
    if mention.calendar() == "lunar":
        return _lunar_nearest(day, None, today, ahead)
    candidates = _solar_candidates(day, None, today)
    return _nearest(candidates, today, ahead) if candidates else Unclear("out_of_range")


def _lunar_nearest(day: int, month: int | None, today: date, ahead: bool) -> Heard[DayHeard] | Unclear:
    candidates = lunar_candidates(day, month, today)
    return _nearest(candidates, today, ahead) if candidates else Unclear("out_of_range")


def _full_moon(mention: Mention, today: date, ahead: bool) -> Heard[DayHeard] | Unclear:
    said = mention.parts.get("month") or ""
    month = mention.number("month") if said and said not in ("nay", "truoc", "vua roi", "vua qua") else None
    if said == "truoc" or month == 0 or (month or 1) > 12:
        return Unclear("which_day" if said == "truoc" else "out_of_range")
    return _lunar_nearest(15, month, today, ahead)


def _mung(mention: Mention, today: date, ahead: bool) -> Heard[DayHeard] | Unclear:
    """ "mùng 3 tháng 6" is said of both calendars: asked once, with both days."""
    day, month = mention.number("day"), mention.number("month") or None
    if mention.parts.get("tet"):
        return _lunar_nearest(day, 1, today, ahead)
    if not 1 <= day <= 10 or (month or 1) > 12:
        return Unclear("out_of_range")
    if mention.calendar() == "lunar" or mention.parts.get("month") in _ONLY_LUNAR:
        return _lunar_nearest(day, month, today, ahead)
    solar = _nearest(_solar_candidates(day, month, today), today, ahead)
    if mention.calendar() == "solar":
        return solar
    lunar = _lunar_nearest(day, month, today, ahead)
    guesses = [value for each in (lunar, solar) for value in (_value(each),) if value is not None]
    return Unclear("lunar_or_solar", tuple(guesses))


def _value(outcome: Heard[DayHeard] | Unclear) -> object | None:
    if isinstance(outcome, Heard):
        return outcome.value
    return outcome.guesses[0] if outcome.guesses else None


def _tet(mention: Mention, today: date, ahead: bool) -> Heard[DayHeard] | Unclear:
    if "29" in mention.typed:
        return _lunar_nearest(29, 12, today, ahead)
    return _nearest(last_of_year(today), today, ahead)


_MEANINGS: dict[str, Callable[[Mention, date, bool], Heard[DayHeard] | Unclear]] = {
    "tet": _tet, "lunar": _mung, "full_moon": _full_moon, "weekday": _weekday, "numeric": _numeric,
    "spoken": _numeric, "ago": _ago, "day": _day_of_month, "lunar_day": _day_of_month,
}  # fmt: skip
