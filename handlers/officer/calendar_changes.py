"""What a province may change of its calendar, as words and as values, within sensible bounds."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time

from handlers.calendar.settings import CalendarSettings
from handlers.dialogue.hearing.folding import polish
from handlers.dialogue.hearing.no_day import same_length
from handlers.report.periods import before, month_of

MOST_STEPS, LONGEST_STEP, LATEST_STATE_DAY = 4, 20, 28
LAST_DIGEST_DAY = 5  # Saturday
_SETS = r"(?:doi|dat|sua|chuyen)"
_DUE = re.compile(
    rf"{_SETS} (?:lai )?(?:han|ngay)(?: nop)?(?: bao cao)?(?: thang)?(?: cua)?(?: (?:cac )?clb)?"
    r"(?: (?:sang|thanh|la|ve|den))?(?: ngay)? (?:mung |mong )?(?P<n>\d{1,2})(?: hang thang)?"
)
_STATE = re.compile(
    rf"{_SETS} (?:lai )?han(?: nop)? bao cao (?:6 thang|sau thang|nua nam|nam|ca nam|6 thang va nam)"
    r"(?: (?:sang|thanh|la|ve))?(?: truoc)?(?: ngay)? (?P<n>\d{1,2})"
)
_COMMUNE = re.compile(
    rf"{_SETS} (?:lai )?(?:han|ngay)(?: nop)?(?: bao cao)?(?: cua)?(?: (?:cac )?(?:xa|phuong))+(?: nop| gui)?"
    r"(?: bao cao)?(?: len tinh)?(?: (?:sang|thanh|la|ve|den))?(?: ngay)? (?:mung |mong )?(?P<n>\d{1,2})"
)
_DIGEST = re.compile(
    rf"(?:{_SETS}|gui) (?:lai )?(?:gio |ngay |lich )?(?:gui )?ban tin(?: can bo)?"
    r"(?: (?:sang|thanh|la|ve|vao|luc))*(?P<when> .*\d.*| .*\b(?:thu|chu nhat)\b.*)?"
)
_WEEKDAY = re.compile(r"\b(?:thu (?P<day>hai|ba|tu|nam|sau|bay|[2-7])|(?P<sunday>chu nhat))\b")
_CLOCK = re.compile(r"\b(?P<hour>\d{1,2}) ?(?:gio|h|:)?(?: ?(?P<minute>\d{2}|ruoi)\b)?")
_PART = re.compile(r"\b(?P<part>sang|trua|chieu|toi)\b")
_LATE = {"chieu": 14, "toi": 19}  # the hour meant where none is said
_NAMES = ("hai", "ba", "tu", "nam", "sau", "bay", "chu nhat")
_DAYS = {name: day for day, name in enumerate(_NAMES)} | {str(day + 2): day for day in range(6)}
AS_IT_IS = -1
_STEPS = re.compile(
    rf"{_SETS} (?:lai )?(?:ngay |lich )?nhac(?: bao cao)?(?: (?:sang|thanh|la))? truoc(?: han)?"
    r" (?P<n>\d{1,2}(?:(?: va|,| ,)? \d{1,2})*) ngay"
)
_EVENING = re.compile(
    r"(?P<off>tat|bo|thoi|dung)?(?P<on>bat|mo|co)? ?(?:lai )?nhac (?:buoi )?toi(?: ngay)? (?:hop|sinh hoat)"
)


@dataclass(frozen=True, slots=True)
class Change:
    """One setting by its name in `CalendarSettings`, and its new value.

    "digest" is the weekday (0 is Monday), hour and minute of officers' digest; AS_IT_IS for what stays.
    """

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


def _read_digest(found: "re.Match[str]") -> Change:
    said = found["when"] or ""
    day, rest = _WEEKDAY.search(said), _WEEKDAY.sub(" ", said)
    clock, part = _CLOCK.search(rest), _PART.search(rest)
    weekday = AS_IT_IS if day is None else _DAYS[day["sunday"] or day["day"]]
    late = part is not None and part["part"] in _LATE
    if clock is None:
        return Change("digest", (weekday, _LATE[part["part"]] if part and late else AS_IT_IS, AS_IT_IS))
    hour, minute = int(clock["hour"]), 30 if clock["minute"] == "ruoi" else int(clock["minute"] or 0)
    return Change("digest", (weekday, hour + 12 if late and hour < 12 else hour, minute))


_FORMS: tuple[tuple[re.Pattern[str], Callable[["re.Match[str]"], Change]], ...] = (
    (_DIGEST, _read_digest),
    (_COMMUNE, lambda found: Change("commune_due_day", int(found["n"]))),
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
    if change.name == "digest" and isinstance(change.value, tuple):
        return _with_digest(now, *change.value)
    if change.name == "commune_due_day":
        return replace(now, commune_due_day=int(str(change.value)))
    return replace(now, state_before_day=int(str(change.value)))


def _with_digest(now: CalendarSettings, weekday: int, hour: int, minute: int) -> CalendarSettings:
    """A clock time that is none becomes midnight, which no bound lets pass."""
    if weekday != AS_IT_IS:
        now = replace(now, digest_weekday=weekday)
    if hour == AS_IT_IS:
        return now
    clock = time(hour, max(minute, 0)) if hour < 24 and minute < 60 else time(0)
    return replace(now, digest_at=clock)


def bound_passed(wanted: CalendarSettings) -> str:
    """Which bound the calendar passes: "due_day", "state_day", "steps", "digest"; "" for none."""
    if not _may_be_sent(wanted):
        return "digest"
    if not 1 <= wanted.club_due_day < wanted.commune_due_day:
        return "due_day"
    if not wanted.commune_due_day + 1 < wanted.state_before_day <= LATEST_STATE_DAY:
        return "state_day"
    far = any(abs(days) > LONGEST_STEP for days in wanted.steps)
    return "steps" if far or len(wanted.steps) > 2 * MOST_STEPS or not wanted.steps else ""


def _may_be_sent(wanted: CalendarSettings) -> bool:
    """On a working day, within the hours in which we may speak first."""
    hours = any(start <= wanted.digest_at <= end for start, end in wanted.push_hours)
    return 0 <= wanted.digest_weekday <= LAST_DIGEST_DAY and hours
