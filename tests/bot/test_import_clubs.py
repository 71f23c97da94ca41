"""`clb import`: an empty workbook filled, tried, read, and read again; what is unclear stops all of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.cli import run
from handlers.club.sheet_rows import CLUBS, LOANS, ROLL

CLUB = ["CLB thôn Mới", "Mới", "08-2608", "1/11/2026", 2_000_000, 0, 10_000_000, 0, 8_000_000, 1, 5000]
LAN = ["CLB thôn Mới", 1, "Nguyễn Thị Lan", 1952, "nữ", "1/1/2020"]
TU = ["CLB thôn Mới", 2, "Trần Văn Tư", 1948, "Nam", None]
LENT = [
    ["CLB thôn Mới", 1, "5 triệu", 1, "15/11/2025", "30/6/2027"],
    ["CLB thôn Mới", 2, 3_000_000, "0,5", None, "15/11/2026"],
]


def filled(path: Path, rows: dict[str, list[list[Any]]]) -> Path:
    """The blank workbook with these rows."""
    assert run(["import", "--blank", str(path)]) == 0
    book = load_workbook(path)
    for sheet, lines in rows.items():
        for line in lines:
            book[sheet].append(line)
    book.save(path)
    return path


def read(path: Path, url: str, *more: str) -> int:
    return run(["import", str(path), "--db", url, "--now", "2026-11-21T09:00", *more])


def test_a_club_moves_in_once(sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["seed", "demo", "--db", sqlite_url])
    path = filled(tmp_path / "so.xlsx", {CLUBS: [CLUB], ROLL: [LAN, TU], LOANS: LENT})
    capsys.readouterr()
    assert read(path, sqlite_url, "--dry-run") == 0
    assert (
        "chưa ghi gì. Sẽ thêm 1 câu lạc bộ, 2 thành viên, 2 số dư đầu, 2 khoản vay" in capsys.readouterr().out
    )
    assert read(path, sqlite_url) == 0
    assert "Đã thêm 1 câu lạc bộ, 2 thành viên, 2 số dư đầu, 2 khoản vay" in capsys.readouterr().out
    assert read(path, sqlite_url) == 0
    assert "Đã thêm 0 câu lạc bộ, 0 thành viên, 0 số dư đầu, 0 khoản vay" in capsys.readouterr().out
    assert run(["verify", "--db", sqlite_url]) == 0


@pytest.mark.parametrize(
    "sheet, rows, told",
    [
        (CLUBS, [[*CLUB[:8], 9_000_000, *CLUB[9:]]], 'cột "QTN đang cho vay": khác tổng'),
        (CLUBS, [[*CLUB[:2], "99-9999", *CLUB[3:]]], "chưa có xã nào mang mã này"),
        (ROLL, [LAN, [*TU[:3], "năm mươi", *TU[4:]]], 'dòng 3, cột "Năm sinh": cần một con số đúng'),
        (ROLL, [LAN, [*TU[:1], 1, *TU[2:]]], "đã có ở một dòng trên"),
        (LOANS, [[*LENT[0][:1], 7, *LENT[0][2:]], LENT[1]], "số này chưa có ở trang"),
        (LOANS, [[*LENT[0][:2], "5", *LENT[0][3:]], LENT[1]], "cần số tiền rõ ràng"),
        (LOANS, [[*LENT[0][:5], "31/2/2027"], LENT[1]], "cần ngày viết như 30/6/2027"),
    ],
)
def test_what_is_unclear_is_named_and_nothing_is_written(
    sheet: str,
    rows: list[list[Any]],
    told: str,
    sqlite_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["seed", "demo", "--db", sqlite_url])
    path = filled(tmp_path / "so.xlsx", {CLUBS: [CLUB], ROLL: [LAN, TU], LOANS: LENT} | {sheet: rows})
    capsys.readouterr()
    assert read(path, sqlite_url) == 1
    said = capsys.readouterr().out
    assert told in said
    assert "chưa ghi gì" in said
    assert read(path, sqlite_url, "--json") == 1
    assert set(json.loads(capsys.readouterr().out)["faults"][0]) == {"sheet", "row", "column", "why"}
    right = filled(tmp_path / "dung.xlsx", {CLUBS: [CLUB], ROLL: [LAN, TU], LOANS: LENT})
    assert read(right, sqlite_url) == 0
    assert "Đã thêm 1 câu lạc bộ" in capsys.readouterr().out


def test_a_file_that_is_no_workbook(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "so.xlsx"
    path.write_text("không phải Excel", encoding="utf-8")
    assert read(path, sqlite_url) == 2
    assert "is no Excel workbook" in capsys.readouterr().err
