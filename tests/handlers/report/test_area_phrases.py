"""The eight areas in people's own words: each area's names, and what a club does in it."""

from datetime import UTC, date, datetime

import pytest

from handlers.decision import Caller
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import Option, SeveralOf
from handlers.meeting.activity_phrases import AREA_OF, hear_doings
from handlers.report.area_phrases import area_meant
from handlers.report.areas import DOINGS
from handlers.report.areas_query import asks_about_areas
from handlers.report.doings import Doings
from storage.people_records import Person, Role, RoleName

TOLD = {
    1: "có lớp dạy kỹ thuật nuôi gà|hôm nay tập huấn chăn nuôi|mảng tăng thu nhập có dạy trồng rau|"
    "co lop khoi nghiep",
    2: "tháng này có khám sức khỏe|mời trạm y tế về khám mắt|các cụ tập thể dục buổi sáng|"
    "co kham benh phat thuoc",
    3: "chăm sóc 2 cụ 8 lượt|mảng chăm sóc tại nhà có 2 cụ 8 lượt|mang 3 da co 2 cu 8 luot",
    4: "giúp 2 nhà 5 công|mảng giúp nhau đã giúp 2 nhà 5 công|mang tu giup nhau co 1 nha 3 cong",
    5: "có tư vấn bảo hiểm y tế|mảng quyền lợi có tư vấn bhyt cho 3 cụ|hôm nay trợ giúp pháp lý|"
    "co tu van che do",
    6: "có tập huấn chuyển đổi số|co tap huan chuyen doi so|hôm nay học dùng điện thoại thông minh|"
    "buổi họp có nói chuyện phòng chống lừa đảo|tuyên truyền an toàn giao thông",
    7: "hôm nay có văn nghệ|đi tham quan đền Hùng|có mừng thọ 3 cụ|đánh cờ tướng|mang tinh than co giao luu",
    8: "có vận động nhà hảo tâm|đã gây quỹ ở chợ|vận động nhà hảo tâm tặng 5 suất quà",
}
NAMES = {
    1: "tăng thu nhập|thu nhap|kinh tế|số 1|1",
    2: "sức khỏe|cham soc suc khoe|2",
    3: "chăm sóc tại nhà|cham soc tai nha|số 3",
    4: "tự giúp nhau|giúp nhau|hỗ trợ cộng đồng|4",
    5: "quyền lợi|quyền và lợi ích|bao ve quyen va loi ich|5",
    6: "nâng cao nhận thức|truyền thông|hoc tap suot doi|6",
    7: "tinh thần|đời sống tinh thần|van hoa|số 7",
    8: "vận động nguồn lực|nguon luc|8",
}
NOTHING_DONE = (
    "xin hỗ trợ con giống|sắp tới có tập huấn|muốn tập huấn chuyển đổi số|mảng quyền lợi|"
    "mảng quyền lợi là gì|"
    "mua nuoc|bà Lan nuôi gà|tháng sau có văn nghệ không|chi 200k tập huấn|mang 9 co gi|có văn nghệ không?"
)
ALL = (
    "tám mảng|8 mảng|tam mang|còn mảng nào chưa có|8 linh vuc|tám mảng tháng này|mảng nào chưa có?|"
    "còn thiếu mảng nào|"
    "tháng này được mấy mảng|tám mảng là gì|tam mang thang 10|đủ tám mảng chưa|8 mảng hoạt động gồm những gì"
)
TODAY = date(2026, 11, 28)
BINH = Person(1, "Nguyễn Văn Bình", roles=(Role(1, 1, RoleName.LEADER, 1),))
LEADER = Caller(BINH, datetime(2026, 11, 28, 8, 30, tzinfo=UTC))


def _each(table: dict[int, str]) -> list[tuple[int, str]]:
    return [(area, words) for area, phrases in table.items() for words in phrases.split("|")]


@pytest.mark.parametrize("area, words", _each(TOLD))
def test_what_was_done_counts_for_its_area(area: int, words: str) -> None:
    assert [AREA_OF[doing.kind] for doing in hear_doings(words)] == [area]


@pytest.mark.parametrize("words", NOTHING_DONE.split("|"))
def test_plans_wishes_and_questions_are_no_doings(words: str) -> None:
    assert hear_doings(words) == ()


@pytest.mark.parametrize("area, words", _each(NAMES))
def test_an_area_is_known_by_its_names_and_asked_about(area: int, words: str) -> None:
    assert area_meant(words) == area
    assert asks_about_areas(f"mảng {words} là gì?", LEADER) == (f"mảng {words} là gì?", area)


@pytest.mark.parametrize("words", ALL.split("|"))
def test_all_eight_are_asked_about(words: str) -> None:
    assert asks_about_areas(words, LEADER) == (words, 0)


@pytest.mark.parametrize(
    "words", ["mảng quyền lợi có tư vấn", "mảng", "báo cáo", "đủ", "8", "mang 3 da co 2 cu 8 luot"]
)
def test_what_asks_about_no_area(words: str) -> None:
    assert asks_about_areas(words, LEADER) is None


@pytest.mark.parametrize(
    "words, doings",
    [
        ("van nghe", ("arts",)),
        ("văn nghệ dưỡng sinh", ("arts", "exercise")),
        ("tập huấn chuyển đổi số, khám mắt với hát", ("arts", "talk", "checkup")),
        ("trợ giúp pháp lý cho 2 cụ", ("rights",)),
        ("không", ()),
    ],
)
def test_the_reports_question_hears_all_eight(words: str, doings: tuple[str, ...]) -> None:
    choices = tuple(Option(code, names) for code, (_, names) in DOINGS.items())
    assert Doings(key="doings", choices=choices).hear(words, TODAY) == Heard(doings)


def test_what_may_be_two_doings_is_asked_again_in_words() -> None:
    choices = (Option("one", ("chuyển đổi số",)), Option("other", ("chuyển đổi xanh",)))
    assert SeveralOf(key="themes", choices=choices).hear("chuyển đổi", TODAY) == Unclear("not_understood")
