"""What a province decides about time: due days, reminder steps, push hours; the defaults serve most.

Stored as JSON under the province; a setting this release does not know is left aside, a missing one is
the default.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, time
from typing import Any

Window = tuple[time, time]
"""From and until, both included."""
Moment = tuple[int, time]
"""Of a week: the weekday, 0 is Monday, and the time."""


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """One province's calendar.

    Days of month: `club_due_day` and `commune_due_day` count in the month after the period ends; the state
    wants its reports *before* `state_before_day`. `steps` are days from the club's due day; deputies join at
    `deputy_after`, the commune's officers are asked to telephone at `officer_after`, the province hears at
    `province_after`. `official_steps` are days from an officer's own due day.
    """

    club_due_day: int = 5
    commune_due_day: int = 10
    state_before_day: int = 15
    club_due_before: tuple[tuple[str, int], ...] = ()  # ("2026-11", 5): before that month
    year_starts: int = 12  # the month; 12 means December of the year before ("số liệu tính đến 30/11")
    steps: tuple[int, ...] = (-3, 0, 2)
    deputy_after: int = 2
    officer_after: int = 3
    province_after: int = 7
    official_steps: tuple[int, ...] = (-7, -3, -1)
    digest_weekday: int = 0  # Monday; the week it tells of has always ended on Sunday
    digest_at: time = time(7, 30)
    loan_days_before: int = 7  # the treasurer hears of a loan this long before its day
    morning: time = time(8, 30)
    evening: time = time(19)  # of the club's meeting day
    meeting_evening: bool = True  # whether the club is asked that evening at all
    push_hours: tuple[Window, ...] = ((time(7), time(11, 30)), (time(13, 30), time(20)))
    question_wait_minutes: int = 30
    useful_days: int = 7  # how long after its moment a late step is still worth sending
    extra_holidays: frozenset[date] = frozenset()  # days off by decree, as swapped days around Tết
    extra_workdays: frozenset[date] = frozenset()  # Saturdays worked in exchange

    @property
    def digest_moment(self) -> Moment:
        """When the week's digest goes out."""
        return self.digest_weekday, self.digest_at

    def due_day_of(self, month: str) -> int:
        """The clubs' day for the report of a month ("2026-11"); a change leaves the past alone."""
        return next((day for until, day in self.club_due_before if month < until), self.club_due_day)


def settings_to_json(settings: CalendarSettings) -> dict[str, Any]:
    """The stored form: times as "08:30", days as ISO."""
    return {name: _plain(value) for name, value in asdict(settings).items()}


def settings_from_json(stored: Mapping[str, Any]) -> CalendarSettings:
    """The inverse; raises ValueError for a time or day that is none."""
    names = {field.name for field in fields(CalendarSettings)}
    return CalendarSettings(**{name: _read(name, value) for name, value in stored.items() if name in names})


def _plain(value: Any) -> Any:
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(_plain(each) for each in value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _read(name: str, value: Any) -> Any:
    if name in ("morning", "evening", "digest_at"):
        return time.fromisoformat(value)
    if name == "club_due_before":
        return tuple((until, day) for until, day in value)
    if name == "push_hours":
        return tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in value)
    if name in ("extra_holidays", "extra_workdays"):
        return frozenset(date.fromisoformat(day) for day in value)
    return tuple(value) if name in ("steps", "official_steps") else value
