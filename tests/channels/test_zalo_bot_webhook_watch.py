"""Where Zalo pushes: `clb webhook on|off` changes it, and the assistant notices when it is not to us."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import run
from bot.clock import FrozenClock
from bot.watching import Watched
from bot.zalo_bot.polling import WEBHOOK_SET
from bot.zalo_bot.start import start
from bot.zalo_bot.webhook import PATH, webhook_route
from tests.channels.zalo_bot_rig import SECRET, Store, hurry, in_words, now, serving, until
from tests.fakes.zalo_bot import FakeZaloBot


@pytest.fixture
async def fake() -> AsyncIterator[FakeZaloBot]:
    started = await FakeZaloBot().start()
    yield started
    await started.stop()


@pytest.fixture
def configured(fake: FakeZaloBot, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("CLB_ZALO_BOT_API_URL", fake.url)
    monkeypatch.setenv("CLB_ZALO_BOT_TOKEN", fake.token)
    monkeypatch.setenv("CLB_ZALO_BOT_SECRET", SECRET)
    monkeypatch.setenv("CLB_ZALO_BOT_MODE", "webhook")
    return monkeypatch


async def told(what: str) -> int:
    return await asyncio.to_thread(run, ["webhook", what])


async def test_on_and_off(fake: FakeZaloBot, configured: pytest.MonkeyPatch) -> None:
    store = Store()
    async with serving(webhook_route(store, SECRET, now)) as url:
        configured.setenv("CLB_PUBLIC_URL", url)
        assert await told("on") == 0
        assert fake.webhook == url + PATH
        assert await fake.say("quỹ") == 200
        assert store.texts() == ["quỹ"]
        assert await told("off") == 2  # still configured for it: messages would go to nobody
        configured.setenv("CLB_ZALO_BOT_MODE", "polling")
        assert await told("off") == 0
    assert fake.webhook == ""
    assert "clb webhook off" in WEBHOOK_SET


async def test_a_probe_that_fails_is_said(
    fake: FakeZaloBot, configured: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serving() as url:  # a server that knows no webhook
        configured.setenv("CLB_PUBLIC_URL", url)
        assert await told("on") == 1
    assert PATH in capsys.readouterr().err


@asynccontextmanager
async def running(fake: FakeZaloBot, folder: Path) -> AsyncIterator[Watched]:
    """The channel in webhook mode, as the upkeep sees it."""
    pushed_to = "https://clb.example"
    channel = start(fake.token, folder, in_words, now, api_url=fake.url, public_url=pushed_to, pushed=True)
    channel._pause = hurry
    watched = Watched(channel, FrozenClock(datetime(2026, 11, 24, tzinfo=UTC)), alone=False)
    work = asyncio.create_task(watched.run(Store()))
    try:
        yield watched
    finally:
        work.cancel()
        await asyncio.wait([work])
        await channel.close()


async def test_pushing_to_nobody_to_us_and_with_an_old_token(fake: FakeZaloBot, tmp_path: Path) -> None:
    async with running(fake, tmp_path) as watched:
        await until(lambda: failing(watched) == 409)
        fake.webhook = "https://clb.example" + PATH
        await until(lambda: failing(watched) is None)
        assert watched.state().why == ""
        fake.token = "999:another"
        await until(lambda: failing(watched) == 401)
        assert watched.state().why == "unauthorized"


def failing(watched: Watched) -> int | None:
    receiving = getattr(watched.inner, "receiving", None)
    return receiving.failure.code if receiving is not None and receiving.failure is not None else None
