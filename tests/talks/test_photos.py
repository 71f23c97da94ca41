"""Photos of receipts: sent in the middle of a talk, with a caption, before and after a correction."""

from pathlib import Path

import pytest

from handlers.messages import Kind
from tests.talks.conversation import Conversation, Heard, conversation

PHOTO = Heard("", Kind.PHOTO, "bill")


@pytest.fixture
def photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CLB_DATA_DIR", str(tmp_path))
    kept = tmp_path / "photos" / "bill"
    kept.parent.mkdir()
    kept.write_bytes(b"\xff\xd8\xff")
    return str(kept)


async def _said(talk: Conversation, *messages: str | Heard) -> list[str]:
    return ["\n".join(reply.text for reply in await talk.say("treasurer", said)) for said in messages]


async def test_a_photo_sent_before_the_yes_is_offered_right_after_it(sqlite_url: str, photo: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 17:00") as talk:
        told = await _said(talk, "chi 20k mua chè", PHOTO, "1", "1")
        shown = (await talk.say("treasurer", "xem phiếu chi 11"))[-1]
    assert "cháu giữ tấm ảnh rồi" in told[1]
    assert "20.000 đồng" in told[1]
    assert "phiếu chi số 11" in told[2]
    assert "Ảnh này của phiếu chi số 11" in told[2]
    assert "giữ ảnh cùng phiếu chi số 11" in told[3]
    assert shown.files == (photo,)


async def test_the_receipt_itself_carries_no_list(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 17:00") as talk:
        await _said(talk, "chi 20k mua chè", PHOTO)
        written, asked = await talk.say("treasurer", "1")
    assert "đã ghi, phiếu chi số 11" in written.text
    assert not written.choices
    assert "Ảnh này của phiếu chi số 11" in asked.text


async def test_after_a_dropped_entry_the_photo_waits_for_the_next_one(sqlite_url: str, photo: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 17:00") as talk:
        told = await _said(talk, "chi 20k mua chè", PHOTO, "bỏ", "chi 25k mua chè", "1", "1")
    assert "Ảnh" not in told[2]
    assert "Ảnh này của phiếu chi số 11, mua chè 25.000 đồng" in told[4]
    assert "giữ ảnh" in told[5]


async def test_a_photo_in_a_roll_call_is_offered_with_the_latest_receipts(
    sqlite_url: str, photo: str
) -> None:
    async with conversation(sqlite_url, "2026-11-25 10:30") as talk:
        told = await _said(talk, "chi 20k mua chè", "1", "kiểm quỹ", PHOTO, "17tr5", "3", "2", "1")
    assert "cháu giữ tấm ảnh rồi" in told[3]
    assert "Ảnh này của phiếu chi số 11" in told[5]
    assert "vậy ảnh này của khoản nào" in told[6]
    assert "giữ ảnh cùng phiếu" in told[7]


async def test_an_entry_written_beneath_its_photo(sqlite_url: str, photo: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 17:00") as talk:
        told = await _said(talk, Heard("chi 20k mua chè", Kind.PHOTO, "bill"), "1", "1")
    assert "CHI 20.000 đồng" in told[0]
    assert "Ảnh này của phiếu chi số 11" in told[1]
    assert "giữ ảnh" in told[2]


async def test_the_photo_follows_a_correction_and_what_is_written_again(sqlite_url: str, photo: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 17:00") as talk:
        await _said(talk, "chi 20k mua chè", "1", PHOTO, "1", "sửa phiếu chi 11 thành 25k", "1")
        corrected = (await talk.say("treasurer", "xem phiếu chi 12"))[-1]
        why = (await talk.say("treasurer", "vì sao 25.000"))[-1]
        await _said(talk, "gạch phiếu chi 12", "1", "ghi lại", "1")
        again = (await talk.say("treasurer", "xem phiếu chi 13"))[-1]
        old = (await talk.say("treasurer", "xem phiếu chi 11"))[-1]
    assert [corrected.files, why.files, again.files, old.files] == [(photo,)] * 4


async def test_a_photo_right_after_a_correction_is_offered_too(sqlite_url: str, photo: str) -> None:
    async with conversation(sqlite_url, "2026-11-24 17:00") as talk:
        told = await _said(talk, "chi 20k mua chè", "1", "sửa phiếu chi 11 thành 25k", "1", PHOTO, "1")
    assert "Ảnh này của phiếu chi số 12" in told[4]
    assert "giữ ảnh cùng phiếu chi số 12" in told[5]
