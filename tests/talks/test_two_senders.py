"""Two workers over one outbox: none sends what the other is sending; what a dead one held comes again."""

import asyncio
from datetime import timedelta

from bot.channel import Outcome, Sent
from bot.outbox import recover
from bot.runtime import Runtime
from handlers.messages import Outgoing
from storage.outbox import LEASE
from tests.talks.crowd import Postbag, TickingClock, demo_data, letters, message, worker

OVER = LEASE + timedelta(minutes=1)
DUES = "thu 500k hội phí tháng 11"


class Slow(Postbag):
    """The platform takes its time: the sending ends when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.may_end = asyncio.Event(), asyncio.Event()

    async def send(self, address: str, message: Outgoing) -> Sent:
        self.began.set()
        await self.may_end.wait()
        return await super().send(address, message)


async def starts(second: Runtime, after: timedelta = timedelta(0)) -> None:
    """As `clb run` does at its start and every minute."""
    assert isinstance(second.clock, TickingClock)
    second.clock.moment += after
    await recover(second.assistant.database, second.clock.now())
    await second.settle()


async def statuses(runtime: Runtime) -> list[str]:
    return [letter.status for letter in await letters(runtime.assistant.database)]


async def test_a_worker_that_starts_leaves_letters_on_their_way_alone(postgresql_url: str) -> None:
    await demo_data(postgresql_url)
    slow, bag = Slow(), Postbag()
    async with worker(postgresql_url, slow) as first, worker(postgresql_url, bag) as second:
        await first.receive([message("treasurer", DUES)])
        async with asyncio.TaskGroup() as group:
            group.create_task(first.settle())
            await slow.began.wait()
            await starts(second)
            assert await statuses(second) == ["sending"]
            slow.may_end.set()
        assert await statuses(second) == ["sent"]
    assert bag.letters == []
    assert len(slow.letters) == 1


async def test_what_a_dead_worker_held_is_sent_by_another_once_its_lease_is_over(postgresql_url: str) -> None:
    await demo_data(postgresql_url)
    slow, bag = Slow(), Postbag()
    async with worker(postgresql_url, slow) as first, worker(postgresql_url, bag) as second:
        await first.receive([message("treasurer", DUES)])
        dying = asyncio.create_task(first.settle())
        await slow.began.wait()
        dying.cancel()
        await asyncio.wait({dying})
        await starts(second)
        assert bag.letters == []
        await starts(second, OVER)
        assert await statuses(second) == ["sent"]
    assert [text.startswith("(gửi lại) ") for text in bag.to("treasurer")] == [True]


async def test_a_worker_that_wakes_too_late_puts_nothing_back(postgresql_url: str) -> None:
    """It slept over its lease, the letter went out by another: its own "not delivered" no longer counts."""
    await demo_data(postgresql_url)
    slow, bag = Slow(), Postbag()
    slow.outcomes = [Outcome.LATER]
    async with worker(postgresql_url, slow) as first, worker(postgresql_url, bag) as second:
        await first.receive([message("treasurer", DUES)])
        async with asyncio.TaskGroup() as group:
            group.create_task(first.settle())
            await slow.began.wait()
            await starts(second, OVER)
            slow.may_end.set()
        assert await statuses(second) == ["sent"]
    assert len(bag.letters) == 1


async def test_letters_of_a_refused_token_wait_however_long_it_takes(sqlite_url: str) -> None:
    await demo_data(sqlite_url)
    bag = Postbag(*[Outcome.UNAUTHORIZED] * 100)
    async with worker(sqlite_url, bag) as runtime:
        assert isinstance(runtime.clock, TickingClock)
        await runtime.receive([message("treasurer", DUES)])
        for _ in range(101):
            await runtime.settle()
            runtime.clock.moment += timedelta(hours=1)
        assert await statuses(runtime) == ["sent"]
