"""Real processes of the assistant for end-to-end tests: started, waited for, stopped or killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@asynccontextmanager
async def clb(
    *arguments: str, until: str, environment: Mapping[str, str] | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`clb …` as a process of its own, once it has printed `until`; stopped at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=ROOT,
        env={**os.environ, "CLB_PORT": "0", **(environment or {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        await _printed(process, until)
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.communicate(), 20)


async def _printed(process: asyncio.subprocess.Process, until: str) -> None:
    assert process.stdout is not None
    async with asyncio.timeout(120):
        while until not in (line := (await process.stdout.readline()).decode()):
            assert line, "the process ended before it was ready"
            process.last_line = line  # type: ignore[attr-defined]  # kept for whoever needs the port
    process.last_line = line  # type: ignore[attr-defined]  # as above


async def finished(
    *arguments: str, stdin: str = "", environment: Mapping[str, str] | None = None
) -> tuple[int, str, str]:
    """Run `clb …` to its end: (exit status, stdout, stderr)."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(stdin.encode()), 120)
    return process.returncode or 0, out.decode(), err.decode()
