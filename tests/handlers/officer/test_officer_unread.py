"""Whose messages Zalo keeps from us: counted for each person, and their club stands among those to ring."""

from datetime import timedelta

import sqlalchemy as sa

from handlers.messages import Incoming, Kind
from storage.messages import add_incoming, mark_handled
from storage.people import add_identity
from storage.tables.people import people
from tests.handlers.officer.officer_desk import OfficerDesk

ASKED = "hôm nay gọi ai"
HIDDEN = "Zalo giấu tin, nhờ bác ghi giúp"


async def sends(desk: OfficerDesk, many: int, days_ago: int = 0, *, private: bool = True) -> None:
    """The leader of CLB thôn Khổng sends what Zalo does not pass on."""
    at = desk.clock.now() - timedelta(days=days_ago)
    heard = [
        Incoming("zalo_bot", "binh", f"{days_ago}-{private}-{n}", at, Kind.UNSUPPORTED, private=private)
        for n in range(many)
    ]
    async with desk.database.write() as connection:
        leader = await connection.scalar(sa.select(people.c.id).where(people.c.demo_handle == "leader"))
        assert leader is not None
        await add_identity(connection, "zalo_bot", "binh", leader)
        await add_incoming(connection, heard, at)
        await mark_handled(connection, range(1, 100), at)


async def test_three_lately_are_a_reason_to_ring(desk: OfficerDesk) -> None:
    await sends(desk, 2)
    assert HIDDEN not in await desk.say("commune", ASKED)
    await sends(desk, 1, 2)
    [line] = [line for line in (await desk.say("commune", ASKED)).splitlines() if HIDDEN in line]
    assert line.startswith("- Khổng, bác Nguyễn Văn Bình, 0123 456 ")


async def test_old_ones_and_those_in_groups_are_none(desk: OfficerDesk) -> None:
    await sends(desk, 9, 40)
    await sends(desk, 9, private=False)
    assert HIDDEN not in await desk.say("commune", ASKED)
