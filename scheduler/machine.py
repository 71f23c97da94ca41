"""How the machine is doing at one moment: what the database counts, and what only the edge knows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from handlers.messages import Outgoing
from handlers.operator.health import Backup, ChannelState, Figures, ZaloUse
from storage.backup_notes import last_backup
from storage.database import Database
from storage.files_meant import Meant
from storage.health import Operator, load_addresses_on, load_counts, load_operators, load_sent

METERED = "zalo_bot"
COUNTED_FROM = time(7)  # failures of a day are those since yesterday's morning message


class Machine(Protocol):
    """What only the edge knows and does."""

    running_since: datetime
    backups_wanted: bool
    worker: str  # the same after a restart, another for every worker

    @property
    def clock_disagrees(self) -> bool:
        """Whether the platforms' servers say that our clock is wrong by a day or more."""
        ...

    def disk_free(self) -> int:
        """Bytes left where the data are."""
        ...

    def channels(self) -> Sequence[ChannelState]:
        """How each channel fares, without counts of letters."""
        ...

    def zalo_use(
        self, people: Sequence[str], sent: Sequence[tuple[datetime, Outgoing]], today: date
    ) -> ZaloUse:
        """The meter of the free plan."""
        ...

    async def back_up(self, now: datetime) -> bool:
        """Write, open and copy one backup; whether all went well. Never raises for disk or network."""
        ...

    async def drop_files(self, meant: Meant, now: datetime) -> int:
        """Delete what no row speaks of any more; how many files. Never raises for the disk."""
        ...

    async def tell(self, channel: str, address: str, message: Outgoing) -> None:
        """Send past the outbox; never raises for the network."""
        ...

    async def ping(self) -> None:
        """Let somebody outside know that we live. Never raises for the network."""
        ...

    def count(self, figures: Figures) -> None:
        """Show the figures on /metrics."""
        ...


async def look(database: Database, machine: Machine, now: datetime) -> tuple[Figures, Sequence[Operator]]:
    """The figures at `now` (local, aware), and who is to hear of them."""
    yesterday = datetime.combine(now.date() - timedelta(days=1), COUNTED_FROM, now.tzinfo)
    async with database.read() as connection:
        counts = await load_counts(connection, now, yesterday)
        operators = _reachable(await load_operators(connection, now.date()), machine)
        backup = await last_backup(connection)
    channels = [replace(one, waiting=counts.late.get(one.name, 0)) for one in machine.channels()]
    figures = Figures(
        now,
        machine.disk_free(),
        backup=Backup(backup.at, backup.tested, backup.copied) if backup is not None else None,
        backups_wanted=machine.backups_wanted,
        running_since=machine.running_since,
        waiting=counts.waiting,
        failed=counts.failed,
        set_aside=counts.set_aside,
        oldest_unanswered=counts.oldest_unanswered,
        newest_row=counts.newest_row,
        clock_disagrees=machine.clock_disagrees,
        channels=tuple(channels),
        worker=machine.worker,
    )
    return figures, operators


def _reachable(operators: Sequence[Operator], machine: Machine) -> list[Operator]:
    """Those with an address on a channel that runs here; a letter for another would wait for ever."""
    running = {channel.name for channel in machine.channels()}
    places = [
        replace(who, addresses=tuple(place for place in who.addresses if place[0] in running))
        for who in operators
    ]
    return [who for who in places if who.addresses]


async def metered(connection: Any, machine: Machine, figures: Figures) -> Figures:
    """The same with Zalo's meter, where there is a Zalo bot: it reads the whole month, so once a day."""
    if all(channel.name != METERED for channel in figures.channels):
        return figures
    first = figures.now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    sent = await load_sent(connection, METERED, first)
    people = await load_addresses_on(connection, METERED)
    return replace(figures, zalo=machine.zalo_use(people, sent, figures.now.date()))
