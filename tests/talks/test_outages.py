"""A database that is locked, full, read-only or gone: nothing is acknowledged or set aside, all goes on."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from bot.channel import Sent
from bot.runtime import Runtime
from bot.turn import take_turns
from handlers.messages import Outgoing
from storage.database import Database
from storage.outage import is_outage
from storage.tables.messages import inbox
from tests.talks.crowd import Postbag, count_of, demo_worker, letters, message, written

DUES = "thu 500k hội phí tháng 11"


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


async def impatient(database: Database) -> None:
    """A locked file is reported at once instead of after ten seconds."""
    async with database.write() as connection:
        await connection.execute(sa.text("PRAGMA busy_timeout=50"))


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Another program holds the file for writing."""
    other = sqlite3.connect(path_of(url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


async def pragma(database: Database, text: str) -> int:
    async with database.write() as connection:
        found = await connection.execute(sa.text(f"PRAGMA {text}"))
        return int(found.scalar_one()) if found.returns_rows else 0


async def refused(attempt: Callable[[], Awaitable[object]]) -> None:
    with pytest.raises(DBAPIError) as outage:
        await attempt()
    assert is_outage(outage.value)


async def goes_on(runtime: Runtime, bag: Postbag) -> None:
    """What was refused is sent again by the channel, and is handled as if nothing had been."""
    await runtime.receive([message("treasurer", DUES, "m1")])
    await runtime.settle()
    await runtime.receive([message("treasurer", "1", "m2")])
    await runtime.settle()
    assert (await written(runtime.assistant.database))[0] == 1
    assert [text.split(",")[1][:7] for text in bag.to("treasurer")] == [" cháu g", " đã ghi"]


async def test_locked(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        await impatient(runtime.assistant.database)
        with locked(sqlite_url):
            await refused(lambda: runtime.receive([message("treasurer", DUES, "m1")]))
        await goes_on(runtime, bag)


async def test_locked_between_storing_and_deciding(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        database = runtime.assistant.database
        await impatient(database)
        await runtime.receive([message("treasurer", DUES, "m1")])
        with locked(sqlite_url):
            await refused(lambda: take_turns(runtime.assistant, runtime.clock.now()))
        assert await count_of(database, inbox, inbox.c.tries > 0) == 0
        await goes_on(runtime, bag)


async def test_read_only(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        database = runtime.assistant.database
        await pragma(database, "query_only=ON")
        await refused(lambda: runtime.receive([message("treasurer", DUES, "m1")]))
        assert not await runtime.ready()  # it can be read, and that is not enough
        await database.dispose()  # a new connection may write again
        assert await runtime.ready()
        await goes_on(runtime, bag)


async def test_a_full_disk(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        database = runtime.assistant.database
        await pragma(database, f"max_page_count={await pragma(database, 'page_count')}")
        stored = await fill(runtime)
        await pragma(database, "max_page_count=1000000")
        await runtime.settle()
        assert await count_of(database, inbox, inbox.c.status == "done") == stored
        await goes_on(runtime, bag)


async def fill(runtime: Runtime) -> int:
    """Long messages until one is refused; how many were acknowledged."""
    for number in range(500):
        try:
            await runtime.receive([message("stranger", "ạ" * 5000, f"long-{number}")])
        except OperationalError:
            return number
    raise AssertionError("the disk never got full")


class Locking(Postbag):
    """While the letter is on its way, another program takes the file for half a second."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    async def send(self, address: str, message: Outgoing) -> Sent:
        holder = locked(self.url)
        holder.__enter__()
        asyncio.get_running_loop().call_later(0.5, holder.__exit__, None, None, None)
        return await super().send(address, message)


async def test_sent_and_not_noted_is_noted_when_the_disk_is_back(sqlite_url: str) -> None:
    bag = Locking(sqlite_url)
    async with demo_worker(sqlite_url, bag) as runtime:
        await impatient(runtime.assistant.database)
        await runtime.receive([message("treasurer", DUES)])
        await runtime.settle()
        assert [letter.status for letter in await letters(runtime.assistant.database)] == ["sent"]
    assert len(bag.to("treasurer")) == 1


async def test_the_loops_survive_an_outage(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        await impatient(runtime.assistant.database)
        running = asyncio.ensure_future(runtime.run())
        await asyncio.sleep(0.3)
        await runtime.receive([message("treasurer", DUES)])
        with locked(sqlite_url):
            await asyncio.sleep(0.5)
        for _ in range(60):
            await asyncio.sleep(0 if bag.letters else 0.1)
        assert not running.done()
        running.cancel()
        await asyncio.wait([running])
    assert len(bag.to("treasurer")) == 1


async def test_a_wrecked_file_is_an_outage_and_blames_no_message() -> None:
    wrecked = DatabaseError("SELECT 1", {}, sqlite3.DatabaseError("database disk image is malformed"))
    assert is_outage(wrecked)


@pytest.mark.parametrize(
    "state, away", [("53100", True), ("57P01", True), ("40P01", True), ("23505", False), ("42P01", False)]
)
def test_postgresql_says_by_its_code_whether_waiting_helps(state: str, away: bool) -> None:
    told = Exception("…")
    told.sqlstate = state  # type: ignore[attr-defined]  # as asyncpg's errors have it
    assert is_outage(DBAPIError("SELECT 1", {}, told)) is away


async def test_a_postgresql_that_drops_us_is_asked_again(postgresql_url: str) -> None:
    bag = Postbag()
    async with demo_worker(postgresql_url, bag) as runtime:
        database = runtime.assistant.database
        await runtime.receive([message("treasurer", DUES, "m1")])
        async with database.read() as connection:
            others = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            )
            await connection.execute(sa.text(f"{others} AND pid <> pg_backend_pid()"))
        await goes_on(runtime, bag)
        assert [letter.status for letter in await letters(database)] == ["sent", "sent"]
