""" "Vì sao 2/4": the figure shown last unfolds, in the area it was shown for, down to the entries."""

import pytest

from tests.handlers.officer.officer_desk import OfficerDesk

FUNDS = "Dạ, Quỹ tăng thu nhập (trong hòm và đang cho vay) đến 30/11:"
MISSING = "Dạ, chưa nộp báo cáo tháng 11:"


async def test_a_figure_unfolds_in_the_commune_it_was_shown_for(desk: OfficerDesk) -> None:
    await desk.say("province", "tình hình xã Hồng Sơn")
    said = await desk.say("province", "vì sao 2/4")
    assert said.splitlines() == [
        FUNDS,
        "- Khổng 52.250.000: đạt",
        "- Quyết Thắng 50.000.000: đạt",
        "- Tân Tiến 48.600.000: thiếu 1.400.000",
        "- Đồng Tâm 30.000.000: thiếu 20.000.000",
    ]
    assert "148" not in said
    assert (await desk.say("province", "vì sao 148")).startswith("Dạ, từ 60 tuổi trở lên")
    await desk.say("province", "tình hình")
    assert (await desk.say("province", "vì sao 2/6")).startswith(FUNDS)


async def test_before_any_question_a_figure_is_the_digests(desk: OfficerDesk) -> None:
    assert (await desk.say("province", "vì sao 2/6")).startswith(MISSING)
    await desk.say("province", "tinh hinh")
    assert (await desk.say("province", "vì sao 2/6")).startswith(FUNDS)


@pytest.mark.parametrize(
    "words, listed",
    [
        ("vì sao 1 làm dở", ["Tân Tiến (Hồng Sơn): đang làm dở"]),
        ("vi sao chua bat dau", ["Tân Tiến (Sơn Dương): chưa bắt đầu", "Tân Tiến (Tân Trào): chưa bắt đầu"]),
        ("vì sao 1 không nhắn được", ["Quyết Thắng (Hồng Sơn): Zalo không nhận tin"]),
    ],
)
async def test_each_kind_of_missing_report_unfolds(desk: OfficerDesk, words: str, listed: list[str]) -> None:
    said = await desk.say("province", words)
    assert said.splitlines() == [MISSING, *(f"- {line}" for line in listed)]


async def test_a_part_of_the_area_unfolds(desk: OfficerDesk) -> None:
    said = await desk.say("province", "vì sao Hồng Sơn")
    assert said.splitlines() == [MISSING, "- Tân Tiến: đang làm dở", "- Quyết Thắng: Zalo không nhận tin"]
    assert said == await desk.say("province", "vì sao Hồng Sơn 2/4")
    assert (await desk.say("nation", "vì sao Tuyên Quang")).startswith(MISSING)


async def test_what_changed_since_last_month_unfolds(desk: OfficerDesk) -> None:
    await desk.say("commune", "so với tháng trước")
    assert await desk.say("commune", "vì sao thêm 610.000") == (
        "Dạ, cả hai quỹ đổi từ 31/10 đến 30/11:\n- Khổng: thêm 450.000\n- Đồng Tâm: thêm 160.000"
    )
    assert await desk.say("commune", "vì sao cho vay 4.000.000") == (
        "Dạ, đang cho vay đổi từ 31/10 đến 30/11:\n- Khổng: thêm 4.000.000"
    )
    assert await desk.say("commune", "vì sao thêm 1 thành viên") == (
        "Dạ, số thành viên đổi từ 31/10 đến 30/11:\n- Khổng: thêm 1"
    )


async def test_several_clubs_of_one_name_are_told_apart(desk: OfficerDesk) -> None:
    assert await desk.say("province", "vì sao Tân Tiến") == (
        "Dạ, có 3 CLB tên Tân Tiến: xã Sơn Dương, xã Hồng Sơn, xã Tân Trào. "
        "Bác nhắn kèm tên xã giúp cháu, ví dụ: vì sao Tân Tiến xã Sơn Dương"
    )
    assert "CLB thôn Tân Tiến không ghi khoản nào" in await desk.say(
        "province", "vì sao tân tiến xã sơn dương"
    )


async def test_a_club_unfolds_to_the_entries_of_the_digests_week(desk: OfficerDesk) -> None:
    assert await desk.say("commune", "vì sao Khổng") == (
        "CLB thôn Khổng, ghi từ 23/11 đến 30/11:\n"
        "- 23/11 phiếu thu 5: trả gốc 1.000.000, lãi 50.000\n"
        "- 24/11 phiếu chi 3: cho vay 5.000.000\n"
        "- 24/11 phiếu chi 10: chi 200.000, thăm hỏi ốm đau"
    )


@pytest.mark.parametrize("why", ["vì sao 5/6", "vì sao 5"])
async def test_the_count_asked_for_an_amount_unfolds_against_that_amount(desk: OfficerDesk, why: str) -> None:
    assert "có 5/6 CLB" in await desk.say("province", "bao nhiêu CLB quỹ từ 30 triệu")
    said = await desk.say("province", why)
    assert "- Tân Tiến (Sơn Dương) 30.000.000: đạt" in said
    assert "- Tân Tiến (Tân Trào) 27.500.000: thiếu 2.500.000" in said


async def test_a_bare_count_belongs_to_the_answer_before_not_to_the_digest(desk: OfficerDesk) -> None:
    await desk.say("province", "bao nhiêu CLB quỹ từ 50 triệu")
    assert "- Quyết Thắng (Hồng Sơn) 50.000.000: đạt" in await desk.say("province", "vì sao 2")
    await desk.say("province", "bao nhiêu CLB quỹ dưới 50 triệu")
    assert "- Quyết Thắng (Hồng Sơn) 50.000.000: đạt" in await desk.say("province", "vì sao 4")


@pytest.mark.parametrize("why", ["vì sao 1 khoản", "vì sao 1", "vì sao 2.000.000"])
async def test_after_overdue_loans_a_number_is_theirs_and_of_today(desk: OfficerDesk, why: str) -> None:
    assert "có 1 khoản quá hạn" in await desk.say("province", "quá hạn vay")
    assert (await desk.say("province", why)).splitlines() == [
        "Dạ, quá hạn đến 30/11:",
        "- Khổng (Hồng Sơn): 1 khoản 2.000.000, hạn 15/11",
    ]
