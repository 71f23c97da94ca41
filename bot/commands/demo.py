"""`clb demo`: the whole assistant with demo data in the browser, no account needed; its clock can
be moved.
"""

import argparse
import asyncio
from datetime import datetime

from bot.assembly import assemble
from bot.chat_backend import DemoBackend, WebChat
from bot.clock import DemoClock, read_moment
from bot.commands.demo_people import ready_demo
from bot.commands.opening import open_books
from bot.commands.serving import serve_until_stopped
from bot.logs import start_logs
from bot.rounds import rounds_of
from bot.runtime import Runtime
from bot.settings import Settings
from bot.web.server import web_app
from storage.conversations import last_moment
from storage.database import Database
from storage.demo_browser import sit_at_the_browser

BEGINS = "2026-11-28T08:30"
"""The morning on which the golden leader files the report: the demo opens there unless told otherwise."""


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    return asyncio.run(_demo(args))


async def _demo(args: argparse.Namespace) -> int:
    settings = Settings()
    start_logs(settings)
    if not args.db and not settings.database_url:
        args.db = f"sqlite:///{settings.data_dir / 'demo.sqlite3'}"
    async with open_books(args, settings) as database:
        begins = read_moment(args.now or BEGINS, settings.zone)
        clock = DemoClock(await _goes_on_from(database, begins))
        await ready_demo(database, "leader", clock.now())
        async with database.write() as connection:
            await sit_at_the_browser(connection, clock.now())
        chat = WebChat()
        assistant = assemble(database, settings.zone)
        runtime = Runtime(
            assistant,
            [chat],
            clock,
            rounds_of(assistant, settings.data_dir / "digests"),
            delivered=chat.delivered,
        )
        backend = DemoBackend(runtime, chat, clock, settings.data_dir / "photos")
        await backend.load()
        await serve_until_stopped(runtime, lambda: _app(backend, runtime), settings.port, _greeting)
    return 0


async def _goes_on_from(database: Database, begins: datetime) -> datetime:
    """A demo that is started again never goes back in time."""
    async with database.read() as connection:
        last = await last_moment(connection)
    return max(begins, last) if last is not None else begins


def _app(backend: DemoBackend, runtime: Runtime) -> object:
    return web_app(backend, ready=runtime.ready, metrics=runtime.metrics)


def _greeting(port: int) -> str:
    return f"The demo is open: http://127.0.0.1:{port}  (Ctrl+C stops it; nothing is lost)"
