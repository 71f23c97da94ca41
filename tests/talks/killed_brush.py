"""A process that a test kills between a promised file and its letter.

Arguments: the database's address, a folder for what it sent, and where it stands still for the kill:
"promised", "drawing", "drawn", or "nowhere".
"""

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bot.assembly import assemble
from bot.channel import Outcome, Sent
from bot.clock import DEFAULT_ZONE, DemoClock
from bot.outbox import recover
from bot.runtime import Runtime
from bot.terminal import Terminal
from bot.turn import take_turns
from handlers.messages import Outgoing
from storage.database import open_database
from tests.talks.conversation import moment
from tests.talks.crowd import message
from tests.talks.killed_worker import append

AT = "2026-12-02 09:00"
ASKED = message("province", "xem biểu đồ", "m1", at=AT)
STEPS = {"drawing": "scheduler.digest.render_files", "drawn": "bot.promised_files.may_leave"}


class Logged(Terminal):
    """Every letter that left, one line each: its text, then its files."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    async def send(self, address: str, message: Outgoing) -> Sent:
        append(self.path, " | ".join((message.text, *message.files)))
        return Sent(Outcome.SENT)


def stand_still(*_: Any) -> Any:
    sys.stdout.write("here\n")
    sys.stdout.flush()
    time.sleep(60)


async def work(url: str, folder: Path, where: str) -> None:
    if where in STEPS:
        pytest.MonkeyPatch().setattr(STEPS[where], stand_still)
    database = open_database(url)
    runtime = Runtime(assemble(database, DEFAULT_ZONE), [Logged(folder / "sent")], DemoClock(moment(AT)))
    await recover(database, runtime.clock.now(), alone=True)
    await runtime.receive([ASKED])
    await take_turns(runtime.assistant, runtime.clock.now())
    if where == "promised":
        stand_still()
    await runtime.settle()
    await database.dispose()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
