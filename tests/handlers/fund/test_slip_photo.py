"""A receipt is shown with its photo, where the photo is kept here."""

from pathlib import Path

import pytest

from handlers.messages import Kind
from tests.talks.conversation import Heard, conversation


async def test_the_photo_of_a_receipt_comes_back(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLB_DATA_DIR", str(tmp_path))
    photo = tmp_path / "photos" / "abc"
    photo.parent.mkdir()
    photo.write_bytes(b"\xff\xd8\xff")
    async with conversation(sqlite_url, "2026-11-24 17:00") as talk:
        for said in ("chi 20k mua chè", "1", Heard("", Kind.PHOTO, "abc"), "1"):
            await talk.say("treasurer", said)
        shown = (await talk.say("leader", "xem phiếu chi 11"))[-1]
        plain = (await talk.say("leader", "xem phiếu chi 9"))[-1]
    assert shown.files == (str(photo),)
    assert "bác Ngọc ghi lúc 17:00" in shown.text
    assert plain.files == ()
    assert "chưa có ảnh" in plain.text
