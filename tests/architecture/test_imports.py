"""The arrows between the six rooms, watched at run time.

import-linter reads the source and does not see what a parent package imports; what Python has really
loaded afterwards cannot be argued with.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "scheduler", "storage", "templates")
HEAVY = {"aiogram", "telegram", "aiohttp", "sqlalchemy", "matplotlib", "jinja2"}

LIST_LOADED = """
import importlib, json, sys
for name in json.load(sys.stdin):
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def module_names(room: str) -> list[str]:
    """Every module of a room, as it would be imported."""
    files = sorted((ROOT / room).rglob("*.py"))
    parts = [file.relative_to(ROOT).with_suffix("").parts for file in files]
    return [".".join(part[:-1] if part[-1] == "__init__" else part) for part in parts]


def loaded_after_importing(names: list[str]) -> set[str]:
    """All modules a fresh interpreter holds once it has imported `names`."""
    done = subprocess.run(
        [sys.executable, "-c", LIST_LOADED],
        input=json.dumps(names),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_handlers_load_no_channel_database_or_picture() -> None:
    names = module_names("handlers")
    assert "handlers.messages" in names
    loaded = loaded_after_importing(names)
    assert set(names) <= loaded
    assert not HEAVY & loaded


def test_handlers_load_no_other_room_but_records() -> None:
    loaded = loaded_after_importing(module_names("handlers"))
    foreign = {name for name in loaded if name.split(".")[0] in set(ROOMS) - {"handlers"}}
    assert foreign <= {"storage", "storage.records", "storage.people_records"}


def test_the_probe_notices_a_heavy_module() -> None:
    assert "jinja2" in loaded_after_importing(["jinja2"])


@pytest.mark.parametrize("room", ROOMS)
def test_package_files_are_empty(room: str) -> None:
    files = list((ROOT / room).rglob("__init__.py"))
    assert files
    assert [file for file in files if file.read_text(encoding="utf-8").strip()] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_folder_of_code_is_a_package(room: str) -> None:
    folders = {file.parent for file in (ROOT / room).rglob("*.py") if "migrations" not in file.parts}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_tests_are_no_packages() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []
