"""`clb run`: every channel that is configured, the web server, the scheduler, the outbox."""

import argparse
import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from bot.assembly import assemble
from bot.channel import Channel, Receive
from bot.commands.opening import address_of, clock_of, open_books
from bot.commands.serving import serve_until_stopped
from bot.errors import OperatorError
from bot.kept_media import MediaKeeper
from bot.logs import start_logs
from bot.lost_photos import LostPhotos
from bot.missed_media import catch_up
from bot.naming import Ask, remember_names
from bot.rounds import rounds_of
from bot.runtime import Runtime
from bot.settings import Settings
from bot.upkeep import look_after, upkeep_of
from bot.watching import Watched
from bot.web.server import web_app
from bot.wording import Wording

Route = Any


@dataclass
class Opened:
    """A configured channel: what it adds to the web server, and what is done once the server listens."""

    channel: Channel
    routes: Callable[[Receive], Sequence[Route]] = lambda receive: ()
    announce: Callable[[], Any] | None = None
    close: Callable[[], Any] | None = None  # gives its connections back when all is over
    named: Ask | None = None
    media: MediaKeeper | None = None  # what people send is kept here


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    return asyncio.run(_run(args))


async def _run(args: argparse.Namespace) -> int:
    settings = Settings()
    start_logs(settings)
    clock = clock_of(args, settings)
    opened = await open_channels(settings, clock.now)
    if not opened:
        raise OperatorError(
            "no channel is configured; put CLB_TELEGRAM_TOKEN or CLB_ZALO_BOT_TOKEN into .env, "
            "or try `clb demo`"
        )
    async with AsyncExitStack() as ending:
        for each in opened:
            if each.close is not None:
                ending.push_async_callback(each.close)
        database = await ending.enter_async_context(open_books(args, settings))
        assistant = assemble(database, settings.zone)
        channels = [Watched(each.channel, clock, alone=len(opened) == 1) for each in opened]
        runtime = Runtime(
            assistant,
            channels,
            clock,
            rounds_of(assistant, settings.data_dir / "digests"),
        )

        def app() -> Any:
            routes = [route for each in opened for route in each.routes(runtime.receive)]
            return web_app(None, routes, ready=runtime.ready, metrics=runtime.metrics)

        beside = [work for each in opened for work in keeping(each, database, clock)]
        asking = {each.channel.name: each.named for each in opened if each.named is not None}
        beside.append(lambda: remember_names(database, asking))
        upkeep = upkeep_of(settings, database, address_of(args, settings), channels, clock.now())
        beside.append(lambda: look_after(upkeep, clock, settings.zone))
        announce = [each.announce for each in opened if each.announce is not None]
        await serve_until_stopped(runtime, app, settings.port, greeting(opened), beside, announce)
    return 0


def keeping(opened: Opened, database: Any, clock: Any) -> list[Callable[[], Any]]:
    """Fetching what people send on that channel, and what was missed before."""
    media, name = opened.media, opened.channel.name
    if media is None:
        return []
    lost = LostPhotos(database, name, Wording(), clock.now)
    return [partial(media.run, lost.tell), partial(catch_up, database, name, media.fetch_missing, clock.now)]


def greeting(opened: Sequence[Opened]) -> Callable[[int], str]:
    """One line for the operator."""
    names = ", ".join(each.channel.name for each in opened)
    return lambda port: f"The assistant is running on {names}; health at http://127.0.0.1:{port}/healthz"


async def open_channels(settings: Settings, now: Callable[[], datetime]) -> list[Opened]:
    """Each configured channel, its library imported only now."""
    opened = []
    if settings.telegram_token.get_secret_value():
        opened.append(await _telegram(settings, now))
    if settings.zalo_bot_token.get_secret_value():
        opened.append(_zalo_bot(settings, now))
    return opened


async def _telegram(settings: Settings, now: Callable[[], datetime]) -> Opened:
    from bot.telegram.start import set_webhook, start
    from bot.telegram.webhook import webhook_route

    channel = await start(settings, now)
    if settings.telegram_mode == "polling":
        return Opened(channel, close=channel.close, named=channel.name_there, media=channel.keeper)
    secret = settings.telegram_secret.get_secret_value()
    return Opened(
        channel,
        lambda receive: [webhook_route(channel.keeper.keeping(receive), secret, now)],
        lambda: set_webhook(channel, settings.public_url, secret),
        close=channel.close,
        named=channel.name_there,
        media=channel.keeper,
    )


def _zalo_bot(settings: Settings, now: Callable[[], datetime]) -> Opened:
    from bot.zalo_bot.start import start
    from bot.zalo_bot.webhook import webhook_route

    polls = settings.zalo_bot_mode == "polling"
    secret = settings.zalo_bot_secret.get_secret_value()
    wording = Wording()
    channel = start(
        settings.zalo_bot_token.get_secret_value(),
        settings.data_dir / "zalo",
        lambda unsent: "\n".join(
            wording.block("dialogue/files", "announce", {"file": one}) for one in unsent
        ),
        now,
        api_url=settings.zalo_bot_api_url,
        public_url=settings.public_url,
        pushed=not polls,
        media_hosts=_trusted_hosts(settings.zalo_bot_api_url),
    )

    def routes(receive: Receive) -> Sequence[Route]:
        hook = [] if polls else [webhook_route(channel.keeper.keeping(receive), secret, now)]
        return [channel.links.route(), *hook]

    return Opened(
        channel,
        routes,
        close=channel.close,
        named=channel.name_there,
        media=channel.keeper,
    )


def _trusted_hosts(api_url: str) -> Sequence[str]:
    """A Zalo server of one's own (`make fakes`) hosts its own pictures; the real one does not."""
    host = api_url.rsplit("://", maxsplit=1)[-1].split("/", maxsplit=1)[0]
    return () if host.endswith(("zaloplatforms.com", "zapps.me")) else (host,)
