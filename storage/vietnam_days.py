"""Days as Vietnam counts them: one zone, no summer time."""

from datetime import date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def begin_of(day: date) -> datetime:
    """Midnight, aware."""
    return datetime.combine(day, time(), VIETNAM)


def end_of(day: date) -> datetime:
    """The last moment of the day, aware."""
    return datetime.combine(day, time.max, VIETNAM)
