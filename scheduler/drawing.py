"""Pictures and workbooks of many areas at once, on as many cores as there are.

Drawing is work of the processor alone: threads would only take turns. The workers are started afresh, never
forked, because this process has threads of its database.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from scheduler.digest import Bulletin, render_files

WORTH_A_POOL = 4  # a worker takes about a second to start, four areas about as long to draw
MOST_WORKERS = 4
Drawn = tuple[Bulletin, tuple[Path, ...]]


async def draw_all(bulletins: Sequence[Bulletin], folder: Path) -> AsyncIterator[Drawn]:
    """Each bulletin with its files, in order, as soon as they are written; () where it has none."""
    large = [bulletin for bulletin in bulletins if bulletin.has_files]
    workers = min(MOST_WORKERS, os.cpu_count() or 1)
    if workers == 1 or len(large) < WORTH_A_POOL:
        for bulletin in bulletins:
            drawn = await asyncio.to_thread(render_files, bulletin, folder) if bulletin.has_files else ()
            yield bulletin, drawn
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        waiting = {each.key: asyncio.wrap_future(pool.submit(render_files, each, folder)) for each in large}
        for bulletin in bulletins:
            yield bulletin, await waiting[bulletin.key] if bulletin.has_files else ()
