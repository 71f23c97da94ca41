"""How long one "/quy" takes, from the message stored to the reply committed, with a whole country
in the database.

    python -m benchmarks.quy [--clubs 1000] [--months 36] [--db URL] [--turns 300]

The database is seeded once (`clb seed scale`) and kept when --db names a file; 10,000 clubs and 36 months are
about three million entries. The peer is the same question without maintained months: every line summed.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from bot.assembly import assemble
from bot.clock import DEFAULT_ZONE, FrozenClock, read_moment
from bot.runtime import Runtime
from bot.terminal import Terminal
from bot.turn import take_turns
from handlers.messages import Incoming
from storage.database import Database, open_database
from storage.migrate import upgrade
from storage.people import add_identity, any_people
from storage.scale import seed_scale
from storage.tables.clubs import clubs
from storage.tables.fund import entries, lines
from storage.tables.people import people, roles

NOW = read_moment("2026-11-21T09:00")


async def main(arguments: argparse.Namespace) -> None:
    """Seed where needed, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        address = arguments.db or f"sqlite:///{Path(folder) / 'scale.sqlite3'}"
        await upgrade(address)
        database = open_database(address)
        await _seeded(database, arguments)
        counted = await _count(database)
        committed, sent = await _turns(database, arguments.turns)
        peer = await _summed(database, max(arguments.turns // 10, 10))
        await database.dispose()
    print(f"{counted:,} entries, {database.dialect}, {arguments.turns} turns")
    _row("/quy, until its reply is committed", committed)
    _row("/quy, until it is sent and noted", sent)
    _row("summing every line (reading alone)", peer)


async def _seeded(database: Database, arguments: argparse.Namespace) -> None:
    async with database.read() as connection:
        known = await any_people(connection)
    if not known:
        print(f"seeding {arguments.clubs} clubs …", file=sys.stderr)
        await seed_scale(database, arguments.clubs, arguments.months, 1, date(2026, 11, 20))


async def _count(database: Database) -> int:
    async with database.read() as connection:
        return int((await connection.execute(sa.select(sa.func.count()).select_from(entries))).scalar_one())


async def _treasurers(database: Database) -> list[str]:
    """An address for one committee member of each of a hundred clubs."""
    async with database.write() as connection:
        query = sa.select(roles.c.person_id).where(roles.c.club_id.is_not(None)).limit(20_000)
        everybody = list((await connection.execute(query)).scalars())
        if not everybody:
            everybody = await _appointed(connection)
        chosen = random.Random(1).sample(everybody, min(100, len(everybody)))
        for person_id in chosen:
            await add_identity(connection, "terminal", f"bench-{person_id}", person_id)
    return [f"bench-{person_id}" for person_id in chosen]


async def _appointed(connection: sa.ext.asyncio.AsyncConnection) -> list[int]:
    made = []
    for club_id in (await connection.execute(sa.select(clubs.c.id).limit(200))).scalars():
        new = sa.insert(people).values(name="Người thử").returning(people.c.id)
        person_id = int((await connection.execute(new)).scalar_one())
        held = {"person_id": person_id, "role": "treasurer", "club_id": club_id, "since": date(2020, 1, 1)}
        await connection.execute(sa.insert(roles).values(**held))
        made.append(person_id)
    return made


async def _turns(database: Database, turns: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the message received to its reply committed, and to the same reply sent and noted."""
    terminal = Terminal()
    runtime = Runtime(assemble(database, DEFAULT_ZONE), [terminal], FrozenClock(NOW))
    addresses = await _treasurers(database)
    committed, sent = [], []
    for turn in range(turns + 10):
        asked = Incoming("terminal", addresses[turn % len(addresses)], uuid4().hex, NOW, text="/quy")
        began = time.perf_counter()
        await runtime.receive([asked])
        assert await take_turns(runtime.assistant, NOW) == 1
        committed.append((time.perf_counter() - began) * 1000)
        await runtime.settle()
        sent.append((time.perf_counter() - began) * 1000)
        assert "sổ đến hôm nay" in terminal.take()[0].text
    return committed[10:], sent[10:]


async def _summed(database: Database, times: int) -> list[float]:
    took = []
    async with database.read() as connection:
        ids = list((await connection.execute(sa.select(clubs.c.id).limit(times))).scalars())
        for club_id in ids:
            query = (
                sa.select(entries.c.fund, lines.c.place, sa.func.sum(lines.c.amount))
                .join(lines, lines.c.entry_id == entries.c.id)
                .where(entries.c.club_id == club_id)
                .group_by(entries.c.fund, lines.c.place)
            )
            began = time.perf_counter()
            (await connection.execute(query)).all()
            took.append((time.perf_counter() - began) * 1000)
    return took


def _row(name: str, took: list[float]) -> None:
    ordered = sorted(took)
    p95 = ordered[int(len(ordered) * 0.95)]
    median, longest = statistics.median(ordered), ordered[-1]
    print(f"{name:38}  p50 {median:7.2f} ms   p95 {p95:7.2f} ms   max {longest:7.2f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clubs", type=int, default=300)
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--turns", type=int, default=300)
    parser.add_argument("--db", default="")
    asyncio.run(main(parser.parse_args()))
