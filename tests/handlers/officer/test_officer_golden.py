"""Golden C1–C4 word for word, over clubs whose money was posted through the ledger."""

from handlers.officer.digest import digest
from handlers.officer.figures import AreaAsk
from storage.database import Database
from storage.officer_store import load_figures
from tests.handlers.officer.officer_desk import WORDING, moment, officer_desk

HONG_SON = "08-2608"
C1 = """Xã Hồng Sơn, tuần 23–29/11:
- Báo cáo tháng 11: nộp 2/4, hạn 5/12
- Chưa nộp: Tân Tiến (đang làm dở); Quyết Thắng (Zalo không nhận tin)
- Quỹ cả xã 188.500.000 đồng, thêm 10.000
- Cho vay 141.000.000, quá hạn 2.000.000 (1,4%)
- Họp 2 CLB, đến 98/112 người
Bác nên gọi CLB Quyết Thắng trước ạ."""
MISSING = """Dạ, còn 2 CLB chưa nộp báo cáo tháng 11:
- Tân Tiến, bác Lý Thị Xuân: đang dở câu 3/9 từ 24/11
- Quyết Thắng, bác Vũ Văn Hào: chưa bắt đầu, Zalo không nhận tin
Cháu gửi lời nhắc cho bác Xuân nhé?
1. Gửi
2. Không"""
SENT = (
    "Dạ, cháu đã gửi lời nhắc cho bác Xuân. "
    "Bác Hào thì mời bác gọi điện giúp, số máy có trong trang của xã ạ."
)
REMINDER = (
    "Dạ, Hội xã Hồng Sơn nhờ cháu nhắc bác báo cáo tháng 11 của CLB thôn Tân Tiến, đang dở câu 3/9. "
    'Lúc nào rảnh bác nhắn "báo cáo" để làm tiếp ạ.'
)
C2 = """Xã Hồng Sơn, sổ đến hôm nay 30/11:
- 4 CLB, 217 thành viên
- Từ 60 tuổi: 148 người, nữ 87 (58,8%)
- Quỹ tăng thu nhập 180.850.000 đồng, 2/4 CLB từ 50 triệu trở lên
- Quỹ hoạt động 7.650.000 đồng
- 33 người đang vay 141.000.000 đồng
Muốn biết rõ số nào, bác nhắn "vì sao" và số đó ạ."""
WHY_2_4 = """Dạ, Quỹ tăng thu nhập (trong hòm và đang cho vay) đến 30/11:
- Khổng 52.250.000: đạt
- Quyết Thắng 50.000.000: đạt
- Tân Tiến 48.600.000: thiếu 1.400.000
- Đồng Tâm 30.000.000: thiếu 20.000.000"""
WHICH = """Dạ, có 3 CLB tên Tân Tiến. Bác hỏi CLB nào ạ?
1. Thôn Tân Tiến, xã Hồng Sơn
2. Thôn Tân Tiến, xã Sơn Dương
3. Thôn Tân Tiến, xã Tân Trào"""
TAN_TIEN = """CLB thôn Tân Tiến, xã Hồng Sơn, sổ đến 30/11:
Quỹ tăng thu nhập:
- trong hòm 8.600.000
- đang cho vay 40.000.000
- cộng 48.600.000 đồng
Quỹ hoạt động: 2.140.000 đồng
Quá hạn: không
Báo cáo tháng 11: chưa nộp"""
KHONG = """CLB thôn Khổng, xã Hồng Sơn, sổ đến 30/11:
Quỹ tăng thu nhập:
- trong hòm 10.250.000
- đang cho vay 42.000.000
- cộng 52.250.000 đồng
Quỹ hoạt động: 3.250.000 đồng
Quá hạn: 1 khoản 2.000.000 đồng, 15 ngày
Báo cáo tháng 11: nộp lại 30/11, chờ duyệt"""
C4 = (
    "Dạ, cháu không thấy CLB này trong xã bác phụ trách. "
    "Bác hỏi CLB thôn Tân Tiến, xã Hồng Sơn phải không ạ?\n1. Đúng\n2. Không"
)


async def test_c1_digest_and_who_has_not_filed(database: Database) -> None:
    async with officer_desk(database, "2026-11-30 07:30") as desk:
        ask = AreaAsk(HONG_SON, moment("2026-11-29 12:00").date(), moment("2026-11-30 07:30").date())
        async with database.read() as connection:
            figures = (await load_figures(connection, [ask]))[ask]
        assert figures is not None
        assert WORDING.compose(digest(figures).parts, {}).text == C1
        assert await desk.say("commune", "ai chưa nộp") == MISSING
        said = (await desk.say("commune", "gửi")).splitlines()
        assert [line for line in said if line != REMINDER] == [SENT]


async def test_c2_the_picture_and_why(sqlite_database: Database) -> None:
    async with officer_desk(sqlite_database, "2026-11-30 10:05") as desk:
        assert await desk.say("commune", "xã mình bao nhiêu clb bao nhiêu người quỹ bao nhiêu") == C2
        assert await desk.say("commune", "vì sao 2/4") == WHY_2_4


async def test_c3_three_clubs_of_one_name(database: Database) -> None:
    async with officer_desk(database, "2026-11-30 14:00") as desk:
        assert await desk.say("province", "/quy CLB thôn Tân Tiến") == WHICH
        assert await desk.say("province", "1") == TAN_TIEN
        assert await desk.say("province", "quy clb thon khong") == KHONG


async def test_c4_a_club_outside_the_commune(sqlite_database: Database) -> None:
    async with officer_desk(sqlite_database, "2026-11-30 14:10") as desk:
        assert await desk.say("commune", "quỹ clb tân tiến xã tân trào") == C4
        assert await desk.say("commune", "1") == TAN_TIEN
