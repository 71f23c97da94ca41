"""The machine as the upkeep sees it: its disk, its channels, its backups, and who listens outside."""

import asyncio
import json
import logging
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from socket import gethostname
from zoneinfo import ZoneInfo

from bot.channel import Channel
from bot.clock import Clock
from bot.forgotten_files import drop_unmeant
from bot.metrics import show_health
from bot.outside_clock import OutsideClock
from bot.settings import Settings
from bot.watching import Watched
from bot.wording import Wording
from bot.zalo_bot.meter import Plan, messages_needed, read_meter, usage_of
from handlers.messages import Outgoing
from handlers.operator.health import ChannelState, Figures, ZaloUse
from scheduler.clockwork import Clockwork
from scheduler.upkeep import Upkeep
from storage.database import Database
from storage.files_meant import Meant

log = logging.getLogger(__name__)
FOLDER, ENDING = "backups", ".clb"
KEPT = 14  # nightly backups on this disk; those elsewhere are the operator's
PING_SECONDS = 20.0


def upkeep_of(
    settings: Settings,
    database: Database,
    address: str,
    channels: Sequence[Watched],
    started: datetime,
    outside: OutsideClock,
) -> Upkeep:
    """The upkeep of a running assistant; hook it to the clockwork and call `begin` once."""
    return Upkeep(database, Wording(), OwnMachine(settings, address, channels, started, outside))


async def look_after(upkeep: Upkeep, clock: Clock, zone: ZoneInfo) -> None:
    """Wake the upkeep until cancelled; runs beside the assistant and never ends it."""

    def now() -> datetime:
        return clock.now().astimezone(zone)

    clockwork = Clockwork(zone)
    upkeep.hook(clockwork, now)
    clockwork.start()
    try:
        await upkeep.begin(now())
        await asyncio.Event().wait()
    finally:
        clockwork.stop()


class OwnMachine:
    """This process and the machine it runs on."""

    def __init__(
        self,
        settings: Settings,
        address: str,
        channels: Sequence[Watched],
        started: datetime,
        outside: OutsideClock | None = None,
    ) -> None:
        self._settings, self._address, self._outside = settings, address, outside
        self._channels: Mapping[str, Watched] = {channel.name: channel for channel in channels}
        self.running_since = started
        self.worker = f"{gethostname()}:{settings.port}"
        self.backups_wanted = bool(settings.backup_passphrase.get_secret_value())

    @property
    def clock_disagrees(self) -> bool:
        """As it was at the last round."""
        return self._outside is not None and self._outside.disagrees

    def disk_free(self) -> int:
        """Bytes left in the data folder."""
        self._settings.data_dir.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self._settings.data_dir).free

    def channels(self) -> Sequence[ChannelState]:
        return [channel.state() for channel in self._channels.values()]

    def zalo_use(
        self, people: Sequence[str], sent: Sequence[tuple[datetime, Outgoing]], today: date
    ) -> ZaloUse:
        zone = self._settings.zone
        costs = [(at.astimezone(zone).date(), messages_needed(message)) for at, message in sent]
        plan = Plan(self._settings.zalo_bot_people, self._settings.zalo_bot_messages)
        reading = read_meter(usage_of(today, people, costs), today, plan)
        return ZaloUse(
            reading.usage.people,
            reading.usage.messages,
            reading.expected_messages,
            reading.plan.people,
            reading.plan.messages,
            reading.people_running_out or reading.messages_running_out,
        )

    async def back_up(self, now: datetime) -> bool:
        """`clb backup` as a process of its own: no chat waits for it, and its memory goes with it."""
        folder = self._settings.data_dir / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"clb-{now:%Y%m%d-%H%M}{ENDING}"
        running = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "backup", str(path), "--json"),
            env={**os.environ, "CLB_DATABASE_URL": self._address},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        said, _ = await running.communicate()
        log.info("backed_up", extra={"status": running.returncode, "bytes": _size(said)})
        await asyncio.to_thread(_drop_old, folder)
        return running.returncode == 0

    async def drop_files(self, meant: Meant, now: datetime) -> int:
        try:
            return await asyncio.to_thread(drop_unmeant, self._settings.data_dir, meant, now)
        except OSError as error:
            log.warning("files_not_dropped", extra={"why": error.strerror})
            return 0

    async def tell(self, channel: str, address: str, message: Outgoing) -> None:
        way: Channel | None = self._channels.get(channel)
        if way is not None:
            await way.send(address, message)

    async def ping(self) -> None:
        """GET the operator's address; what is there and whether it answers is its own affair."""
        url = self._settings.ping_url.get_secret_value()
        if not url:
            return
        from aiohttp import ClientError, ClientSession, ClientTimeout

        try:
            limit = ClientTimeout(total=PING_SECONDS)
            async with ClientSession(timeout=limit) as session, session.get(url) as answer:
                await answer.read()
        except (ClientError, TimeoutError, OSError, ValueError) as error:
            log.warning("ping_failed", extra={"why": type(error).__name__})

    def count(self, figures: Figures) -> None:
        show_health(figures)


def _size(said: bytes) -> int:
    try:
        return int(json.loads(said)["bytes"])
    except (ValueError, KeyError):
        return 0


def _drop_old(folder: Path) -> None:
    """The newest stay; their names sort by time."""
    for path in sorted(folder.glob(f"clb-*{ENDING}"))[:-KEPT]:
        path.unlink(missing_ok=True)
