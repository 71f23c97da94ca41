"""Installing gives everyone the same bytes: every pin is hashed, and none says where it must come from."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FILES = ("requirements.txt", "requirements-dev.txt")


def pins(name: str) -> dict[str, list[str]]:
    """Package name to its pinned lines (several where Python versions differ), hashes included."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if pinned := re.match(r"([\w.-]+)==", line):
            found.setdefault(normal(pinned.group(1)), []).append(line)
    return found


def normal(requirement: str) -> str:
    """`SQLAlchemy[asyncio]>=2` -> `sqlalchemy`."""
    package = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", package).lower()


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


@pytest.mark.parametrize("name", FILES)
def test_every_pin_is_hashed(name: str) -> None:
    lines = [line for group in pins(name).values() for line in group]
    assert len(lines) > 20
    assert [line for line in lines if "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("name", FILES)
def test_no_pin_file_names_an_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|^-e|file:", text, re.MULTILINE)


def test_every_dependency_is_pinned() -> None:
    extras = project()["optional-dependencies"]
    running = {normal(item) for item in [*project()["dependencies"], *extras["build"]]}
    assert running <= pins("requirements.txt").keys()
    assert running | {normal(item) for item in extras["dev"]} <= pins("requirements-dev.txt").keys()


def test_both_files_agree() -> None:
    tested = pins("requirements-dev.txt")
    for package, lines in pins("requirements.txt").items():
        assert [line.split()[0] for line in lines] == [line.split()[0] for line in tested[package]]
