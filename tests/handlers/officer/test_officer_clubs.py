"""Officers asking for one club: other names, slips of the finger, nothing to find, its filed report."""

import sqlalchemy as sa

from storage.tables.talk import audit
from tests.handlers.officer.officer_desk import OfficerDesk


async def test_an_unknown_name_is_asked_again(desk: OfficerDesk) -> None:
    said = await desk.say("commune", "/quy CLB Hợp Nhất")
    assert "chưa tìm ra" in said
    assert (await desk.say("commune", "thôn Khổng")).startswith("CLB thôn Khổng, xã Hồng Sơn, sổ đến 30/11:")


async def test_no_to_the_nearest_asks_for_the_name(desk: OfficerDesk) -> None:
    await desk.say("commune", "quỹ clb tân tiến xã tân trào")
    assert "chưa tìm ra" in await desk.say("commune", "2")
    assert (await desk.say("commune", "Đồng Tâm")).startswith("CLB thôn Đồng Tâm")


async def test_picked_by_the_name_of_its_commune(desk: OfficerDesk) -> None:
    await desk.say("province", "/quy CLB thôn Tân Tiến")
    assert (await desk.say("province", "xã Tân Trào")).startswith(
        "CLB thôn Tân Tiến, xã Tân Trào, sổ đến 30/11:"
    )


async def test_looking_at_a_club_leaves_a_trace(desk: OfficerDesk) -> None:
    await desk.say("commune", "quỹ clb thôn khổng")
    async with desk.database.read() as connection:
        seen = (
            await connection.execute(sa.select(audit.c.club_id).where(audit.c.act == "club_fund_seen"))
        ).scalars()
        assert list(seen) == [1]


async def test_a_slip_of_the_finger_is_within_the_scope(desk: OfficerDesk) -> None:
    asked = "Dạ, bác hỏi CLB thôn {} phải không ạ?\n1. Đúng\n2. Không"
    assert await desk.say("commune", "quy clb thon khog") == asked.format("Khổng")
    assert await desk.say("commune", "quy clb dong tam thang truoc") == asked.format("Đồng Tâm")
    assert (await desk.say("commune", "1")).startswith("CLB thôn Đồng Tâm, xã Hồng Sơn, sổ đến 30/11:")
    assert await desk.say("commune", "1") == "Dạ, bác hỏi CLB khác thì nhắn, ví dụ: quỹ clb thôn Khổng"


async def test_no_club_named_lists_them_all(desk: OfficerDesk) -> None:
    said = await desk.say("commune", "quỹ câu lạc bộ")
    assert said.splitlines()[:2] == ["Dạ, bác hỏi CLB nào ạ?", "1. Thôn Khổng, xã Hồng Sơn"]
    assert (await desk.say("commune", "2")).startswith("CLB thôn Đồng Tâm")


async def test_a_filed_report_is_read(desk: OfficerDesk) -> None:
    said = await desk.say("commune", "xem báo cáo thôn khổng")
    assert said.startswith(
        "Báo cáo tháng 11, CLB thôn Khổng, nộp lại 30/11, chờ duyệt:\n- Họp 25/11, đến 57/60"
    )
    assert len(said) <= 350
    assert "chưa nộp báo cáo tháng 11" in await desk.say("commune", "bao cao thon tan tien")
    assert "chưa rõ CLB nào" in await desk.say("commune", "báo cáo thôn Tân Tiến xã Tân Trào")
    assert "việc duyệt báo cáo cháu chưa làm được" in await desk.say("commune", "duyệt")
