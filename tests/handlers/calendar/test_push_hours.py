"""Nothing unasked goes out at night or at the midday rest."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.calendar.push_hours import may_push, next_push

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = datetime(2026, 12, 2, tzinfo=VIETNAM)


def at(clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return DAY.replace(hour=hour, minute=minute)


@pytest.mark.parametrize("clock", ["07:00", "08:30", "11:30", "13:30", "19:00", "20:00"])
def test_these_hours_are_for_pushes(clock: str) -> None:
    assert next_push(at(clock)) == at(clock)


@pytest.mark.parametrize(
    "clock, days, opens",
    [("06:59", 0, "07:00"), ("11:31", 0, "13:30"), ("20:01", 1, "07:00"), ("00:00", 0, "07:00")],
)
def test_other_hours_wait_for_the_next_window(clock: str, days: int, opens: str) -> None:
    assert not may_push(at(clock))
    assert next_push(at(clock)) == at(opens) + timedelta(days=days)


@given(st.integers(0, 24 * 60 * 800))
def test_the_next_push_is_never_at_night_and_never_in_the_past(minutes: int) -> None:
    now = DAY + timedelta(minutes=minutes)
    opens = next_push(now)
    assert may_push(opens)
    assert now <= opens < now + timedelta(hours=12)
