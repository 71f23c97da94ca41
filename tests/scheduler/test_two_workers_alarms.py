"""Two workers over one database: an alarm is told once, and none says that the other's trouble is over."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from handlers.operator.health import GIGABYTE, ChannelState
from storage.database import Database
from storage.tables.messages import outbox
from tests.scheduler.fake_machine import FakeMachine, machine_over, upkeep
from tests.storage.club_of_khong import november

NOON = november(30, 14)


@pytest.fixture
async def machine(database: Database) -> FakeMachine:
    """One worker, over both databases."""
    return await machine_over(database)


def beside(one: FakeMachine) -> FakeMachine:
    """Another worker with a good disk, which runs Telegram alone."""
    return replace(one, worker="second:8080", free=14 * GIGABYTE, states=[ChannelState("telegram")])


async def firsts(database: Database) -> list[str]:
    """The first two words of every alarm."""
    ours = sa.select(outbox.c.body).where(outbox.c.key.like("health/%")).order_by(outbox.c.id)
    async with database.read() as connection:
        return [" ".join(body["text"].split()[:2]) for body in await connection.scalars(ours)]


async def test_a_full_disk_of_one_is_told_once_and_ended_by_that_one(machine: FakeMachine) -> None:
    other, machine.free = beside(machine), GIGABYTE
    for minute in range(4):
        await upkeep(machine).watch(NOON + timedelta(minutes=minute))
        await upkeep(other).watch(NOON + timedelta(minutes=minute, seconds=20))
    assert await firsts(machine.database) == ["Đĩa chỉ"]
    machine.free = 14 * GIGABYTE
    for minute in range(4, 8):
        await upkeep(other).watch(NOON + timedelta(minutes=minute))
        await upkeep(machine).watch(NOON + timedelta(minutes=minute, seconds=20))
    assert await firsts(machine.database) == ["Đĩa chỉ", "Đĩa đã"]


async def test_both_see_it_at_once_and_it_ends_with_the_last(machine: FakeMachine) -> None:
    other = replace(beside(machine), free=GIGABYTE)
    machine.free = GIGABYTE
    await asyncio.gather(*(upkeep(each).watch(NOON) for each in (machine, other)))
    assert await firsts(machine.database) == ["Đĩa chỉ"]
    machine.free = 14 * GIGABYTE
    for minute in range(1, 5):
        for each in (machine, other):
            await upkeep(each).watch(NOON + timedelta(minutes=minute))
    assert await firsts(machine.database) == ["Đĩa chỉ"]
    other.free = 14 * GIGABYTE
    await upkeep(other).watch(NOON + timedelta(minutes=5))
    assert await firsts(machine.database) == ["Đĩa chỉ", "Đĩa đã"]


async def test_a_channel_the_other_does_not_run_is_not_called_well(machine: FakeMachine) -> None:
    other = beside(machine)
    machine.states[0] = ChannelState("zalo_bot", 0, "unauthorized", "401", NOON)
    await upkeep(machine).watch(NOON)
    for minute in range(1, 30):  # the first has died
        await upkeep(other).watch(NOON + timedelta(minutes=minute))
    assert await firsts(machine.database) == ["Zalo không"]
    machine.states[0] = ChannelState("zalo_bot")
    await upkeep(machine).watch(NOON + timedelta(minutes=31))
    assert await firsts(machine.database) == ["Zalo không", "Zalo đã"]


async def test_what_nobody_can_see_any_more_is_forgotten_without_a_word(machine: FakeMachine) -> None:
    other, machine.free = beside(machine), GIGABYTE
    await upkeep(machine).watch(NOON)
    await upkeep(other).watch(NOON + timedelta(hours=25))
    machine.free = GIGABYTE // 2
    await upkeep(machine).watch(NOON + timedelta(hours=25, minutes=1))
    told = [line for line in await firsts(machine.database) if line.startswith("Đĩa")]
    assert told == ["Đĩa chỉ", "Đĩa chỉ"]


@pytest.mark.parametrize("wanted", [True, False])
async def test_two_opinions_about_the_backup_do_not_take_turns(machine: FakeMachine, wanted: bool) -> None:
    other = replace(beside(machine), backups_wanted=wanted)
    machine.backups_wanted = not wanted
    for minute in range(5):
        for each in (machine, other):
            await upkeep(each).watch(NOON + timedelta(minutes=minute))
    assert len(await firsts(machine.database)) == 1
