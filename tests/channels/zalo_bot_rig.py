"""Our real Zalo Bot channel set up against the fake Zalo on this machine, for every test of it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from bot.zalo_bot.client import ZaloClient
from bot.zalo_bot.handover import set_webhook
from bot.zalo_bot.media_in import zalo_media
from bot.zalo_bot.media_out import MediaLinks
from bot.zalo_bot.polling import Poller
from bot.zalo_bot.send import Unsent, ZaloBot
from bot.zalo_bot.webhook import PATH, webhook_route
from handlers.messages import Incoming
from tests.fakes.zalo_bot import FakeZaloBot

SECRET = "a-secret_of-the-test"
NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@dataclass
class Store:
    """A `receive` that keeps messages in memory, and may fail as a full disk does."""

    kept: list[Incoming] = field(default_factory=list)
    failures_left: int = 0

    async def __call__(self, messages: Sequence[Incoming]) -> None:
        if self.failures_left:
            self.failures_left -= 1
            raise OSError("the disk is full")
        self.kept.extend(messages)

    def texts(self) -> list[str]:
        return [message.text for message in self.kept]


def now() -> datetime:
    """The wall clock: the fake dates its messages by it."""
    return datetime.now(UTC)


async def hurry(seconds: float) -> None:
    """A pause that only lets others go first."""
    await asyncio.sleep(min(seconds, 0.001))


async def until(holds: Callable[[], object]) -> None:
    """Wait, five seconds at most, until something has happened."""
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - the fake has no event for every condition a test may think of
            await asyncio.sleep(0.005)


def in_words(unsent: Sequence[Unsent]) -> str:
    """The words a template would find."""
    return "Tệp: " + "; ".join(f"{one.name} {one.link}".strip() for one in unsent)


@asynccontextmanager
async def client_of(fake: FakeZaloBot, seconds: float = 0.3) -> AsyncIterator[ZaloClient]:
    """Our client talking to the fake."""
    client = ZaloClient(fake.token, fake.url, seconds=seconds)
    try:
        yield client
    finally:
        await client.close()


@asynccontextmanager
async def serving(*routes: web.RouteDef) -> AsyncIterator[str]:
    """Our web server; the address of it."""
    app = web.Application()
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def polling(fake: FakeZaloBot, store: Store) -> AsyncIterator[Poller]:
    """Our poller, hurrying through its pauses; cancelled at the end."""
    async with client_of(fake) as client:
        poller = Poller(client, store, now, pause=hurry)
        running = asyncio.create_task(poller.run())
        try:
            yield poller
        finally:
            running.cancel()
            await asyncio.wait([running])


@asynccontextmanager
async def listening(fake: FakeZaloBot, store: Store) -> AsyncIterator[str]:
    """Our webhook, and the fake told of it; the address of the webhook."""
    async with serving(webhook_route(store, SECRET, now)) as url:
        fake.webhook, fake.secret = url + PATH, SECRET
        yield fake.webhook


@asynccontextmanager
async def sending(fake: FakeZaloBot, folder: Path, *, public: bool = True) -> AsyncIterator[ZaloBot]:
    """Our channel, with a web server of ours for the pictures where it is to be `public`."""
    served = MediaLinks(folder / "links", "", now)
    async with serving(served.route()) as url, client_of(fake) as client:
        links = MediaLinks(folder / "links", url if public else "", now)
        keeper = zalo_media(folder / "received", [fake.url.removeprefix("http://")])
        yield ZaloBot(client, links, keeper, in_words, now, pause=hurry)


async def hand_over(fake: FakeZaloBot, url: str, secret: str = SECRET) -> str:
    """Set the webhook through Zalo as an operator does; what Zalo's probe complained of."""
    async with client_of(fake) as client:
        return (await set_webhook(client, url, secret)).trouble
