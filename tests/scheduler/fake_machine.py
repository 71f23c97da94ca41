"""A machine of the tests' own: what the upkeep asked of it, and an operator to tell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa

from bot.wording import Wording
from handlers.messages import Incoming, Outgoing
from handlers.operator.health import GIGABYTE, ChannelState, Figures, ZaloUse
from scheduler.upkeep import Upkeep
from storage.backup_notes import BackupNote, note_backup
from storage.database import Database
from storage.files_meant import Meant
from storage.messages import add_incoming
from storage.people import add_identity
from storage.tables.messages import inbox
from storage.tables.people import people, roles
from tests.storage.club_of_khong import november

STARTED = november(1)


@dataclass
class FakeMachine:
    """The edge, with everything it was asked to do."""

    database: Database
    states: list[ChannelState] = field(
        default_factory=lambda: [ChannelState("zalo_bot"), ChannelState("telegram")]
    )
    running_since: datetime = STARTED
    backups_wanted: bool = True
    backups: list[datetime] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)
    pings: int = 0
    meant: list[Meant] = field(default_factory=list)
    free: int = 14 * GIGABYTE
    worker: str = "first:8080"
    clock_disagrees: bool = False

    def disk_free(self) -> int:
        return self.free

    def channels(self) -> Sequence[ChannelState]:
        return self.states

    def zalo_use(
        self, people: Sequence[str], sent: Sequence[tuple[datetime, Outgoing]], today: date
    ) -> ZaloUse:
        return ZaloUse(len(people), len(sent), len(sent))

    async def back_up(self, now: datetime) -> bool:
        self.backups.append(now)
        async with self.database.write() as connection:
            await note_backup(connection, BackupNote(now, tested=True, copied=None, size=1))
        return True

    async def drop_files(self, meant: Meant, now: datetime) -> int:
        self.meant.append(meant)
        return 0

    async def tell(self, channel: str, address: str, message: Outgoing) -> None:
        self.told.append((channel, address, message.text))

    async def ping(self) -> None:
        self.pings += 1

    def count(self, figures: Figures) -> None:
        self.figures = figures


async def machine_over(database: Database) -> FakeMachine:
    """An operator on two channels, heard last on Zalo, and last night's backup."""
    async with database.write() as connection:
        adding = sa.insert(people).values(name="Anh Sơn").returning(people.c.id)
        person = (await connection.execute(adding)).scalar_one()
        row = {"person_id": person, "role": "operator", "since": date(2026, 1, 1)}
        await connection.execute(sa.insert(roles), [row])
        for channel in ("telegram", "zalo_bot"):
            await add_identity(connection, channel, "son", person)
        heard = [Incoming(channel, "son", "1", november(29)) for channel in ("telegram", "zalo_bot")]
        await add_incoming(connection, heard[:1], november(28))
        await add_incoming(connection, heard[1:], november(29))
        await connection.execute(sa.update(inbox).values(status="done", handled_at=november(29)))
        await note_backup(connection, BackupNote(november(30, 2), tested=True, copied=None, size=1))
    return FakeMachine(database)


def upkeep(machine: FakeMachine) -> Upkeep:
    return Upkeep(machine.database, Wording(), machine)
