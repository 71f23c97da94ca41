"""Officers' questions about figures beyond the golden ones: sums, loans, months, unfolding, help."""

import pytest
import sqlalchemy as sa

from storage.tables.people import people, roles
from tests.handlers.officer.officer_desk import OfficerDesk


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
        "CLB thôn Khổng, ghi từ 23/11 đến 30/11:\n"
        "- 23/11 phiếu thu 5: trả gốc 1.000.000, lãi 50.000\n"
        "- 24/11 phiếu chi 3: cho vay 5.000.000\n"
        "- 24/11 phiếu chi 10: chi 200.000, thăm hỏi ốm đau"
    )


async def test_a_word_beside_the_number_decides(desk: OfficerDesk) -> None:
    said = await desk.say("commune", "vì sao nộp 2/4")
    assert said.splitlines()[1:] == ["- Tân Tiến: đang làm dở", "- Quyết Thắng: Zalo không nhận tin"]
    assert "60 tuổi" in await desk.say("commune", "vì sao 148")
    assert "chưa biết là số nào" in await desk.say("commune", "vì sao 777")


@pytest.mark.parametrize("words", ["vi sao 188", "vì sao 188.500.000"])
async def test_the_digests_own_figure_in_short(desk: OfficerDesk, words: str) -> None:
    said = await desk.say("commune", words)
    assert said.startswith("Dạ, cả hai quỹ đến 29/11, cộng 188.500.000 đồng:\n- Khổng 55.500.000")


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


async def test_a_leader_is_no_officer(desk: OfficerDesk) -> None:
    assert "chưa nộp báo cáo" not in await desk.say("leader", "ai chưa nộp")
    assert "188.500.000" not in await desk.say("leader", "tình hình xã Hồng Sơn")


async def test_a_role_that_ended_gives_no_answer(desk: OfficerDesk) -> None:
    async with desk.database.write() as connection:
        person = sa.select(people.c.id).where(people.c.demo_handle == "commune").scalar_subquery()
        ended = sa.update(roles).where(roles.c.person_id == person)
        await connection.execute(ended.values(until=sa.literal("2026-11-01").cast(sa.Date)))
    assert "188.500.000" not in await desk.say("commune", "tình hình")


async def test_a_provinces_help_is_not_a_communes(desk: OfficerDesk) -> None:
    assert "xã mình" not in await desk.say("province", "giúp")
