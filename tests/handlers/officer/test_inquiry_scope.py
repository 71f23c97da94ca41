"""Who may ask what: outside one's club or area nothing exists, whatever words name it."""

import pytest

from tests.handlers.officer.officer_desk import OfficerDesk


@pytest.mark.parametrize(
    "words",
    [
        "thủ quỹ clb đồng tâm là ai",
        "clb thôn Tân Tiến tháng này chi bao nhiêu",
        "xóm mới có bao nhiêu hội viên",
    ],
)
async def test_a_club_hears_only_of_itself(desk: OfficerDesk, words: str) -> None:
    assert await desk.say("leader", words) == (
        "Dạ, bác chỉ xem được sổ của CLB mình ạ. CLB khác thì bác hỏi Hội xã giúp cháu."
    )


@pytest.mark.parametrize(
    "words", ["xã mình tháng này chi bao nhiêu", "clb nào đông nhất", "xã Hồng Sơn có bao nhiêu hội viên"]
)
async def test_a_club_hears_nothing_of_its_commune(desk: OfficerDesk, words: str) -> None:
    said = await desk.say("leader", words)
    assert "217" not in said
    assert "Đồng Tâm" not in said
    assert "500.000" not in said


@pytest.mark.parametrize(
    "words",
    [
        "xã Tân Trào tháng này chi bao nhiêu",
        "cả nước có bao nhiêu hội viên",
        "tỉnh Tuyên Quang bao nhiêu hội viên nữ",
    ],
)
async def test_an_officer_hears_nothing_of_other_areas(desk: OfficerDesk, words: str) -> None:
    assert "không thấy nơi này" in await desk.say("commune", words)


async def test_an_officer_hears_nothing_of_a_club_elsewhere(desk: OfficerDesk) -> None:
    said = await desk.say("commune", "clb tân tiến xã tân trào có bao nhiêu hội viên")
    assert "cháu không thấy CLB này trong xã" in said
    assert "53" not in said


async def test_a_notice_about_what_is_asked_is_a_notice(desk: OfficerDesk) -> None:
    said = await desk.say("commune", "thông báo clb nào chưa họp thì họp trước ngày 30")
    assert "gửi" in said
    assert "chưa hiểu" not in said
