"""Chart and workbook of the digest, asked for by hand: only what was asked for comes with the answer."""

from io import BytesIO
from pathlib import Path

import pytest

from handlers.messages import Outgoing
from tests.talks.conversation import conversation


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLB_DATA_DIR", str(tmp_path))
    return tmp_path / "digests"


def _content(answer: Outgoing) -> bytes:
    return Path(answer.files[0]).read_bytes()


def _spoil(answer: Outgoing) -> None:
    Path(answer.files[0]).write_bytes(b"")


def _drawn(folder: Path) -> bool:
    return folder.exists()


async def test_what_was_asked_for_comes_with_the_answer(sqlite_url: str, folder: Path) -> None:
    async with conversation(sqlite_url, "2026-12-02 09:00") as talk:
        chart = (await talk.say("province", "xem biểu đồ"))[-1]
        book = (await talk.say("province", "gửi file excel xã Hồng Sơn tuần này"))[-1]
        both = (await talk.say("nation", "biểu đồ và file excel"))[-1]
    assert chart.files == (str(folder / "ban-tin-08-2026-11-29.png"),)
    assert book.files == (str(folder / "ban-tin-08-2608-2026-12-06.xlsx"),)
    assert [Path(name).suffix for name in both.files] == [".png", ".xlsx"]
    assert _content(chart).startswith(b"\x89PNG")


async def test_what_was_drawn_before_is_drawn_anew(sqlite_url: str, folder: Path) -> None:
    from openpyxl import load_workbook

    async with conversation(sqlite_url, "2026-12-02 09:00") as talk:
        book = (await talk.say("province", "gửi file excel tuần này"))[-1]
        _spoil(book)
        again = (await talk.say("province", "gửi file excel tuần này"))[-1]
    sheet = load_workbook(BytesIO(_content(again))).worksheets[0]
    assert sheet["A1"].value == "Tỉnh Tuyên Quang, tuần 30/11–6/12"


async def test_nobody_gets_the_files_of_another_place(sqlite_url: str, folder: Path) -> None:
    async with conversation(sqlite_url, "2026-12-02 09:00") as talk:
        elsewhere = (await talk.say("commune", "xem biểu đồ xã Tân Trào"))[-1]
        leader = (await talk.say("leader", "xem biểu đồ"))[-1]
    assert not elsewhere.files
    assert not leader.files
    assert not _drawn(folder)
