"""When we may speak first: 07:00–11:30 and 13:30–20:00, never at night or at the midday rest.

Answers to a person go out at any hour; only what nobody asked for waits.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from handlers.calendar.settings import CalendarSettings, Window

PUSH_HOURS = CalendarSettings().push_hours


def may_push(now: datetime, hours: Sequence[Window] = PUSH_HOURS) -> bool:
    """Whether a push may go out at this moment (local and aware)."""
    clock = now.time().replace(microsecond=0)
    return any(start <= clock <= end for start, end in hours)


def next_push(now: datetime, hours: Sequence[Window] = PUSH_HOURS) -> datetime:
    """This moment if a push may go out, else the beginning of the next window."""
    if may_push(now, hours):
        return now
    starts = [start for start, _ in sorted(hours) if start > now.time()]
    if starts:
        return _at(now, starts[0])
    return _at(now + timedelta(days=1), min(hours)[0])


def _at(day: datetime, clock: time) -> datetime:
    return day.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
