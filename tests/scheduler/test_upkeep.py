"""The upkeep over real databases: told once, on the channel that works, backed up, forgotten in time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.wording import Wording
from handlers.messages import Incoming, Outgoing
from handlers.operator.health import GIGABYTE, ChannelState, Figures, ZaloUse
from scheduler.upkeep import Upkeep
from storage.backup_notes import BackupNote, note_backup
from storage.database import Database, open_database
from storage.files_meant import Meant
from storage.messages import Letter, add_incoming, add_letters
from storage.people import add_identity
from storage.retention import NO_INCOMING
from storage.tables.messages import inbox, outbox
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

    def disk_free(self) -> int:
        return 14 * GIGABYTE

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


@pytest.fixture
async def machine(database: Database) -> FakeMachine:
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


async def letters(database: Database) -> list[tuple[str, str]]:
    ours = sa.select(outbox).where(outbox.c.key.like("health/%")).order_by(outbox.c.id)
    async with database.read() as connection:
        return [(row.channel, row.body["text"].splitlines()[0]) for row in await connection.execute(ours)]


def upkeep(machine: FakeMachine) -> Upkeep:
    return Upkeep(machine.database, Wording(), machine)


async def test_one_morning_message_also_after_a_restart(machine: FakeMachine) -> None:
    await upkeep(machine).watch(november(30, 6, 59))
    assert await letters(machine.database) == []
    keeper = upkeep(machine)
    for minute in range(3):
        await keeper.watch(november(30, 7, minute))
    await upkeep(machine).watch(november(30, 8))
    assert await letters(machine.database) == [("zalo_bot", "Máy chạy tốt, 07:00 ngày 30/11:")]


async def test_an_alarm_takes_the_other_channel_and_ends_when_the_letters_left(machine: FakeMachine) -> None:
    now = november(30, 13, 5)
    machine.states[0] = ChannelState("zalo_bot", 0, "unauthorized", "401", now)
    async with machine.database.write() as connection:
        await add_letters(connection, [Letter("q", 1, "zalo_bot", "x", "question", Outgoing("…"), now)], now)
        await connection.execute(sa.update(outbox).values(tries=3, not_before=now + timedelta(hours=1)))
    for minute in (5, 6):
        await upkeep(machine).watch(november(30, 13, minute))
    first = (
        "telegram",
        "Zalo không nhận tin từ 13:05, mã 401: khóa đã đổi. 1 tin đang chờ, không mất tin nào.",
    )
    assert await letters(machine.database) == [first]
    machine.states[0] = ChannelState("zalo_bot")
    keeper = upkeep(machine)
    await keeper.begin(november(30, 13, 20))
    async with machine.database.read() as connection:
        due = await connection.scalar(sa.select(outbox.c.not_before).where(outbox.c.key == "q"))
    assert due == november(30, 13, 20)
    await keeper.watch(november(30, 13, 21))
    assert len(await letters(machine.database)) == 1
    async with machine.database.write() as connection:
        await connection.execute(sa.update(outbox).where(outbox.c.key == "q").values(status="sent"))
    for minute in (31, 32):
        await keeper.watch(november(30, 13, minute))
    over = "Zalo đã thông lúc 13:31, cháu gửi hết 1 tin chờ, không tin nào gửi hai lần ạ."
    assert await letters(machine.database) == [first, ("telegram", over)]


async def test_a_night_slept_through_is_made_up_for_once(machine: FakeMachine) -> None:
    keeper = upkeep(machine)
    await keeper.watch(november(30, 23))
    assert machine.backups == []
    later = datetime(2026, 12, 1, 14, tzinfo=november(1).tzinfo)
    await keeper.watch(later)
    await keeper.watch(later + timedelta(minutes=1))
    assert machine.backups == [later]
    assert len(machine.meant) == 1


def take_away(path: Path) -> None:
    path.rename(path.with_suffix(".away"))
    path.mkdir()


def bring_back(path: Path) -> None:
    path.rmdir()
    path.with_suffix(".away").rename(path)


async def test_a_database_that_is_away_is_told_past_the_outbox(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    machine = FakeMachine(open_database(sqlite_url))
    async with machine.database.write() as connection:
        adding = sa.insert(people).values(name="Sơn").returning(people.c.id)
        person = (await connection.execute(adding)).scalar_one()
        row = {"person_id": person, "role": "operator", "since": date(2026, 1, 1)}
        await connection.execute(sa.insert(roles), [row])
        await add_identity(connection, "telegram", "son", person)
    keeper = upkeep(machine)
    await keeper.watch(november(30, 14))
    await machine.database.dispose()
    take_away(path)
    for minute in (1, 4, 5):
        await keeper.watch(november(30, 14, minute))
    await keeper.ping()
    [(channel, _, said)] = machine.told
    assert channel == "telegram"
    assert said.startswith(
        "Cháu không mở được sổ từ 14:01. Tin đã nhận không mất, tin mới Zalo và Telegram giữ"
    )
    assert machine.pings == 0
    bring_back(path)
    await keeper.watch(november(30, 14, 9))
    await keeper.ping()
    assert machine.told[1][2] == "Sổ đã mở lại được lúc 14:09, cháu làm tiếp các tin chờ ạ."
    assert machine.pings == 1
    await machine.database.dispose()


async def test_a_clock_that_jumped_forgets_nothing(machine: FakeMachine) -> None:
    far = november(30).replace(year=2031)
    await upkeep(machine).night(far)
    async with machine.database.read() as connection:
        bodies = (await connection.execute(sa.select(inbox.c.body))).scalars().all()
    assert NO_INCOMING not in bodies
    assert machine.meant == []  # and no file is deleted
    await upkeep(machine).watch(far)
    assert any("Đồng hồ của máy" in text for _, text in await letters(machine.database))
