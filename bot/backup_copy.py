"""Keeps a backup in another place by a command of the operator's choice, e.g. `rclone copy {} remote:clb`.

No shell is asked, and the command does not inherit our secrets.
"""

import asyncio
import logging
import os
import shlex
from collections.abc import Mapping
from pathlib import Path

log = logging.getLogger(__name__)
LONGEST_SECONDS = 3600.0


async def copy_elsewhere(command: str, path: Path) -> bool | None:
    """None without a command, else whether it ended well within an hour; `{}` in it becomes the file."""
    if not command.strip():
        return None
    words = [word.replace("{}", str(path)) for word in shlex.split(command)]
    words += [] if "{}" in command else [str(path)]
    try:
        running = await asyncio.create_subprocess_exec(
            *words,
            env=without_secrets(os.environ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError as error:
        log.warning("backup_copy_failed", extra={"why": error.strerror})
        return False
    return await _ended_well(running)


async def _ended_well(running: asyncio.subprocess.Process) -> bool:
    try:
        status = await asyncio.wait_for(running.wait(), LONGEST_SECONDS)
    except TimeoutError:
        running.kill()
        status = await running.wait()
    if status:
        log.warning("backup_copy_failed", extra={"status": status})
    return status == 0


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without anything of ours: tokens and the passphrase among it."""
    return {name: value for name, value in environment.items() if not name.upper().startswith("CLB_")}
