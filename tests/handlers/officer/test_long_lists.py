"""Officers of many clubs ask for lists: each answer fits a telephone, "xem tiếp" goes on to the end."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from storage.scale import seed_scale
from storage.tables.people import people
from tests.handlers.officer.officer_desk import OfficerDesk

TELEPHONE = 350
OVER = "Dạ, danh sách đến đây là hết bác ạ."
LISTS = (
    "bao nhiêu clb quỹ dưới 50 triệu",
    "vì sao tổng quỹ",
    "vì sao chưa nộp",
    "hôm nay gọi ai",
    "clb nào nhiều quỹ nhất",
    "danh sách clb",
    "clb nào chưa họp",
)


@pytest.fixture
async def wide(desk: OfficerDesk) -> OfficerDesk:
    """The demo with forty more clubs all over the country, whose leaders have a telephone."""
    await seed_scale(desk.database, clubs=40, months=2, seed=7, until=date(2026, 11, 29))
    async with desk.database.write() as connection:
        await connection.execute(sa.update(people).values(phone="0912 345 678"))
    return desk


def left(said: str) -> int:
    found = re.search(r'^- còn (\d+) CLB nữa, bác nhắn "xem tiếp"$', said, re.MULTILINE)
    return int(found[1]) if found else 0


def lines(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("- ") and not line.startswith("- còn ")]


@pytest.mark.parametrize("asked", LISTS)
async def test_a_list_is_told_to_its_end_page_by_page(wide: OfficerDesk, asked: str) -> None:
    await wide.at("2026-12-07 10:05")
    said = await wide.say("nation", asked)
    all_told = left(said) + len(lines(said))
    told: list[str] = []
    while said != OVER:
        assert len(said) <= TELEPHONE
        told += lines(said)
        assert left(said) == all_told - len(told)
        said = await wide.say("nation", "xem tiếp")
    assert len(told) == len(set(told)) == all_told > 30


async def test_who_has_not_filed_is_read_to_the_end_and_then_reminded(wide: OfficerDesk) -> None:
    first = await wide.say("nation", "ai chưa nộp")
    assert first.endswith("1. Gửi\n2. Không\n3. Xem tiếp")
    assert "còn 35 CLB chưa nộp" in first
    second = await wide.say("nation", "xem tiếp")
    third = await wide.say("nation", "3")
    assert not set(lines(first)) & set(lines(second)) | set(lines(second)) & set(lines(third))
    assert all(len(said) <= TELEPHONE for said in (first, second, third))
    assert "đã gửi lời nhắc cho 34 bác" in await wide.say("nation", "gửi")


async def test_a_question_about_another_month_goes_on_too(wide: OfficerDesk) -> None:
    await wide.say("nation", "clb nào đông nhất tháng này")
    then = await wide.say("nation", "tháng trước thì sao")
    assert then.startswith("Cả nước đến 31/10, CLB đông người nhất:")
    pages = [then, *[await wide.say("nation", "xem tiếp") for _ in range(2)]]
    assert len({line for said in pages for line in lines(said)}) == sum(len(lines(said)) for said in pages)
    sizes = [int(line.split()[-2]) for said in pages for line in lines(said)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) > 10


async def test_communes_of_the_whole_country_go_on_with_their_provinces(wide: OfficerDesk) -> None:
    first = await wide.say("nation", "xã nào nhiều quỹ nhất")
    second = await wide.say("nation", "xem tiếp")
    assert "- Hồng Sơn (Tuyên Quang) 188.500.000" in first
    assert lines(second)
    assert not set(lines(first)) & set(lines(second))


async def test_another_question_in_between_is_the_one_that_goes_on(wide: OfficerDesk) -> None:
    await wide.say("nation", "vì sao tổng quỹ")
    asked = await wide.say("nation", "vì sao cho vay")
    more = await wide.say("nation", "xem thêm")
    assert more.splitlines()[0] == asked.splitlines()[0]
    assert not set(lines(asked)) & set(lines(more))
    assert "không có danh sách nào" in await wide.say("commune", "xem tiếp")


async def test_nobody_is_told_twice_that_a_reminder_was_sent(desk: OfficerDesk) -> None:
    await desk.say("commune", "ai chưa nộp")
    assert "đã gửi lời nhắc cho bác Xuân" in await desk.say("commune", "gửi")
    again = await desk.say("commune", "nhắc bác Xuân")
    assert "hôm nay cháu đã nhắc bác Xuân báo cáo tháng 11 rồi" in again
    asked = await desk.say("province", "ai chưa nộp")
    assert "hôm nay đã nhắc" in asked
    assert asked.endswith("bác Thịnh và bác Hiền nhé?\n1. Gửi\n2. Không\n3. Xem tiếp")
    assert len(asked) <= TELEPHONE
    assert "Tân Trào" in await desk.say("province", "xem tiếp")
    await desk.at("2026-12-01 10:00")
    assert "nhắc cho bác Xuân nhé" in await desk.say("commune", "ai chưa nộp")


async def test_who_has_not_filed_is_listed_where_all_were_reminded_today(desk: OfficerDesk) -> None:
    await desk.say("commune", "ai chưa nộp")
    await desk.say("commune", "gửi")
    assert (await desk.say("commune", "ai chưa nộp")).splitlines() == [
        "Dạ, còn 2 CLB chưa nộp báo cáo tháng 11:",
        "- Tân Tiến, bác Lý Thị Xuân: đang dở câu 3/9 từ 24/11, hôm nay đã nhắc",
        "- Quyết Thắng, bác Vũ Văn Hào: chưa bắt đầu, Zalo không nhận tin",
        'Hôm nay cháu đã nhắc, mai mới nhắc lại được; số máy để gọi có ở "hôm nay gọi ai" ạ.',
    ]


async def test_a_long_list_of_whom_all_were_reminded_fits_a_telephone(wide: OfficerDesk) -> None:
    await wide.say("nation", "ai chưa nộp")
    await wide.say("nation", "gửi")
    said = await wide.say("nation", "ai chưa nộp")
    assert len(said) <= TELEPHONE
    assert "còn 35 CLB chưa nộp" in said
    assert f'- còn {35 - len(lines(said))} CLB nữa, bác nhắn "vì sao chưa nộp"' in said
    assert lines(said)


@pytest.mark.parametrize("asked", ["ai chưa nộp xã Sơn Dương", "nhắc CLB xã Tân Trào", "ai chưa nộp cả nước"])
async def test_reports_elsewhere_are_not_answered_with_ones_own(desk: OfficerDesk, asked: str) -> None:
    said = await desk.say("commune", asked)
    assert said == "Dạ, cháu không thấy nơi này trong phần bác phụ trách (xã Hồng Sơn) ạ."


async def test_a_list_that_fits_offers_no_more(desk: OfficerDesk) -> None:
    said = await desk.say("province", "ai chưa nộp")
    assert len(lines(said)) == 4
    assert said.endswith("nhé?\n1. Gửi\n2. Không")
    assert len(said) <= TELEPHONE
