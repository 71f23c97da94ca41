"""Small commands stay small: a village server with 512 MB answers `clb understand` without loading a channel.

`-X importtime` reports every import of the real command, lazy ones included.
"""

import gc
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from bot.cli import _loaded

ROOT = Path(__file__).parents[2]
HEAVY = {"aiogram", "telegram", "aiohttp", "sqlalchemy", "matplotlib"}
IMPORTED = re.compile(r"^import time:\s*\d+ \|\s*\d+ \|\s*([\w.]+)$", re.MULTILINE)

COMMANDS = [
    pytest.param(["--help"], "", id="help"),
    pytest.param(["understand", "amount"], "năm trăm nghìn\n", id="amount"),
    pytest.param(["understand", "number"], "mười hai\n", id="number"),
    pytest.param(["understand", "date", "--today", "2026-11-21"], "hôm qua\n", id="date"),
    pytest.param(["understand", "yesno"], "ừ đúng rồi\n", id="yesno"),
]


@pytest.mark.parametrize("arguments, words", COMMANDS)
def test_light_command_loads_nothing_heavy(arguments: list[str], words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", *arguments],
        input=words,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip()
    imported = {name.split(".")[0] for name in IMPORTED.findall(done.stderr)}
    assert "bot" in imported
    assert not HEAVY & imported


@pytest.mark.parametrize("name", ["json", "no_such_module"])
def test_garbage_is_collected_again_once_a_command_is_loaded(name: str) -> None:
    with suppress(ModuleNotFoundError):
        _loaded(name)
    assert gc.isenabled()
