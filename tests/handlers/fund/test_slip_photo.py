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


async def test_why_a_sum_and_why_a_figure_bring_the_photos(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLB_DATA_DIR", str(tmp_path))
    photos = [tmp_path / "photos" / name for name in ("first", "second")]
    photos[0].parent.mkdir()
    for photo in photos:
        photo.write_bytes(b"\xff\xd8\xff")
    async with conversation(sqlite_url, "2026-11-24 17:00") as talk:
        await talk.texts("treasurer", "chi 20k mua chè", "1")
        for name in ("first", "second"):
            await talk.say("treasurer", Heard("", Kind.PHOTO, name))
            assert "giữ ảnh cùng phiếu chi số 11" in (await talk.say("treasurer", "1"))[-1].text
        of_the_sum = (await talk.say("leader", "vì sao 20.000"))[-1]
        await talk.say("leader", "/quy")
        of_the_figure = (await talk.say("leader", "vì sao 420.000"))[-1]
        of_the_book = [(await talk.say("leader", said))[-1] for said in ("sổ quỹ hoạt động", "xem tiếp")]
    kept = tuple(str(photo) for photo in photos)
    assert of_the_sum.files == kept
    assert of_the_figure.files == kept
    assert "(có ảnh)" in of_the_figure.text
    assert [page.files for page in of_the_book] == [(), ()]
