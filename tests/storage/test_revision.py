"""The quick look at a database's revision agrees with the migration tools; an older one is refused,
not touched.
"""

import argparse
import gc

import pytest
import sqlalchemy as sa

from bot.commands.opening import open_books
from bot.errors import OperatorError
from bot.settings import Settings
from storage.database import Database, open_database
from storage.migrate import head
from storage.revision import HEAD, revision_of


def test_the_newest_revision_is_named_right() -> None:
    assert head() == HEAD


async def test_a_migrated_database_is_current(database: Database) -> None:
    assert await revision_of(database) == HEAD


async def test_an_empty_one_has_no_revision(empty_url: str) -> None:
    opened = open_database(empty_url)
    assert await revision_of(opened) is None
    await opened.dispose()


async def test_an_older_one_is_refused_with_the_next_step(sqlite_url: str) -> None:
    opened = open_database(sqlite_url)
    async with opened.write() as connection:
        await connection.execute(sa.text("UPDATE alembic_version SET version_num = 'older'"))
    await opened.dispose()
    with pytest.raises(OperatorError, match="clb upgrade"):
        async with open_books(argparse.Namespace(db=sqlite_url), Settings()):
            pass
    gc.collect()  # a connection left open is told of here, not in whichever test comes when it is collected
