"""A photo whose message was stored just before a kill -9 is fetched by the next start."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from bot.kept_media import stem_of
from bot.missed_media import LINKS_LIVE, catch_up
from bot.zalo_bot.media_in import zalo_media
from handlers.messages import Incoming, Kind
from storage.database import Database
from storage.messages import add_incoming
from storage.photo_senders import has_joined
from storage.tables.people import identities, roles
from tests.channels.photo_cases import Fetching, everybody
from tests.channels.zalo_bot_media_host import kept_in
from tests.channels.zalo_bot_rig import NOON, hurry, until
from tests.fakes.zalo_bot import FakeZaloBot


async def test_what_no_file_is_there_for_is_fetched(database: Database, tmp_path: Path) -> None:
    fake = await FakeZaloBot().start()
    links = [f"{fake.url}/hosted/photo.jpg?{name}" for name in ("new", "long-ago")]
    gone = f"{fake.url}/nowhere"
    came = [(links[0], NOON), (gone, NOON), (links[1], NOON - LINKS_LIVE - timedelta(days=1))]
    for number, (link, at) in enumerate(came):
        photo = Incoming("zalo_bot", "lan", f"m{number}", at, Kind.PHOTO, media=link)
        async with database.write() as connection:
            await add_incoming(connection, [photo], at)
    async with database.write() as connection:
        lan = sa.select(identities.c.person_id).where(identities.c.address == "lan").scalar_subquery()
        role = {"person_id": lan, "role": "operator", "since": NOON.date()}
        await connection.execute(sa.insert(roles).values(role))
        photo = Incoming("zalo_bot", "stranger", "s1", NOON, Kind.PHOTO, media=f"{links[0]}?strange")
        await add_incoming(connection, [photo], NOON)
        assert await has_joined(connection, "zalo_bot", "lan", NOON.date())
        assert not await has_joined(connection, "zalo_bot", "stranger", NOON.date())
    keeper = zalo_media(tmp_path / "received", [fake.url.removeprefix("http://")], pause=hurry)
    asked: list[list[str]] = []

    def fetch(missing: object) -> None:
        assert isinstance(missing, list)
        asked.append(missing)
        keeper.fetch_missing(missing)

    works = [
        asyncio.create_task(keeper.run(Fetching(keeper).lost, everybody)),
        asyncio.create_task(catch_up(database, "zalo_bot", fetch, lambda: NOON, hurry)),
    ]
    await until(lambda: kept_in(tmp_path / "received") and len(asked) > 2)
    for work in works:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
    await fake.stop()
    assert kept_in(tmp_path / "received") == [f"{stem_of(links[0])}.jpg"]
    assert asked[0] == [links[0], gone]
