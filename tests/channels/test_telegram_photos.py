"""Telegram's photos: fetched at once, bounded, and never a word that could hold the token."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from bot.kept_media import MEDIA_LIMIT, MediaKeeper, MediaRefused, MediaTooLarge, MediaUnreachable
from bot.telegram import media
from bot.telegram.media import download
from bot.telegram.polling import Polling
from bot.telegram.send import Telegram
from tests.channels.checks import background, one_pixel_png
from tests.channels.photo_cases import PHOTO_CASES, Fetching, PhotoCase, PhotoTrouble, check_photo
from tests.channels.telegram_drivers import CHAT, Store, now, opened
from tests.channels.zalo_bot_rig import hurry
from tests.fakes.telegram import FakeTelegram


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def channel(fake: FakeTelegram) -> AsyncIterator[Telegram]:
    async with opened(fake) as one:
        yield one


@dataclass
class TelegramPhotos(Fetching):
    """A person's photo over the real polling."""

    fake: FakeTelegram = None  # type: ignore[assignment]  # always given; a dataclass wants a default here

    async def send_photo(self, content: bytes, trouble: PhotoTrouble) -> None:
        if trouble is PhotoTrouble.AWAY_ONCE:
            self.fake.file_troubles.append(502)
        self.fake.world.photo(CHAT, content=content)
        if trouble is PhotoTrouble.GONE:
            self.fake.world.files.clear()
        await self.wait()


@asynccontextmanager
async def polled(fake: FakeTelegram, channel: Telegram, keeper: MediaKeeper) -> AsyncIterator[TelegramPhotos]:
    driver = TelegramPhotos(keeper, fake=fake)
    async with driver.at_work(), background(Polling(channel.bot, keeper.keeping(Store()), now).forever()):
        yield driver


@pytest.mark.parametrize("case", PHOTO_CASES, ids=lambda case: case.name)
async def test_photos(
    case: PhotoCase, fake: FakeTelegram, channel: Telegram, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    keeper = MediaKeeper(tmp_path, partial(download, channel.bot), pause=hurry)
    async with polled(fake, channel, keeper) as driver:
        await check_photo(case, driver)
    assert fake.token not in caplog.text
    assert "photos/" not in caplog.text


async def test_the_channel_keeps_photos_in_its_folder_of_the_data(channel: Telegram) -> None:
    assert channel.keeper.folder.parts[-2:] == ("telegram", "received")


async def test_what_telegram_gives_no_bot_is_too_large(fake: FakeTelegram, channel: Telegram) -> None:
    fake.world.files["huge"] = bytes(20_000_001)
    with pytest.raises(MediaTooLarge):
        await download(channel.bot, "huge")


async def test_a_size_that_lies_does_not_fill_the_memory(
    fake: FakeTelegram, channel: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.world.files["lies"] = one_pixel_png() + bytes(MEDIA_LIMIT)
    monkeypatch.setattr(fake.methods, "size_told", 1000)
    with pytest.raises(MediaTooLarge):
        await download(channel.bot, "lies")


async def test_trouble_is_told_without_the_token(
    fake: FakeTelegram, channel: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for status, expected in ((500, MediaUnreachable), (404, MediaRefused)):
        fake.world.files["one"] = one_pixel_png()
        fake.file_troubles.append(status)
        with pytest.raises(expected) as told:
            await download(channel.bot, "one")
        said.append(str(told.value))
    with pytest.raises(MediaRefused) as gone:
        await download(channel.bot, "forgotten")
    monkeypatch.setattr(media, "FETCH_SECONDS", 1)
    await fake.stop()
    with pytest.raises(MediaUnreachable) as unreachable:
        await download(channel.bot, "one")
    assert fake.token not in str([*said, gone.value, unreachable.value])
    assert unreachable.value.__cause__ is None
