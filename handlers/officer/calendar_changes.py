"""What a province may change of its calendar, as words and as values, within sensible bounds."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from handlers.calendar.settings import CalendarSettings
from handlers.dialogue.hearing.folding import polish
from handlers.dialogue.hearing.no_day import same_length
from handlers.report.periods import before, month_of

MOST_STEPS, LONGEST_STEP, LATEST_STATE_DAY = 4, 20, 28
_SETS = r"(?:doi|dat|sua|chuyen)"
_DUE = re.compile(
    rf"{_SETS} (?:lai )?(?:han|ngay)(?: nop)?(?: bao cao)?(?: thang)?(?: cua)?(?: (?:cac )?clb)?"
    r"(?: (?:sang|thanh|la|ve|den))?(?: ngay)? (?:mung |mong )?(?P<n>\d{1,2})(?: hang thang)?"
)
_STATE = re.compile(
    rf"{_SETS} (?:lai )?han(?: nop)? bao cao (?:6 thang|sau thang|nua nam|nam|ca nam|6 thang va nam)"
    r"(?: (?:sang|thanh|la|ve))?(?: truoc)?(?: ngay)? (?P<n>\d{1,2})"
)
_STEPS = re.compile(
    rf"{_SETS} (?:lai )?(?:ngay |lich )?nhac(?: bao cao)?(?: (?:sang|thanh|la))? truoc(?: han)?"
    r" (?P<n>\d{1,2}(?:(?: va|,| ,)? \d{1,2})*) ngay"
)
_EVENING = re.compile(
    r"(?P<off>tat|bo|thoi|dung)?(?P<on>bat|mo|co)? ?(?:lai )?nhac (?:buoi )?toi(?: ngay)? (?:hop|sinh hoat)"
)


@dataclass(frozen=True, slots=True)
class Change:
    """One setting by its name in `CalendarSettings`, and its new value."""

    name: str
    value: int | bool | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CalendarBook:
    """The calendar in force in an area. Subject: the area's code."""

    settings: CalendarSettings


@dataclass(frozen=True, slots=True)
class SetCalendar:
    """Effect: these settings hold in the area; a due day from the report of `since` on."""

    area_code: str
    title: str
    changes: tuple[Change, ...]
    was: CalendarSettings
    since: str


@dataclass(frozen=True, slots=True)
class CalendarKept:
    """Effect that changes nothing: why ("place", "same", or the bound that was passed)."""

    why: str
    settings: CalendarSettings


def hear_change(words: str) -> Change | None:
    """ "đổi hạn báo cáo sang ngày 7", "nhắc trước 5, 2 ngày", "tắt nhắc tối họp"; None for anything else."""
    said = same_length(polish(words)).rstrip(".")
    found = ((read, pattern.fullmatch(said)) for pattern, read in _FORMS)
    return next((read(match) for read, match in found if match is not None), None)


def _read_steps(found: "re.Match[str]") -> Change:
    return Change("steps", tuple(sorted({-int(days) for days in re.findall(r"\d+", found["n"])})))


def _read_evening(found: "re.Match[str]") -> Change:
    return Change("meeting_evening", not found["off"])


_FORMS: tuple[tuple[re.Pattern[str], Callable[["re.Match[str]"], Change]], ...] = (
    (_STATE, lambda found: Change("state_before_day", int(found["n"]))),
    (_DUE, lambda found: Change("club_due_day", int(found["n"]))),
    (_STEPS, _read_steps),
    (_EVENING, _read_evening),
)


def applied(now: CalendarSettings, change: Change, today: date) -> CalendarSettings:
    """The calendar with the change. A due day holds from the report of this month on: no month that is due
    already, and no book that is closed, moves. New steps before the day leave those after it as they are."""
    if change.name == "club_due_day":
        since = month_of(today)
        if now.club_due_day == change.value:
            return now
        earlier = tuple(each for each in now.club_due_before if each[0] < since)
        kept = (*earlier, (since, now.due_day_of(before(since))))
        return replace(now, club_due_day=int(str(change.value)), club_due_before=kept)
    if change.name == "steps" and isinstance(change.value, tuple):
        after = tuple(days for days in now.steps if days >= 0)
        return replace(now, steps=(*(days for days in change.value if days < 0), *after))
    if change.name == "meeting_evening":
        return replace(now, meeting_evening=bool(change.value))
    return replace(now, state_before_day=int(str(change.value)))


def bound_passed(wanted: CalendarSettings) -> str:
    """Which bound the calendar passes: "due_day", "state_day", "steps"; "" for none."""
    if not 1 <= wanted.club_due_day < wanted.commune_due_day:
        return "due_day"
    if not wanted.commune_due_day + 1 < wanted.state_before_day <= LATEST_STATE_DAY:
        return "state_day"
    far = any(abs(days) > LONGEST_STEP for days in wanted.steps)
    return "steps" if far or len(wanted.steps) > 2 * MOST_STEPS or not wanted.steps else ""
