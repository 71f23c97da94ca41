"""`clb digest` as its users run it: every kind of area gives its files, no week is told before it began."""

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

NOW = "2026-11-30T08:00"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('digest') / 'demo.db'}"
    made = clb("seed", "demo", "--db", url)
    assert made.returncode == 0, made.stderr
    return url


def clb(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), check=False)


def digest(url: str, area: str, week: str, out: Path) -> subprocess.CompletedProcess[str]:
    words = ("--area", area, "--week", week, "--out", str(out), "--now", NOW, "--json")
    return clb("digest", "--db", url, *words)


@pytest.mark.parametrize("area, sheets", [("08-2608", 1), ("08", 2), ("VN", 2)])
def test_every_area_gives_text_picture_and_workbook(
    demo: str, area: str, sheets: int, tmp_path: Path
) -> None:
    made = digest(demo, area, "2026-W48", tmp_path)
    assert made.returncode == 0, made.stderr
    text, chart, book = (Path(name) for name in json.loads(made.stdout)["files"])
    assert "Báo cáo tháng 11: nộp 2/" in text.read_text(encoding="utf-8")
    assert chart.read_bytes()[:4] == b"\x89PNG"
    opened = openpyxl.load_workbook(book, data_only=True)
    assert len(opened.worksheets) == sheets
    sums = [cell.value for cell in opened.worksheets[0][opened.worksheets[0].max_row]]
    assert {"08-2608": 217, "08": 321, "VN": 321}[area] in sums


def test_areas_and_weeks_written_into_one_folder_do_not_overwrite_each_other(
    demo: str, tmp_path: Path
) -> None:
    wanted = (("08", "2026-W48"), ("VN", "2026-W48"), ("VN", "2026-W47"))
    named = [json.loads(digest(demo, *each, tmp_path).stdout)["files"] for each in wanted]
    assert len(list(tmp_path.iterdir())) == len({name for files in named for name in files}) == 9


def test_a_week_that_has_not_begun_is_refused(demo: str, tmp_path: Path) -> None:
    made = digest(demo, "08", "2027-W05", tmp_path)
    assert made.returncode == 2
    assert made.stderr == "clb digest: the week 2027-W05 has not begun yet\n"
    assert not list(tmp_path.iterdir())
