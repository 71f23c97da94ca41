"""Officers' free words beyond the golden ones: other orders, no accents, a question that follows another."""

import pytest
import sqlalchemy as sa

from handlers.officer.heard_names import nudge_name
from storage.summaries import rebuild
from storage.tables.report import reports
from tests.handlers.officer.officer_desk import OfficerDesk


@pytest.mark.parametrize("words", ["tình hình cả nước", "tinh hinh ca nuoc", "Tinh hinh toan quoc"])
async def test_the_whole_country(desk: OfficerDesk, words: str) -> None:
    assert (await desk.say("nation", words)).startswith("Cả nước, sổ đến hôm nay 30/11:")
    assert "không thấy nơi này" in await desk.say("commune", words)


@pytest.mark.parametrize(
    "words", ["bao nhieu clb tren 50 trieu", "CLB nào trên 50 triệu", "có mấy clb vượt 50tr"]
)
async def test_an_amount_without_the_word_fund(desk: OfficerDesk, words: str) -> None:
    said = await desk.say("commune", words)
    assert said.startswith("Dạ, đến 30/11, xã Hồng Sơn có 1/4 CLB có Quỹ tăng thu nhập trên 50.000.000 đồng:")


@pytest.mark.parametrize(
    "words",
    [
        "quỹ của xã",
        "quy ca xa",
        "quỹ xã Hồng Sơn",
        "bao nhiêu người vay",
        "may nguoi dang vay",
    ],
)
async def test_people_are_in_the_picture(desk: OfficerDesk, words: str) -> None:
    assert "33 người đang vay 141.000.000 đồng" in await desk.say("commune", words)


@pytest.mark.parametrize("words", ["/quy khổng", "clb khong con bao nhieu tien", "CLB Khổng có mấy tiền?"])
async def test_one_clubs_fund_in_other_words(desk: OfficerDesk, words: str) -> None:
    assert (await desk.say("commune", words)).startswith("CLB thôn Khổng, xã Hồng Sơn, sổ đến 30/11:")


@pytest.mark.parametrize("words", ["clb nao nop muon", "thôn nào nộp chậm nhất"])
async def test_which_clubs_are_slowest(desk: OfficerDesk, words: str) -> None:
    assert "chưa nộp báo cáo tháng 11:" in await desk.say("province", words)


@pytest.mark.parametrize(
    "words", ["xã nào nộp chậm nhất", "xa nao cham nhat", "tỉnh nào nộp ít nhất", "xã nào còn thiếu báo cáo?"]
)
async def test_which_places_are_slowest(desk: OfficerDesk, words: str) -> None:
    assert (await desk.say("province", words)).endswith(
        "nơi nộp ít nhất trước:\n- Sơn Dương 0/1 CLB\n- Tân Trào 0/1 CLB\n- Hồng Sơn 2/4 CLB"
    )


@pytest.mark.parametrize(
    "words", ["xã nào nhiều quỹ nhất", "bao nhiêu xã", "xã nào nợ quá hạn nộp", "xã nào chưa cho vay"]
)
async def test_other_questions_about_places_are_no_league_of_reports(desk: OfficerDesk, words: str) -> None:
    assert "nơi nộp" not in await desk.say("province", words)


@pytest.mark.parametrize(
    "words, name",
    [
        ("nhắc bác xuân nộp báo cáo", "xuan"),
        ("nhac bac Xuan nop som nhe", "xuan"),
        ("nhắc clb tân tiến báo cáo tháng 11", "tan tien"),
        ("nhắc giúp bác Hào với", "hao"),
        ("nhắc bác Sớm", "som"),
    ],
)
def test_what_somebody_is_reminded_of_is_no_part_of_the_name(words: str, name: str) -> None:
    assert nudge_name(words) == name


@pytest.mark.parametrize(
    "words, told",
    [
        ("bao nhiêu clb dưới 50 người", "có 0/4 CLB dưới 50 thành viên ạ."),
        ("bao nhieu clb duoi 55 nguoi", "có 2/4 CLB dưới 55 thành viên:\n- Quyết Thắng 50 người"),
        ("clb nào từ 55 hội viên trở lên", "có 2/4 CLB từ 55 thành viên:\n- Khổng 60 người"),
        ("clb nào từ 52 người trở xuống", "có 2/4 CLB không quá 52 thành viên:\n- Quyết Thắng 50 người"),
        ("mấy clb trên 55 người", "có 1/4 CLB trên 55 thành viên:\n- Khổng 60 người"),
    ],
)
async def test_clubs_by_the_number_of_members(desk: OfficerDesk, words: str, told: str) -> None:
    assert told in await desk.say("commune", words)


@pytest.mark.parametrize("words", ["chỉ tiêu", "dat chi tieu chua", "chỉ tiêu năm nay thế nào"])
async def test_targets_are_answered_kindly(desk: OfficerDesk, words: str) -> None:
    assert "chỉ tiêu của Hội cháu chưa theo dõi được" in await desk.say("commune", words)


async def test_targets_are_no_spending(desk: OfficerDesk) -> None:
    assert "chi 2.100.000 đồng" in await desk.say("commune", "chi tiêu năm nay thế nào")
    assert await desk.say("leader", "chỉ tiêu năm nay") == (
        "Dạ, chỉ tiêu của Hội cháu chưa theo dõi được bác ạ."
    )


@pytest.mark.parametrize("words", ["nhắc tất cả", "nhac het cac clb chua nop", "nhắc các clb chưa nộp nhé"])
async def test_everybody_who_is_missing_is_reminded_at_once(desk: OfficerDesk, words: str) -> None:
    said = await desk.say("commune", words)
    assert "Cháu gửi lời nhắc cho bác Xuân nhé?" in said


async def test_in_time_is_another_rate(desk: OfficerDesk) -> None:
    told = await desk.say("commune", "tỷ lệ nộp đúng hạn")
    assert told == "Dạ, báo cáo tháng 11, xã Hồng Sơn đã nộp đúng hạn (5/12) 2/4 CLB (50,0%) ạ."


async def test_a_report_sent_back_is_in_time_as_little_as_it_is_handed_in(desk: OfficerDesk) -> None:
    async with desk.database.write() as connection:
        here = sa.and_(reports.c.club_id == 1, reports.c.period == "2026-11")
        await connection.execute(sa.update(reports).where(here).values(status="sent_back"))
        await rebuild(connection)
    assert "đã nộp 1/4 CLB" in await desk.say("commune", "tỷ lệ nộp đủ")
    assert "đã nộp đúng hạn (5/12) 1/4 CLB" in await desk.say("commune", "tỷ lệ nộp đúng hạn")
    assert (await desk.say("commune", "clb nào nộp đúng hạn")).splitlines()[1:] == ["- Đồng Tâm: nộp 29/11"]
    assert (await desk.say("commune", "clb nào nộp sớm nhất")).splitlines()[1:] == ["- Đồng Tâm: 29/11"]


async def test_this_quarter_and_the_one_before(desk: OfficerDesk) -> None:
    assert (await desk.say("commune", "quý này")).startswith("Xã Hồng Sơn, 1/10–31/12")
    assert (await desk.say("commune", "quý trước thì sao")).startswith("Xã Hồng Sơn, 1/7–30/9")


async def test_nothing_to_go_on_with(desk: OfficerDesk) -> None:
    assert await desk.say("commune", "xem tiếp") == ("Dạ, không có danh sách nào còn dở để xem tiếp bác ạ.")


async def test_clubs_that_meet_no_more(desk: OfficerDesk) -> None:
    assert await desk.say("commune", "clb nào hai tháng chưa họp") == (
        "Dạ, đến 29/11 không CLB nào hai tháng chưa họp ạ."
    )
    await desk.at("2026-12-28 09:00")
    said = await desk.say("commune", "clb nao hai thang chua hop")
    assert said.startswith("Dạ, đến 27/12 đã hai tháng chưa họp:\n- Tân Tiến: họp lần cuối 25/10")
    assert (await desk.say("commune", "vì sao kiểm quỹ lệch")).endswith("không CLB nào kiểm quỹ lệch sổ ạ.")


async def test_the_same_question_about_another_place(desk: OfficerDesk) -> None:
    await desk.say("province", "quá hạn vay xã Hồng Sơn")
    assert await desk.say("province", "còn xã Tân Trào thì sao") == (
        "Dạ, đến 30/11, xã Tân Trào không có khoản vay nào quá hạn ạ."
    )
    await desk.say("province", "bao nhiêu clb quỹ từ 30 triệu")
    assert await desk.say("province", "the con xa son duong thi sao?") == (
        "Dạ, đến 30/11, xã Sơn Dương có 1/1 CLB có Quỹ tăng thu nhập từ 30.000.000 đồng:\n"
        "- Tân Tiến 30.000.000"
    )


async def test_another_place_without_a_question_before_is_its_picture(desk: OfficerDesk) -> None:
    assert (await desk.say("province", "còn xã Sơn Dương thì sao")).startswith("Xã Sơn Dương, sổ đến hôm nay")
    assert "không thấy nơi này" in await desk.say("province", "còn xã Minh Xuân thì sao")
