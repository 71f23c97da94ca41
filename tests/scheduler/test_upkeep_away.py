"""The books are away, or can only be read: told past the outbox, and silence towards who listens outside."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from handlers.operator.health import GIGABYTE
from storage.database import open_database
from storage.people import add_identity
from storage.tables.people import people, roles
from tests.scheduler.fake_machine import FakeMachine, machine_over, upkeep
from tests.storage.club_of_khong import november


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


@contextmanager
def no_room(database_file: Path) -> Iterator[None]:
    """No file of this process may grow beyond what the write-ahead log has now."""
    log = database_file.with_name(f"{database_file.name}-wal").stat().st_size
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


async def test_a_full_disk_is_told_and_nobody_outside_is_told_that_we_live(sqlite_url: str) -> None:
    """What is full may still be read: each look writes, so that it is noticed."""
    machine = await machine_over(open_database(sqlite_url))
    machine.free = 0  # that room gets scarce has been told already
    keeper = upkeep(machine)
    await keeper.watch(november(30, 14))
    with no_room(Path(sqlite_url.removeprefix("sqlite:///"))):
        for minute in (1, 4, 5):
            await keeper.watch(november(30, 14, minute))
        await keeper.ping()
    assert machine.pings == 0
    [(_, _, said)] = machine.told
    assert said.startswith("Đĩa đầy từ 14:01, cháu không ghi được gì nữa. Tin đã nhận không mất")
    machine.free = 14 * GIGABYTE
    await keeper.watch(november(30, 14, 9))
    await keeper.ping()
    assert machine.told[1][2] == "Sổ đã mở lại được lúc 14:09, cháu làm tiếp các tin chờ ạ."
    assert machine.pings == 1
    await machine.database.dispose()
