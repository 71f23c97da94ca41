"""Each figure of a club, and each of a digest, unfolds for its officer to receipts and their photos."""

from pathlib import Path

import pytest

from handlers.messages import Kind
from tests.handlers.officer.officer_desk import OfficerDesk
from tests.talks.conversation import Heard, conversation

TITLE = "CLB thôn Khổng, xã Hồng Sơn, Quỹ tăng thu nhập"
LENT, REPAID = "- 24/11 phiếu chi 3: cho vay 5.000.000", "- 23/11 phiếu thu 5: trả gốc 1.000.000, lãi 50.000"


@pytest.mark.parametrize("handle", ["commune", "province"])
async def test_the_funds_of_a_club_unfold_to_places_and_receipts(desk: OfficerDesk, handle: str) -> None:
    await desk.say(handle, "/quy CLB thôn Khổng")
    assert (await desk.say(handle, "vì sao 52.250.000")).splitlines() == [
        f"{TITLE} đến 30/11:",
        "- trong hòm 10.250.000, cho vay 42.000.000",
        "- đầu tháng 11 52.200.000",
        REPAID,
        LENT,
        "- đến nay 52.250.000 đồng",
    ]
    for amount, place, opening in (
        ("42.000.000", " đang cho vay", "38.000.000"),
        ("10.250.000", " trong hòm", "14.200.000"),
    ):
        assert (await desk.say(handle, f"vi sao {amount}")).splitlines() == [
            f"{TITLE}{place} đến 30/11:",
            f"- đầu tháng 11 {opening}",
            REPAID,
            LENT,
            f"- đến nay {amount} đồng",
        ]


async def test_a_long_month_goes_on_by_its_page(desk: OfficerDesk) -> None:
    first = await desk.say("commune", "vì sao 3.250.000")
    assert first.splitlines()[-1] == '- còn 2 khoản nữa, bác nhắn "xem tiếp"'
    second = await desk.say("commune", "xem tiếp")
    assert second == await desk.say("commune", "vì sao 3.250.000 trang 2")  # as it was asked before
    assert second.splitlines()[-2:] == [
        "- 24/11 phiếu chi 10: chi 200.000, thăm hỏi ốm đau",
        "- đến nay 3.250.000 đồng",
    ]
    assert "Sơn," not in first.split("\n", 1)[1] + second.split("\n", 1)[1]  # nobody's name


async def test_a_figure_in_a_list_of_clubs_unfolds_too(desk: OfficerDesk) -> None:
    await desk.say("commune", "xã mình bao nhiêu clb bao nhiêu người quỹ bao nhiêu")
    assert "Khổng 52.250.000" in await desk.say("commune", "vì sao 2/4")
    assert (await desk.say("commune", "vì sao 52.250.000")).startswith(TITLE)
    assert (await desk.say("commune", "vì sao 30.000.000")).startswith("CLB thôn Đồng Tâm, xã Hồng Sơn")


@pytest.mark.parametrize(
    "handle, figure, unfolded",
    [
        ("commune", "2/4", "- Tân Tiến: đang làm dở"),
        ("commune", "188.500.000", "- Khổng 55.500.000"),
        ("commune", "10.000", "- Khổng: bớt 150.000"),
        ("commune", "141.000.000", "- Khổng 42.000.000"),
        ("commune", "2.000.000", "- Khổng: 1 khoản 2.000.000, hạn 15/11"),
        ("commune", "1,4%", "- Khổng: 1 khoản 2.000.000, hạn 15/11"),
        ("commune", "98/112", "- Khổng: 25/11, đến 57/60"),
        ("province", "2/6", "- Quyết Thắng (Hồng Sơn): Zalo không nhận tin"),
        ("province", "2/4", "- Quyết Thắng (Hồng Sơn): Zalo không nhận tin"),
        ("province", "0/1", "- Tân Tiến (Sơn Dương): chưa bắt đầu"),
        ("province", "248.770.000", "- Khổng (Hồng Sơn) 55.500.000"),
        ("province", "10.000", "- Khổng (Hồng Sơn): bớt 150.000"),
        ("province", "182.000.000", "- Khổng (Hồng Sơn) 42.000.000"),
        ("province", "1,1%", "- Khổng (Hồng Sơn): 1 khoản 2.000.000, hạn 15/11"),
        ("province", "98/112", "- Khổng (Hồng Sơn): 25/11, đến 57/60"),
    ],
)
async def test_each_figure_of_the_digest_unfolds(
    desk: OfficerDesk, handle: str, figure: str, unfolded: str
) -> None:
    assert unfolded in (await desk.say(handle, f"vì sao {figure}?")).splitlines()


async def test_the_receipts_photo_reaches_the_officer_and_nobody_elsewhere(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLB_DATA_DIR", str(tmp_path))
    photo = tmp_path / "photos" / "abc"
    photo.parent.mkdir()
    photo.write_bytes(b"\xff\xd8\xff")
    async with conversation(sqlite_url, "2026-11-24 17:00") as talk:
        for said in ("chi 20k mua chè", "1", Heard("", Kind.PHOTO, "abc"), "1"):
            await talk.say("treasurer", said)
        first = (await talk.say("commune", "vì sao 3.230.000"))[-1]
        shown = (await talk.say("commune", "xem tiếp"))[-1]
    assert "phiếu chi 11: chi 20.000" in shown.text
    assert shown.files == (str(photo),)
    assert first.files == ()
