"""Officers asking who has not filed, and reminding or ringing them: nothing is sent without a yes."""

import sqlalchemy as sa

from storage.tables.people import people, roles
from storage.tables.talk import audit
from tests.handlers.officer.officer_desk import OfficerDesk


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


async def test_the_reminder_can_be_read_before_it_is_sent(desk: OfficerDesk) -> None:
    await desk.say("commune", "ai chưa nộp")
    said = await desk.say("commune", "xem lời nhắc")
    assert said.startswith(
        'Dạ, lời nhắc sẽ là: "Hội xã Hồng Sơn nhờ cháu nhắc bác báo cáo tháng 11 của CLB thôn Tân Tiến, '
        'đang dở câu 3/9. Lúc nào rảnh bác nhắn "báo cáo" để làm tiếp ạ."'
    )
    assert said.endswith("Cháu gửi lời nhắc cho bác Xuân nhé?\n1. Gửi\n2. Không")


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


async def test_whom_to_ring_today(desk: OfficerDesk) -> None:
    assert await desk.say("commune", "hom nay goi ai") == (
        "Dạ, xã Hồng Sơn hôm nay bác nên gọi:\n"
        "- Quyết Thắng, bác Vũ Văn Hào, 0123 456 708: chưa nộp, Zalo không nhận tin"
    )


async def test_whom_to_ring_where_no_number_is_known(desk: OfficerDesk) -> None:
    async with desk.database.write() as connection:
        await connection.execute(sa.update(people).values(phone=None))
    assert await desk.say("commune", "hom nay goi ai") == (
        "Dạ, xã Hồng Sơn hôm nay bác nên gọi:\n"
        "- Quyết Thắng, bác Vũ Văn Hào: chưa nộp, Zalo không nhận tin\n"
        "Số máy có trong trang của xã ạ."
    )
