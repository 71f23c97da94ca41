"""Is everything well that the assistant stands on? Each finding says what is, and what to do where it is not.

The channels are asked in doctor_channels.py; nothing here changes anything.
"""

import errno
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

from bot.clock import DEFAULT_ZONE
from bot.settings import Settings
from handlers.operator.health import LATE_BACKUP, LOW_DISK, clock_moved
from storage.backup_notes import last_backup
from storage.database import Database
from storage.health import database_time, load_counts
from storage.outage import is_outage
from storage.revision import HEAD, revision_of

FULL = (errno.ENOSPC, errno.EDQUOT)
CLOCKS_APART = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `do` is "" where it is well."""

    what: str
    says: str
    do: str = ""

    @property
    def well(self) -> bool:
        return not self.do


def check_settings(settings: Settings) -> list[Finding]:
    """What can be seen without asking anybody."""
    return [_zone(settings), _passphrase(settings), _public(settings), _disk(settings)]


def _zone(settings: Settings) -> Finding:
    try:
        zone = settings.zone
    except (ZoneInfoNotFoundError, ValueError):
        return Finding("time zone", "unknown", "set CLB_TIMEZONE to Asia/Ho_Chi_Minh, or leave it empty")
    if zone.key != DEFAULT_ZONE.key:
        return Finding("time zone", zone.key, "clubs live by Asia/Ho_Chi_Minh: leave CLB_TIMEZONE empty")
    return Finding("time zone", zone.key)


def _passphrase(settings: Settings) -> Finding:
    if settings.backup_passphrase.get_secret_value():
        return Finding("backup passphrase", "set")
    return Finding("backup passphrase", "empty", "set CLB_BACKUP_PASSPHRASE and keep it on paper elsewhere")


def _public(settings: Settings) -> Finding:
    hooks = "webhook" in (settings.telegram_mode, settings.zalo_bot_mode)
    if not hooks:
        return Finding("public address", "not needed: no webhook is used")
    if settings.public_url.startswith("https://"):
        return Finding("public address", "https")
    return Finding("public address", "no https", "webhooks need it: set CLB_PUBLIC_URL to https://…")


def _disk(settings: Settings) -> Finding:
    folder = next(path for path in (settings.data_dir, *settings.data_dir.resolve().parents) if path.exists())
    free = shutil.disk_usage(folder).free
    says = f"{free / 1e9:.1f} GB free"
    return Finding("disk", says, "make room: below 2 GB" if free < LOW_DISK else "")


async def check_database(database: Database, now: datetime) -> list[Finding]:
    """Whether it answers, holds today's tables, agrees about the time, and was backed up."""
    try:
        found = await revision_of(database)
        if found != HEAD:
            await _time_of(database)
            return [_other_tables(found)]
        return [Finding("database", f"answers, {database.dialect}"), *await _inside(database, now)]
    except Exception as error:
        if not is_outage(error):
            raise
        return [Finding("database", "does not answer", "check CLB_DATABASE_URL, the disk and its rights")]


def _other_tables(found: str | None) -> Finding:
    if found is None:
        return Finding("database", "answers, still empty: clb run makes its tables")
    return Finding("database", "answers, other tables than this release's", "run clb upgrade")


async def _time_of(database: Database) -> datetime:
    async with database.read() as connection:
        return await database_time(connection)


async def _inside(database: Database, now: datetime) -> list[Finding]:
    async with database.read() as connection:
        counts = await load_counts(connection, now, now - timedelta(days=1))
        backup = await last_backup(connection)
    clock = _clock(now, await _time_of(database), counts.newest_row)
    stuck = "run clb outbox" if counts.failed or counts.set_aside else ""
    letters = f"{counts.waiting} due, {counts.failed} given up, {counts.set_aside} turns set aside"
    return [clock, Finding("letters", letters, stuck), _backup(backup.at if backup else None, now)]


def _clock(now: datetime, theirs: datetime, newest: datetime | None) -> Finding:
    if abs(now - theirs) > CLOCKS_APART or clock_moved(now, newest):
        return Finding("clock", "not the time of the database or of its last row", "timedatectl set-ntp true")
    return Finding("clock", f"{now.astimezone(DEFAULT_ZONE):%H:%M %d/%m/%Y} in Vietnam")


def _backup(at: datetime | None, now: datetime) -> Finding:
    if at is None:
        return Finding("last backup", "none", "run clb backup FILE")
    says = f"{at.astimezone(DEFAULT_ZONE):%H:%M %d/%m/%Y}"
    return Finding("last backup", says, "run clb backup FILE" if now - at > LATE_BACKUP else "")


def check_folder(folder: Path) -> Finding:
    """Whether photos and documents can be written."""
    probe = folder / ".clb-doctor"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            probe.write_bytes(b"x")
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        do = "make room on its disk" if error.errno in FULL else f"let this user write in {folder}"
        return Finding("data folder", error.strerror or "refused", do)
    return Finding("data folder", "can be written")
