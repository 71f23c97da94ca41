"""A process that a test kills: one treasurer's messages over a real database, each acknowledged when stored.

Arguments: the database's address, a folder for what it acknowledged and sent, the moment it all began.
"""

import asyncio
import json
import sys
import time
from datetime import timedelta
from pathlib import Path

from bot.assembly import assemble
from bot.channel import Outcome, Sent
from bot.clock import DEFAULT_ZONE, DemoClock
from bot.outbox import recover
from bot.runtime import Runtime
from bot.terminal import Terminal
from handlers.messages import Outgoing
from storage.database import open_database
from tests.talks.conversation import moment
from tests.talks.crowd import AT, message

ENTRIES = 10
WORDS = [words for n in range(ENTRIES) for words in (f"thu {11 + n}k hội phí", "1")]


class Logged(Terminal):
    """Every letter that left, one line each; slow enough to be killed in the middle of it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    async def send(self, address: str, message: Outgoing) -> Sent:
        append(self.path, message.text)
        await asyncio.sleep(0.01)
        return Sent(Outcome.SENT)


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(text, ensure_ascii=False) + "\n")


def lines_of(path: Path) -> list[str]:
    """What was appended; a line the kill cut short is left out."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [json.loads(line) for line in text.splitlines() if line.endswith('"') and len(line) > 1]


async def work(url: str, folder: Path, began: float) -> None:
    database = open_database(url)
    clock = DemoClock(moment(AT) + timedelta(seconds=time.time() - began))
    runtime = Runtime(assemble(database, DEFAULT_ZONE), [Logged(folder / "sent")], clock)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await recover(database, clock.now(), alone=True)
    await runtime.settle()
    for number, words in list(enumerate(WORDS))[len(lines_of(folder / "acknowledged")) :]:
        await runtime.receive([message("treasurer", words, f"m{number}")])
        append(folder / "acknowledged", f"m{number}")
        await runtime.settle()
    await database.dispose()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])))
