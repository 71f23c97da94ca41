"""What tests of promised files share: a brush that draws when it may, a bag that keeps what came."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.channel import Sent
from bot.runtime import Runtime
from handlers.messages import Outgoing
from scheduler.digest import Bulletin, render_files
from tests.talks.crowd import Postbag, message
from tests.talks.killed_brush import AT

PATIENCE = 10.0  # seconds; a turn takes a thousandth of it
CHART, FUND = "xem biểu đồ", "tình hình"
PROMISE = "Tỉnh Tuyên Quang, tuần 23–29/11: cháu gửi bác biểu đồ ạ."


class Bag(Postbag):
    """Keeps the files' contents beside the words, and tells when something came."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[bytes] = []
        self.came = asyncio.Event()

    async def send(self, address: str, message: Outgoing) -> Sent:
        self.files += [await asyncio.to_thread(Path(name).read_bytes) for name in message.files]
        sent = await super().send(address, message)
        self.came.set()
        return sent

    async def first_to(self, handle: str) -> str:
        async with asyncio.timeout(PATIENCE):
            while not self.to(handle):
                self.came.clear()
                await self.came.wait()
        return self.to(handle)[0]


class SlowBrush:
    """Draws only when the test lets it."""

    def __init__(self) -> None:
        self.began, self.may_end = threading.Event(), threading.Event()
        self.drawn = 0

    def draw(self, bulletin: Bulletin, folder: Path) -> tuple[Path, ...]:
        self.drawn += 1
        self.began.set()
        assert self.may_end.wait(4 * PATIENCE)
        return render_files(bulletin, folder)


@asynccontextmanager
async def running(runtime: Runtime) -> AsyncIterator[None]:
    task = asyncio.create_task(runtime.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def ask(runtime: Runtime, *words: str) -> None:
    for each in words:
        await runtime.receive([message("province", each, at=AT)])
