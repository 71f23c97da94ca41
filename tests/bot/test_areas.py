"""A fresh database has no province: the operator gives the list, and only then can anybody be invited."""

from pathlib import Path

import pytest

from bot.cli import run

LIST = "mã,tên,tỉnh\n08-2602,xã Hồng Sơn,08\n08,Tuyên Quang,\n"


def areas(url: str, folder: Path, text: str) -> int:
    file = folder / "areas.csv"
    file.write_text(text, encoding="utf-8")
    return run(["areas", "--db", url, str(file)])


def test_a_fresh_database_gets_its_areas(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = sqlite_url
    operator = ["invite", "--db", url, "--role", "operator", "--area", "08", "--person", "Lê Văn Sơn"]
    assert run(operator) == 2
    assert "clb areas" in capsys.readouterr().err
    assert areas(url, tmp_path, LIST) == 0
    assert capsys.readouterr().out == "2 areas are new, 0 have another name now.\n"
    assert run(operator) == 0
    capsys.readouterr()
    assert areas(url, tmp_path, LIST.replace("xã Hồng Sơn", "phường Hồng Sơn")) == 0
    assert capsys.readouterr().out == "0 areas are new, 1 have another name now.\n"
    assert run(["areas", "--db", url]) == 0
    assert capsys.readouterr().out == "08,Tuyên Quang,\n08-2602,phường Hồng Sơn,08\n"


@pytest.mark.parametrize(
    "text, told",
    [
        ("08\n", "line 1"),
        ("08,Tuyên Quang,\n../x,xã A,08\n", "line 2"),
        ("08-1,xã A,09\n", "no province has the code 09"),
        ("08,Tuyên Quang,\n08,Hà Giang,\n", "stands for two areas"),
        ("VN,Việt Nam,\n", "stands for two areas"),
    ],
)
def test_a_list_that_cannot_be_read_writes_nothing(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    assert areas(sqlite_url, tmp_path, text) == 2
    assert told in capsys.readouterr().err
    assert run(["areas", "--db", sqlite_url]) == 0
    assert capsys.readouterr().out == ""


def test_an_area_does_not_move(sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert areas(sqlite_url, tmp_path, LIST + "10,Lào Cai,\n") == 0
    assert areas(sqlite_url, tmp_path, "08-2602;xã Hồng Sơn;10\n") == 2
    assert "cannot move" in capsys.readouterr().err
