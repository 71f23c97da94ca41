"""Demo data where they are wanted: laid into an empty database, brought forward to the clock, never
elsewhere.
"""

from datetime import datetime

from bot.errors import UsageError
from storage.database import Database
from storage.demo import seed_demo
from storage.demo_story import catch_up
from storage.people import any_people, person_of_handle


async def ready_demo(database: Database, handle: str, now: datetime) -> None:
    """Make sure the demo person exists; an empty database gets the demo data first."""
    await demo_where_empty(database, now)
    async with database.read() as connection:
        if await person_of_handle(connection, handle) is None:
            raise UsageError(f"nobody is called {handle!r} here; try --as leader, after `clb seed demo`")


async def demo_where_empty(database: Database, now: datetime) -> None:
    """Demo data for an empty database; a demo goes on to `now`, anything else is left alone."""
    async with database.write() as connection:
        if not await any_people(connection):
            await seed_demo(connection)
        await catch_up(connection, now)
