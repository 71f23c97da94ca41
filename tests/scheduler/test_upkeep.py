"""The upkeep over real databases: told once, on the channel that works, backed up, forgotten in time."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from handlers.messages import Outgoing
from handlers.operator.health import ChannelState
from storage.database import Database
from storage.messages import Letter, add_letters
from storage.retention import NO_INCOMING
from storage.tables.messages import inbox, outbox
from tests.scheduler.fake_machine import FakeMachine, machine_over, upkeep
from tests.storage.club_of_khong import november


@pytest.fixture
async def machine(database: Database) -> FakeMachine:
    """The same over both databases."""
    return await machine_over(database)


async def letters(database: Database) -> list[tuple[str, str]]:
    ours = sa.select(outbox).where(outbox.c.key.like("health/%")).order_by(outbox.c.id)
    async with database.read() as connection:
        return [(row.channel, row.body["text"].splitlines()[0]) for row in await connection.execute(ours)]


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


async def test_a_clock_the_platforms_deny_is_told_once_and_forgets_nothing(machine: FakeMachine) -> None:
    machine.clock_disagrees = True
    now = november(30, 13)
    await upkeep(machine).night(now)
    assert machine.meant == []
    for minute in (1, 2):
        await upkeep(machine).watch(now + timedelta(minutes=minute))
    machine.clock_disagrees = False
    for minute in (3, 4):
        await upkeep(machine).watch(now + timedelta(minutes=minute))
    broken, well = [text for _, text in await letters(machine.database)]
    assert broken.startswith("Đồng hồ của máy đang chỉ 13:01 ngày 30/11/2026, lệch hơn một ngày so với")
    assert well.startswith("Đồng hồ của máy đã khớp lại với bên ngoài, 13:03 ngày 30/11")
    await upkeep(machine).night(now)
    assert len(machine.meant) == 1


async def test_a_clock_that_jumped_forgets_nothing(machine: FakeMachine) -> None:
    far = november(30).replace(year=2031)
    await upkeep(machine).night(far)
    async with machine.database.read() as connection:
        bodies = (await connection.execute(sa.select(inbox.c.body))).scalars().all()
    assert NO_INCOMING not in bodies
    assert machine.meant == []  # and no file is deleted
    await upkeep(machine).watch(far)
    assert any("Đồng hồ của máy" in text for _, text in await letters(machine.database))
