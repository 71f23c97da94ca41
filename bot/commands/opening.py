"""How every command comes to its database and its clock."""

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import Clock, FrozenClock, RealClock, read_moment
from bot.errors import OperatorError, UsageError
from bot.settings import Settings
from storage.database import Database, open_database
from storage.outage import is_outage
from storage.revision import HEAD, revision_of


def clock_of(args: argparse.Namespace, settings: Settings) -> Clock:
    """`--now` freezes the clock; raises UsageError for text that is no moment."""
    if not getattr(args, "now", None):
        return RealClock()
    try:
        return FrozenClock(read_moment(args.now, settings.zone))
    except ValueError:
        raise UsageError(f"--now {args.now!r} is not a moment; write it like 2026-11-28T08:30") from None


def address_of(args: argparse.Namespace, settings: Settings) -> str:
    """`--db`, else the environment, else SQLite in the data folder (made when missing)."""
    address = args.db or settings.database
    if "://" not in address:
        address = f"sqlite:///{address}"
    if address.startswith("sqlite"):
        Path(address.split(":///", 1)[1]).parent.mkdir(parents=True, exist_ok=True)
    return address


async def bring_up_to_date(database: Database, address: str) -> None:
    """An empty database gets today's tables; an older one is left to `clb upgrade`, which backs up first."""
    found = await revision_of(database)
    if found is None:
        from storage.migrate import upgrade

        await upgrade(address)
    elif found != HEAD:
        raise OperatorError(f"the database is at revision {found}, this release at {HEAD}; run `clb upgrade`")


@asynccontextmanager
async def open_books(args: argparse.Namespace, settings: Settings) -> AsyncIterator[Database]:
    """The database, brought to today's tables; closed at the end, also where it is refused."""
    address = address_of(args, settings)
    try:
        database = open_database(address)
    except ValueError as error:
        raise UsageError(f"{error}; check --db or CLB_DATABASE_URL") from None
    try:
        await _up_to_date_or_plain_words(database, address)
        yield database
    finally:
        await database.dispose()


async def _up_to_date_or_plain_words(database: Database, address: str) -> None:
    try:
        await bring_up_to_date(database, address)
    except Exception as error:
        if is_outage(error):
            raise OperatorError("the database does not answer; check its address, disk and rights") from error
        raise
