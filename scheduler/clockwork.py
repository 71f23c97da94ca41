"""The one place that meets APScheduler: a clock that wakes us and knows nothing else.

What is due lives in the database, so a missed wake, two of them or a restart lose and double nothing: no job
is stored, wakes that were missed are run once, and a piece of work never overlaps itself.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)
Work = Callable[[], Awaitable[object]]


class Clockwork:
    """Wakes work while the event loop runs; start it inside the loop."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._scheduler = AsyncIOScheduler(
            timezone=zone, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )

    def every(self, seconds: float, name: str, work: Work) -> None:
        """Wake `work` that often, for the first time after one such while."""
        self._add(IntervalTrigger(seconds=seconds, timezone=self._zone), name, work)

    def daily(self, hour: int, minute: int, name: str, work: Work, weekdays: str = "*") -> None:
        """Wake `work` at that time of day; `weekdays` as "mon" or "mon-fri"."""
        trigger = CronTrigger(hour=hour, minute=minute, day_of_week=weekdays, timezone=self._zone)
        self._add(trigger, name, work)

    def start(self) -> None:
        """Begin to wake; needs a running event loop."""
        self._scheduler.start()

    def next_wakes(self) -> dict[str, datetime]:
        """When each piece of work is woken next, by name: for `doctor` and the health page."""
        jobs = self._scheduler.get_jobs()
        return {job.id: job.next_run_time for job in jobs if job.next_run_time is not None}

    def stop(self) -> None:
        """Wake nobody any more; work that runs is left to end."""
        self._scheduler.shutdown(wait=False)

    def _add(self, trigger: object, name: str, work: Work) -> None:
        self._scheduler.add_job(_guarded, trigger, args=(name, work), id=name, replace_existing=True)


async def _guarded(name: str, work: Work) -> None:
    try:
        await work()
    except Exception:  # the next wake tries again: a clock must not stop because one round failed
        log.exception("wake_failed", extra={"work": name})
