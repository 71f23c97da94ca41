"""The machine looks after itself: backs up at night, forgets in time, and tells its operator how it is.

Letters go through the outbox; only when the database itself is away are they sent past it, because then
there is no outbox.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from handlers.decision import Say
from handlers.operator.health import PAGE, Figures, Telling, clock_moved, morning
from handlers.operator.news import news
from scheduler.clockwork import Clockwork
from scheduler.health_letters import keep_troubles, open_troubles, reached, write
from scheduler.machine import Machine, look, metered
from scheduler.written import Words
from storage.backup_notes import note_watch
from storage.database import Database
from storage.files_meant import load_meant
from storage.health import Operator, hurry
from storage.outage import is_outage
from storage.retention import forget

log = logging.getLogger(__name__)
WATCH_SECONDS, PING_SECONDS = 60.0, 300.0
NIGHT, MORNING, NOON = time(2), time(7), time(12)
OVERDUE = timedelta(hours=25)
TRY_AGAIN = timedelta(hours=1)
FULL_DISK = 50_000_000  # bytes; below it a write may fail
AWAY_LONG = timedelta(minutes=2)  # a database that restarts is no alarm


class Upkeep:
    """One look a minute; all it decides is decided again after a restart, and told once all the same."""

    def __init__(self, database: Database, words: Words, machine: Machine) -> None:
        self._database, self._words, self._machine = database, words, machine
        self._operators: Sequence[Operator] = ()
        self._away_since: datetime | None = None
        self._told_away = False
        self._tried_backup: datetime | None = None
        self._greeted: date | None = None

    def hook(self, clockwork: Clockwork, now: Callable[[], datetime]) -> None:
        """Let the clockwork wake us; `now` tells the local, aware moment."""
        clockwork.every(WATCH_SECONDS, "watch", lambda: self.watch(now()))
        clockwork.every(PING_SECONDS, "ping", self.ping)
        clockwork.daily(NIGHT.hour, NIGHT.minute, "night", lambda: self.night(now()))

    async def begin(self, now: datetime) -> None:
        """At start: what waited for a channel that was broken is tried at once."""
        async with self._database.write() as connection:
            told = await open_troubles(connection)
            await hurry(connection, [trouble.avoid for trouble in told.values() if trouble.avoid], now)

    async def watch(self, now: datetime) -> None:
        """Look, tell what began and what is over; in the morning say that we live."""
        try:
            figures = await self._look(now)
        except Exception as error:
            if not is_outage(error):
                raise
            await self._without_database(now)
            return
        await self._with_database_again(now)
        self._machine.count(figures)
        if self._backup_is_overdue(figures):
            await self.night(now)

    async def night(self, now: datetime) -> None:
        """Back up, then forget what is old enough; by a clock that cannot be right nothing is forgotten."""
        self._tried_backup = now
        if self._machine.backups_wanted:
            await self._machine.back_up(now)
        figures, _ = await look(self._database, self._machine, now)
        if not clock_moved(now, figures.newest_row) and not figures.clock_disagrees:
            rows = await forget(self._database, now)
            files = await self._machine.drop_files(await load_meant(self._database), now)
            log.info("forgotten", extra={"rows": rows, "files": files})

    async def ping(self) -> None:
        """Only while the database answers: silence is the alarm."""
        if self._away_since is None:
            await self._machine.ping()

    async def _look(self, now: datetime) -> Figures:
        figures, self._operators = await look(self._database, self._machine, now)
        greet = MORNING <= now.time() < NOON and self._greeted != now.date()
        async with self._database.write() as connection:
            before = await open_troubles(connection)
            tell, still = news(before, figures)
            if greet:
                tell += morning(await metered(connection, self._machine, figures), still)
            await write(connection, self._words, self._operators, tell, now)
            await keep_troubles(connection, still)
            await note_watch(connection, now)
        self._greeted = now.date() if greet else self._greeted
        return figures

    def _backup_is_overdue(self, figures: Figures) -> bool:
        """The machine slept through the night: it need not wait for the next."""
        last, tried, now = figures.backup, self._tried_backup, figures.now
        if not self._machine.backups_wanted or (tried is not None and now - tried < TRY_AGAIN):
            return False
        return last is None or now - last.at > OVERDUE

    # -- while there is no database -----------------------------------------------------------------------

    async def _without_database(self, now: datetime) -> None:
        self._away_since = self._away_since or now
        if now - self._away_since >= AWAY_LONG and not self._told_away:
            self._told_away = True
            await self._tell_directly("disk_full_broken" if self._disk_is_full() else "database_broken", now)

    def _disk_is_full(self) -> bool:
        try:
            return self._machine.disk_free() < FULL_DISK
        except OSError as error:  # the disk itself is away, not full
            log.warning("disk_away", extra={"why": error.strerror})
            return False

    async def _with_database_again(self, now: datetime) -> None:
        if self._told_away:
            await self._tell_directly("database_well", now)
        self._away_since, self._told_away = None, False

    async def _tell_directly(self, block: str, now: datetime) -> None:
        telling = Telling("", Say(PAGE, block, {"since": self._away_since, "now": now}))
        for _, place, message in reached(self._words, self._operators, telling):
            await self._machine.tell(*place, message)
