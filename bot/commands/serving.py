"""Runs the assistant and its web server until the process is asked to stop, then closes both in order."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.errors import OperatorError
from bot.runtime import Runtime
from bot.web.server import serve

log = logging.getLogger(__name__)
Work = Callable[[], Awaitable[Any]]


async def serve_until_stopped(
    runtime: Runtime,
    make_app: Callable[[], Any],
    port: int,
    greeting: Callable[[int], str],
    beside: Sequence[Work] = (),
    once_listening: Sequence[Work] = (),
) -> None:
    """SIGINT and SIGTERM stop it; what was received is stored already, what waits is sent next time."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        async with serve(make_app(), port=port) as bound:
            for work in once_listening:
                await work()
            print(greeting(bound), flush=True)
            await _run_until(stop, [runtime.run, *beside])
    except OSError as error:
        raise OperatorError(
            f"port {port} is taken ({error.strerror}); choose another with CLB_PORT"
        ) from error


async def _run_until(stop: asyncio.Event, works: Sequence[Work]) -> None:
    """The first work that fails ends the rest and is said; an asked-for stop ends them quietly."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_alone(work)) for work in works]
            await stop.wait()
            for task in tasks:
                task.cancel()
    except* OperatorError as refused:
        raise OperatorError(str(refused.exceptions[0])) from refused


async def _alone(work: Work) -> None:
    """A channel that groups its own tasks reports one failure, not a group of groups."""
    try:
        await work()
    except BaseExceptionGroup as group:
        raise group.exceptions[0] from group
