"""kill -9 at any point: no effect is lost, none is doubled, and nothing is sent twice without saying so."""

import asyncio
import random
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from pathlib import Path

from storage.database import open_database
from tests.talks.crowd import demo_data, letters, sound, written
from tests.talks.killed_worker import ENTRIES, lines_of

KILLS = 3
MODULE = "tests.talks.killed_worker"


async def start(url: str, folder: Path, began: float) -> Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", MODULE, url, str(folder), str(began), stdout=PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    return process


async def test_killed_at_random_points_loses_and_doubles_nothing(sqlite_url: str, tmp_path: Path) -> None:
    await demo_data(sqlite_url)
    began, chance = time.time(), random.Random()
    for _ in range(KILLS):
        process = await start(sqlite_url, tmp_path, began)
        await asyncio.sleep(chance.uniform(0.0, 0.5))
        if process.returncode is None:
            process.kill()
        await process.communicate()
    process = await start(sqlite_url, tmp_path, began)
    await process.communicate()
    assert process.returncode == 0
    await nothing_lost_or_doubled(sqlite_url, lines_of(tmp_path / "sent"))


async def nothing_lost_or_doubled(url: str, sent: list[str]) -> None:
    database = open_database(url)
    assert (await written(database))[0] == ENTRIES
    await sound(database)
    left = await letters(database)
    await database.dispose()
    assert {letter.status for letter in left} <= {"sent", "unknown"}
    assert len(left) == 2 * ENTRIES
    receipts = [text for text in sent if "đã ghi, phiếu" in text.splitlines()[0] and "tin trước" not in text]
    assert len(receipts) == len(set(receipts))
    unmarked = Counter(text for text in sent if not text.startswith("(gửi lại)"))
    assert max(unmarked.values()) == 1
