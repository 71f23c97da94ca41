"""`clb areas --move`: a club changes commune in mid-period, by the real command, and the digests follow."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.cli import run
from storage.database import open_database
from storage.tables.clubs import areas
from storage.tables.talk import audit

HERE, THERE, THIRD = "08-2608", "08-2611", "08-2605"
NOW, MONDAY, ON = "2026-12-05T09:00", "2026-12-07T08:00", "2026-12-03"
BEFORE, AFTER = "2026-W48", "2026-W49"


@pytest.fixture
def demo(sqlite_url: str) -> str:
    assert run(["seed", "demo", "--db", sqlite_url]) == 0
    return sqlite_url


def move(url: str, club: str, to: str = THERE, on: str = ON, *more: str) -> int:
    return run(["areas", "--db", url, "--now", NOW, "--move", club, "--to", to, "--on", on, *more])


def digest(url: str, folder: Path, area: str, week: str) -> str:
    """Filed of expected, and the fund, as the commune's officer reads them."""
    words = ["--area", area, "--week", week, "--out", str(folder), "--now", MONDAY]
    assert run(["digest", "--db", url, *words]) == 0
    [text] = folder.glob(f"*{area}-*.txt")
    lines = text.read_text(encoding="utf-8").splitlines()
    text.unlink()
    return f"{lines[1].split(',')[0]} | {lines[3].split(' đồng')[0]}"


async def _rows(url: str, query: sa.Select[Any]) -> list[Any]:
    database = open_database(url)
    async with database.read() as connection:
        found = list(await connection.execute(query))
    await database.dispose()
    return found


def test_digests_of_both_communes_follow_from_that_day(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    was = {area: digest(demo, tmp_path, area, BEFORE) for area in (HERE, THERE)}
    capsys.readouterr()
    assert move(demo, "CLB thôn Đồng Tâm") == 0
    assert capsys.readouterr().out == (
        "CLB thôn Đồng Tâm, club 2: in xã Hồng Sơn (08-2608) before 2026-12-03, "
        "in xã Tân Trào (08-2611) from that day on.\n"
    )
    assert {area: digest(demo, tmp_path, area, BEFORE) for area in (HERE, THERE)} == was
    assert was[HERE] == "- Báo cáo tháng 11: nộp 2/4 | - Quỹ cả xã 188.500.000"
    assert digest(demo, tmp_path, HERE, AFTER) == "- Báo cáo tháng 11: nộp 1/3 | - Quỹ cả xã 157.140.000"
    assert digest(demo, tmp_path, THERE, AFTER) == "- Báo cáo tháng 11: nộp 1/2 | - Quỹ cả xã 60.580.000"
    assert run(["verify", "--db", demo]) == 0
    told = sa.select(audit.c.club_id, audit.c.details).where(audit.c.act == "club_moved")
    [row] = asyncio.run(_rows(demo, told))
    assert (row.club_id, row.details) == (2, {"left": HERE, "entered": THERE, "on": ON})


def test_a_move_told_wrong_is_put_right_by_telling_it_again(
    demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    was = {week: digest(demo, tmp_path, HERE, week) for week in (BEFORE, AFTER)}
    assert move(demo, "2", THIRD) == 0
    capsys.readouterr()
    assert move(demo, "2", THERE, ON, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"club": 2, "name": "CLB thôn Đồng Tâm", "left": HERE, "entered": THERE, "on": ON}
    assert digest(demo, tmp_path, THIRD, AFTER).startswith("- Báo cáo tháng 11: nộp 0/1")
    capsys.readouterr()
    assert move(demo, "2", HERE) == 0
    assert "the move of 2026-12-03 is taken back" in capsys.readouterr().out
    assert {week: digest(demo, tmp_path, HERE, week) for week in (BEFORE, AFTER)} == was


@pytest.mark.parametrize(
    "club, to, on, told",
    [
        ("2", "08", ON, "no commune has the code '08'"),
        ("2", "08-9999", ON, "no commune has the code '08-9999'"),
        ("2", HERE, ON, "club 2 is in 08-2608 already"),
        ("99", THERE, ON, "no club has that number"),
        ("9" * 30, THERE, ON, "fits no club"),
        ("CLB thôn Tân Tiến", THERE, ON, "name the commune too"),
        ("2", THERE, "2026-12-06", "still to come"),
        ("2", THERE, "2016-12-03", "more than a year ago"),
        ("2", THERE, "mai", "is no day"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_and_moves_nothing(
    demo: str, capsys: pytest.CaptureFixture[str], club: str, to: str, on: str, told: str
) -> None:
    capsys.readouterr()
    assert move(demo, club, to, on) == 2
    [sentence] = capsys.readouterr().err.splitlines()
    assert told in sentence
    assert asyncio.run(_rows(demo, sa.select(audit.c.id).where(audit.c.act == "club_moved"))) == []


def test_half_a_move_an_earlier_move_and_an_ended_commune_are_refused(
    demo: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["areas", "--db", demo, "--to", THERE]) == 2
    assert "together" in capsys.readouterr().err
    assert move(demo, "2") == 0
    assert move(demo, "2", THIRD, "2026-12-02") == 2
    assert "moved to 08-2611 on 2026-12-03" in capsys.readouterr().err
    asyncio.run(_end(demo, THIRD))
    assert move(demo, "2", THIRD, "2026-12-04") == 2
    assert "no commune" in capsys.readouterr().err


async def _end(url: str, code: str) -> None:
    database = open_database(url)
    async with database.write() as connection:
        ended = sa.func.date("2026-11-30", type_=areas.c.valid_to.type)
        await connection.execute(sa.update(areas).where(areas.c.code == code).values(valid_to=ended))
    await database.dispose()
