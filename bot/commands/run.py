"""`clb run`: every channel that is configured, the web server, the scheduler, the outbox."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from bot.assembly import assemble
from bot.clock import Clock, RealClock
from bot.commands.channels import Opened, Platform, open_channels, platforms
from bot.commands.opening import address_of, clock_of, open_books
from bot.commands.serving import serve_until_stopped
from bot.errors import OperatorError
from bot.joined import JoinedOn
from bot.logs import start_logs
from bot.lost_photos import LostPhotos
from bot.missed_media import catch_up
from bot.naming import remember_names
from bot.outside_clock import OutsideClock
from bot.rounds import rounds_of
from bot.runtime import Runtime
from bot.settings import Settings
from bot.upkeep import look_after, upkeep_of
from bot.watching import Watched
from bot.web.server import web_app
from bot.wording import Wording


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
            ending.push_async_callback(each.channel.close)
        database = await ending.enter_async_context(open_books(args, settings))
        await _serve(settings, clock, database, address_of(args, settings), opened)
    return 0


async def _serve(
    settings: Settings, clock: Clock, database: Any, address: str, opened: Sequence[Opened]
) -> None:
    assistant = assemble(database, settings.zone)
    channels = [Watched(each.channel, clock, alone=len(opened) == 1) for each in opened]
    outside = OutsideClock(platforms(settings) if isinstance(clock, RealClock) else ())
    rounds = outside.holding(rounds_of(assistant, settings.data_dir / "digests"))
    runtime = Runtime(assistant, channels, clock, rounds)

    def app() -> Any:
        routes = [route for each in opened for route in each.routes(runtime.receive)]
        return web_app(None, routes, ready=runtime.ready, metrics=runtime.metrics)

    asking = {each.channel.name: each.channel.name_there for each in opened}
    upkeep = upkeep_of(settings, database, address, channels, clock.now(), outside)
    beside: list[Callable[[], Awaitable[Any]]] = [
        *(work for each in opened for work in keeping(each.channel, database, clock, settings.zone)),
        partial(remember_names, database, asking),
        partial(look_after, upkeep, clock, settings.zone),
    ]
    announce = [each.announce for each in opened if each.announce is not None]
    await serve_until_stopped(runtime, app, settings.port, greeting(opened), beside, announce)


def keeping(channel: Platform, database: Any, clock: Clock, zone: ZoneInfo) -> list[Callable[[], Any]]:
    """Fetching what people who have joined send on that channel, and what was missed before."""
    name, media = channel.name, channel.keeper
    lost = LostPhotos(database, name, Wording(), clock.now)

    def local() -> datetime:
        return clock.now().astimezone(zone)

    return [
        partial(media.run, lost.tell, JoinedOn(database, name, local)),
        partial(catch_up, database, name, media.fetch_missing, local),
    ]


def greeting(opened: Sequence[Opened]) -> Callable[[int], str]:
    """One line for the operator."""
    names = ", ".join(each.channel.name for each in opened)
    return lambda port: f"The assistant is running on {names}; health at http://127.0.0.1:{port}/healthz"
