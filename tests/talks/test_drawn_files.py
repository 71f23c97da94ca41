"""Files an officer asks for are drawn after the commit: nobody else waits for the brush, nothing is lost
or doubled between promise and letter.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.promised_files import draw_next
from bot.runtime import Runtime
from storage.drawing import LEASE
from tests.talks.crowd import TickingClock, demo_data, demo_worker, letters, message, worker
from tests.talks.killed_brush import AT
from tests.talks.killed_worker import lines_of
from tests.talks.slow_brush import CHART, FUND, PATIENCE, PROMISE, Bag, SlowBrush, ask, running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLB_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def brush(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowBrush]:
    slow = SlowBrush()
    monkeypatch.setattr("scheduler.digest.render_files", slow.draw)
    yield slow
    slow.may_end.set()


async def statuses(runtime: Runtime) -> list[str]:
    return [letter.status for letter in await letters(runtime.assistant.database)]


async def test_a_slow_drawing_holds_up_nobody_else(sqlite_url: str, brush: SlowBrush) -> None:
    bag = Bag()
    async with demo_worker(sqlite_url, bag, AT) as runtime, running(runtime):
        await ask(runtime, CHART)
        assert await asyncio.to_thread(brush.began.wait, PATIENCE)
        async with asyncio.timeout(PATIENCE):
            await runtime.receive([message("leader", "/quy", at=AT)])
        assert "quỹ" in (await bag.first_to("leader")).lower()
        assert not bag.to("province")
        brush.may_end.set()
        assert await bag.first_to("province") == PROMISE
    assert [content[:4] for content in bag.files] == [b"\x89PNG"]


async def test_what_the_officer_asks_meanwhile_is_answered_after_the_file(
    sqlite_url: str, brush: SlowBrush
) -> None:
    bag = Bag()
    async with demo_worker(sqlite_url, bag, AT) as runtime, running(runtime):
        await ask(runtime, CHART)
        assert await asyncio.to_thread(brush.began.wait, PATIENCE)
        await ask(runtime, FUND)
        await runtime.receive([message("leader", "/quy", at=AT)])
        await bag.first_to("leader")
        brush.may_end.set()
        await bag.first_to("province")
        await runtime.settle()
    first, second = bag.to("province")
    assert first == PROMISE
    assert second.startswith("Tỉnh Tuyên Quang")


async def start(url: str, folder: Path, where: str) -> Process:
    command = (sys.executable, "-m", "tests.talks.killed_brush", url, str(folder), where)
    return await asyncio.create_subprocess_exec(*command, stdout=PIPE)


async def test_killed_at_each_step_between_promise_and_letter(sqlite_url: str, folder: Path) -> None:
    await demo_data(sqlite_url, AT)
    for where in ("promised", "drawing", "drawn"):
        killed = await start(sqlite_url, folder, where)
        assert killed.stdout is not None
        assert await killed.stdout.readline() == b"here\n"
        killed.kill()
        await killed.communicate()
    again = await start(sqlite_url, folder, "nowhere")
    await again.communicate()
    assert again.returncode == 0
    [sent] = lines_of(folder / "sent")
    words, file = sent.split(" | ")
    assert words == PROMISE
    assert (await asyncio.to_thread(Path(file).read_bytes)).startswith(b"\x89PNG")


async def test_two_workers_draw_a_file_once(postgresql_url: str, brush: SlowBrush) -> None:
    await demo_data(postgresql_url, AT)
    bag, other = Bag(), Bag()
    async with worker(postgresql_url, bag, AT) as first, worker(postgresql_url, other, AT) as second:
        await ask(first, CHART)
        async with asyncio.TaskGroup() as group:
            group.create_task(first.settle())
            assert await asyncio.to_thread(brush.began.wait, PATIENCE)
            await second.settle()
            brush.may_end.set()
        assert await statuses(second) == ["sent"]
    assert brush.drawn == 1
    assert [*bag.to("province"), *other.to("province")] == [PROMISE]


async def test_a_worker_that_draws_past_its_lease_sends_nothing_twice(
    postgresql_url: str, brush: SlowBrush
) -> None:
    await demo_data(postgresql_url, AT)
    bag = Bag()
    async with worker(postgresql_url, bag, AT) as first, worker(postgresql_url, bag, AT) as second:
        assert isinstance(second.clock, TickingClock)
        await ask(first, CHART)
        async with asyncio.TaskGroup() as group:
            group.create_task(first.settle())
            assert await asyncio.to_thread(brush.began.wait, PATIENCE)
            second.clock.moment += LEASE + timedelta(seconds=1)
            brush.may_end.set()
            await draw_next(second.assistant, second.clock.now())
        await second.settle()
        assert await statuses(second) == ["sent"]
    assert bag.to("province") == [PROMISE]
