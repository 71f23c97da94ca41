"""The clock wakes, and a failing or missed wake does not stop it."""

import asyncio
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.clockwork import Clockwork

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


async def test_it_wakes_again_after_work_that_failed(caplog: pytest.LogCaptureFixture) -> None:
    woken = asyncio.Event()
    times = 0

    async def work() -> None:
        nonlocal times
        times += 1
        if times == 1:
            raise RuntimeError("the database is away")
        woken.set()

    clock = Clockwork(VIETNAM)
    clock.every(0.02, "rounds", work)
    clock.start()
    async with asyncio.timeout(5):
        await woken.wait()
    clock.stop()
    assert times >= 2
    assert "wake_failed" in caplog.text


async def test_slow_work_never_overlaps_itself() -> None:
    inside = most = rounds = 0
    enough = asyncio.Event()

    async def work() -> None:
        nonlocal inside, most, rounds
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.05)
        inside -= 1
        rounds += 1
        if rounds == 3:
            enough.set()

    clock = Clockwork(VIETNAM)
    clock.every(0.01, "rounds", work)
    clock.start()
    async with asyncio.timeout(5):
        await enough.wait()
    clock.stop()
    assert most == 1


async def test_a_daily_wake_is_at_its_hour_in_vietnam() -> None:
    async def work() -> None:
        raise AssertionError("nobody waits that long")

    clock = Clockwork(VIETNAM)
    clock.daily(7, 30, "digest", work, weekdays="mon")
    clock.start()
    [(name, at)] = clock.next_wakes().items()
    clock.stop()
    assert (name, at.weekday(), at.hour, at.minute) == ("digest", 0, 7, 30)
    assert at.utcoffset() == timedelta(hours=7)
