"""Zalo's photos pass the cases of photos every channel passes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.zalo_bot.media_in import zalo_media
from bot.zalo_bot.polling import Poller
from tests.channels.checks import background
from tests.channels.photo_cases import PHOTO_CASES, Fetching, PhotoCase, PhotoTrouble, check_photo
from tests.channels.zalo_bot_rig import Store, client_of, hurry, now
from tests.fakes.zalo_bot import FakeZaloBot


@pytest.fixture
async def fake() -> AsyncIterator[FakeZaloBot]:
    server = await FakeZaloBot().start()
    yield server
    await server.stop()


@dataclass
class ZaloPhotos(Fetching):
    """A person's photo over the real polling."""

    fake: FakeZaloBot = None  # type: ignore[assignment]  # always given; a dataclass wants a default here

    async def send_photo(self, content: bytes, trouble: PhotoTrouble) -> None:
        statuses = {PhotoTrouble.AWAY_ONCE: 502, PhotoTrouble.GONE: 404}
        if trouble in statuses:
            self.fake.host_troubles.append(statuses[trouble])
        self.fake.hosted["photo.jpg"] = content
        await self.fake.photo()
        await self.wait()


@pytest.mark.parametrize("case", PHOTO_CASES, ids=lambda case: case.name)
async def test_photos(case: PhotoCase, fake: FakeZaloBot, tmp_path: Path) -> None:
    keeper = zalo_media(tmp_path, [fake.url.removeprefix("http://")], pause=hurry)
    driver = ZaloPhotos(keeper, fake=fake)
    async with client_of(fake) as client, driver.at_work():
        poller = Poller(client, keeper.keeping(Store()), now, pause=hurry)
        async with background(poller.run()):
            await check_photo(case, driver)
