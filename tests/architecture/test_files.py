"""Files a newcomer can read: each opens by saying what it serves, and none grows past two hundred lines."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "handlers", "scheduler", "storage", "templates", "tests", "benchmarks")
LONGEST = 200


def sources() -> list[Path]:
    found = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]
    assert len(found) > 10
    return found


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def opens_with_docstring(file: Path) -> bool:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return not tree.body or ast.get_docstring(tree) is not None


def test_every_file_says_what_it_serves() -> None:
    silent = [str(file.relative_to(ROOT)) for file in sources() if not opens_with_docstring(file)]
    assert silent == []


def test_no_file_is_too_long() -> None:
    long = {str(file.relative_to(ROOT)): lines(file) for file in sources() if lines(file) > LONGEST}
    assert long == {}


def test_source_lives_in_the_six_rooms() -> None:
    skipped = {"build", "dist", "data"}
    folders = {file.parent for file in ROOT.glob("*/*.py")}
    names = {folder.name for folder in folders if not folder.name.startswith(".")} - skipped
    assert names <= {*FOLDERS, "docs"}
