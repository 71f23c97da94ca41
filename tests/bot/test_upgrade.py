"""`clb upgrade` backs up first, and changes nothing where the books do not agree."""

import asyncio
from pathlib import Path

import pytest

from bot.cli import run
from storage.database import open_database
from storage.demo import seed_demo
from storage.migrate import current, migration_engine, upgrade_if_sound


@pytest.fixture
def books(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The demo's database, and an environment that names it."""
    asyncio.run(seed(sqlite_url))
    monkeypatch.setenv("CLB_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CLB_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CLB_BACKUP_PASSPHRASE", "sáu chữ")
    return sqlite_url


async def seed(url: str) -> None:
    database = open_database(url)
    async with database.write() as connection:
        await seed_demo(connection)
    await database.dispose()


async def tamper(url: str) -> None:
    engine = migration_engine(url)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE fund_months SET box = box + 1")
    await engine.dispose()


def test_sound_books_are_upgraded_and_backed_up(
    books: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["upgrade"]) == 0
    assert "everything agrees" in capsys.readouterr().out
    assert len(list((tmp_path / "data/backups").glob("*.clb"))) == 1


def test_broken_books_stop_it_before_anything_changes(
    books: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(tamper(books))
    assert run(["upgrade"]) == 1
    assert "nothing was changed" in capsys.readouterr().err
    assert len(list((tmp_path / "data/backups").glob("*.clb"))) == 1


def test_a_migration_that_breaks_leaves_all_as_it_was(
    books: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = asyncio.run(current(books))

    def breaks(*_: object) -> None:
        raise ValueError("a row about bà Lan")

    monkeypatch.setattr("storage.migrate.command.upgrade", breaks)
    assert run(["upgrade"]) == 1
    said = capsys.readouterr().err
    assert "all is as before, backup: " in said
    assert "(ValueError)" in said
    assert "Lan" not in said
    assert asyncio.run(current(books)) == before


async def test_a_migration_that_ends_badly_is_taken_back(empty_url: str) -> None:
    async def never(connection: object) -> bool:
        return False

    assert not await upgrade_if_sound(empty_url, never)
    assert await current(empty_url) is None
