"""Officers' questions beyond the golden ones: other wordings, other areas, unfolding, nothing to find."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.database import open_database
from storage.tables.people import people, roles
from storage.tables.talk import audit
from tests.handlers.officer.officer_desk import OfficerDesk, moment, officer_desk

NOON = "2026-11-30 10:05"


@pytest.fixture(scope="module")
def demo_at_noon(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo lived up to that moment once; every test talks over a copy of it."""
    path = tmp_path_factory.mktemp("demo") / "noon.db"
    shutil.copy(sqlite_template, path)
    asyncio.run(_live(path))
    return path


async def _live(path: Path) -> None:
    database = open_database(f"sqlite:///{path}")
    async with officer_desk(database, NOON):
        await database.dispose()


@pytest.fixture
async def desk(demo_at_noon: Path, tmp_path: Path) -> AsyncIterator[OfficerDesk]:
    path = tmp_path / "clubs.db"
    shutil.copy(demo_at_noon, path)
    database = open_database(f"sqlite:///{path}")
    yield OfficerDesk(database, moment(NOON))
    await database.dispose()


async def test_clubs_from_an_amount_up(desk: OfficerDesk) -> None:
    assert await desk.say("commune", "bao nhiêu CLB quỹ từ 50 triệu") == (
        "Dạ, đến 30/11, xã Hồng Sơn có 2/4 CLB có Quỹ tăng thu nhập từ 50.000.000 đồng:\n"
        "- Khổng 52.250.000\n- Quyết Thắng 50.000.000"
    )
    assert await desk.say("commune", "clb nao quy tren 90 trieu") == (
        "Dạ, đến 30/11, xã Hồng Sơn có 0/4 CLB có Quỹ tăng thu nhập trên 90.000.000 đồng ạ."
    )


async def test_overdue_loans(desk: OfficerDesk) -> None:
    assert await desk.say("commune", "quá hạn vay") == (
        "Dạ, đến 30/11, xã Hồng Sơn có 1 khoản quá hạn, cộng 2.000.000 đồng (1,4% số đang cho vay):\n"
        "- Khổng: 1 khoản 2.000.000, hạn 15/11"
    )
    assert await desk.say("province", "quá hạn xã Tân Trào") == (
        "Dạ, đến 30/11, xã Tân Trào không có khoản vay nào quá hạn ạ."
    )


async def test_this_month_beside_the_last(desk: OfficerDesk) -> None:
    assert await desk.say("commune", "so với tháng trước") == (
        "Xã Hồng Sơn, 30/11 so với 31/10:\n"
        "- Quỹ 188.500.000 đồng, thêm 610.000\n"
        "- Cho vay 141.000.000, thêm 4.000.000\n"
        "- Quá hạn 2.000.000, thêm 2.000.000\n"
        "- Thành viên 217, thêm 1"
    )


async def test_why_unfolds_to_clubs_and_entries(desk: OfficerDesk) -> None:
    assert await desk.say("commune", "vì sao thêm 10.000") == (
        "Dạ, quỹ đổi trong tuần 23/11–29/11, cả hai quỹ:\n"
        "- Đồng Tâm: thêm 160.000\n- Khổng: bớt 150.000\n"
        'Muốn xem từng khoản, bác nhắn "vì sao" và tên CLB ạ.'
    )
    assert await desk.say("commune", "vì sao Khổng") == (
        "CLB thôn Khổng, ghi từ 24/11 đến 30/11:\n"
        "- 24/11 phiếu chi 3: cho vay 5.000.000\n- 24/11 phiếu chi 10: bớt 200.000"
    )


async def test_a_word_beside_the_number_decides(desk: OfficerDesk) -> None:
    said = await desk.say("commune", "vì sao nộp 2/4")
    assert said.splitlines()[1:] == ["- Tân Tiến: đang làm dở", "- Quyết Thắng: Zalo không nhận tin"]
    assert "60 tuổi" in await desk.say("commune", "vì sao 148")
    assert "chưa biết là số nào" in await desk.say("commune", "vì sao 777")


async def test_outside_the_scope_nothing_exists(desk: OfficerDesk) -> None:
    said = await desk.say("commune", "tình hình xã Tân Trào")
    assert said == "Dạ, cháu không thấy nơi này trong phần bác phụ trách (xã Hồng Sơn) ạ."
    assert said == await desk.say("commune", "tình hình xã Không Có Thật")


async def test_a_province_asks_about_a_commune(desk: OfficerDesk) -> None:
    assert (await desk.say("province", "tình hình xã Hồng Sơn")).startswith(
        "Xã Hồng Sơn, sổ đến hôm nay 30/11:\n- 4 CLB"
    )
    assert (await desk.say("province", "tinh hinh")).startswith(
        "Tỉnh Tuyên Quang, sổ đến hôm nay 30/11:\n- 6 CLB"
    )
    assert (await desk.say("nation", "cả nước bao nhiêu clb")).startswith(
        "Cả nước, sổ đến hôm nay 30/11:\n- 6 CLB"
    )


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


async def test_a_leader_is_no_officer(desk: OfficerDesk) -> None:
    assert "chưa nộp báo cáo" not in await desk.say("leader", "ai chưa nộp")
    assert "188.500.000" not in await desk.say("leader", "tình hình xã Hồng Sơn")


async def test_a_reader_sees_the_list_and_reminds_nobody(desk: OfficerDesk) -> None:
    async with desk.database.write() as connection:
        person = sa.select(people.c.id).where(people.c.demo_handle == "commune").scalar_subquery()
        await connection.execute(sa.update(roles).where(roles.c.person_id == person).values(role="reader"))
    assert await desk.say("commune", "ai chưa nộp") == (
        "Dạ, còn 2 CLB chưa nộp báo cáo tháng 11:\n"
        "- Tân Tiến: đang làm dở\n- Quyết Thắng: Zalo không nhận tin"
    )


async def test_not_sent_when_the_officer_says_no(desk: OfficerDesk) -> None:
    await desk.say("commune", "ai chưa nộp")
    assert await desk.say("commune", "không") == "Dạ, cháu không gửi gì ạ."


async def test_a_role_that_ended_gives_no_answer(desk: OfficerDesk) -> None:
    async with desk.database.write() as connection:
        person = sa.select(people.c.id).where(people.c.demo_handle == "commune").scalar_subquery()
        ended = sa.update(roles).where(roles.c.person_id == person)
        await connection.execute(ended.values(until=sa.literal("2026-11-01").cast(sa.Date)))
    assert "188.500.000" not in await desk.say("commune", "tình hình")


async def test_the_reminder_can_be_read_before_it_is_sent(desk: OfficerDesk) -> None:
    await desk.say("commune", "ai chưa nộp")
    said = await desk.say("commune", "xem lời nhắc")
    assert said.startswith(
        'Dạ, lời nhắc sẽ là: "Hội xã Hồng Sơn nhờ cháu nhắc bác báo cáo tháng 11 của CLB thôn Tân Tiến, '
        'đang dở câu 3/9. Lúc nào rảnh bác nhắn "báo cáo" để làm tiếp ạ."'
    )
    assert said.endswith("Cháu gửi lời nhắc cho bác Xuân nhé?\n1. Gửi\n2. Không")


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


async def test_reminding_one_person_by_name(desk: OfficerDesk) -> None:
    said = await desk.say("commune", "nhac lai bac xuan")
    assert said.startswith('Dạ, lời nhắc sẽ là: "Hội xã Hồng Sơn nhờ cháu nhắc bác')
    assert said.endswith("Cháu gửi lời nhắc cho bác Xuân nhé?\n1. Gửi\n2. Không")
    assert "Dạ, cháu đã gửi lời nhắc cho bác Xuân." in await desk.say("commune", "1")
    assert "nơi nào cháu cũng không nhắn được" in await desk.say("commune", "nhắc bác Hào")
    assert "không thấy ai tên ấy" in await desk.say("commune", "nhắc bác Bình")


async def test_a_name_is_no_yes_to_the_open_question(desk: OfficerDesk) -> None:
    await desk.say("commune", "ai chưa nộp")
    assert "đã gửi" not in await desk.say("commune", "nhắc lại bác Xuân")
    async with desk.database.read() as connection:
        sent = sa.select(sa.func.count()).select_from(audit).where(audit.c.act == "nudged")
        assert (await connection.execute(sent)).scalar_one() == 0


async def test_another_month_is_asked_about(desk: OfficerDesk) -> None:
    assert await desk.say("commune", "ai chua nop thang 10") == (
        "Dạ, xã Hồng Sơn đã nộp đủ báo cáo tháng 10 ạ."
    )
    said = await desk.say("commune", "ai chưa nộp tháng 9")
    assert said.startswith("Dạ, còn 4 CLB chưa nộp báo cáo tháng 9:")


@pytest.mark.parametrize("words", ["vi sao 188", "vì sao 188.500.000"])
async def test_the_digests_own_figure_in_short(desk: OfficerDesk, words: str) -> None:
    said = await desk.say("commune", words)
    assert said.startswith("Dạ, cả hai quỹ đến 29/11, cộng 188.500.000 đồng:\n- Khổng 55.500.000")


async def test_whom_to_ring_today(desk: OfficerDesk) -> None:
    assert await desk.say("commune", "hom nay goi ai") == (
        "Dạ, xã Hồng Sơn hôm nay bác nên gọi:\n"
        "- Quyết Thắng, bác Vũ Văn Hào: chưa nộp báo cáo, Zalo không nhận tin\n"
        "Số máy có trong trang của xã ạ."
    )


async def test_a_filed_report_is_read(desk: OfficerDesk) -> None:
    said = await desk.say("commune", "xem báo cáo thôn khổng")
    assert said.startswith(
        "Báo cáo tháng 11, CLB thôn Khổng, nộp lại 30/11, chờ duyệt:\n- Họp 25/11, đến 57/60"
    )
    assert len(said) <= 350
    assert "chưa nộp báo cáo tháng 11" in await desk.say("commune", "bao cao thon tan tien")
    assert "chưa rõ CLB nào" in await desk.say("commune", "báo cáo thôn Tân Tiến xã Tân Trào")
    assert "việc duyệt báo cáo cháu chưa làm được" in await desk.say("commune", "duyệt")


async def test_a_provinces_help_is_not_a_communes(desk: OfficerDesk) -> None:
    assert "xã mình" not in await desk.say("province", "giúp")
