"""A desk over the demo at noon of 30/11/2026; the demo lives up to then once for the whole folder."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import open_database
from tests.handlers.officer.officer_desk import OfficerDesk, moment, officer_desk

NOON = "2026-11-30 10:05"


@pytest.fixture(scope="session")
def demo_at_noon(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo lived up to that moment once; every test talks over a copy of it."""
    path = tmp_path_factory.mktemp("demo") / "noon.db"
    shutil.copy(sqlite_template, path)
    asyncio.run(_live(path))
    return path


async def _live(path: Path) -> None:
    database = open_database(f"sqlite:///{path}")
    async with officer_desk(database, NOON):
        await database.dispose()


@pytest.fixture
async def desk(demo_at_noon: Path, tmp_path: Path) -> AsyncIterator[OfficerDesk]:
    path = tmp_path / "clubs.db"
    shutil.copy(demo_at_noon, path)
    database = open_database(f"sqlite:///{path}")
    yield OfficerDesk(database, moment(NOON))
    await database.dispose()
