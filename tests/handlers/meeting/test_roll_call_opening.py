"""Which words open a roll call or a talk about members, and which are left to others."""

from datetime import date

import pytest

from handlers.club.newcomers import full_name, hear_newcomer, sex_of
from handlers.meeting.activity_phrases import hear_doings
from handlers.meeting.opening import opens_roll_call, presence_words, roll_call_day

TODAY = date(2026, 11, 25)

OPENS = "điểm danh|diem danh|Điểm danh ạ|điểm danh hôm qua|vắng 3|vang 3, 7|vắng bà Lan, ông Tư|vang ba Lan"
OPENS += (
    "|hôm nay 45 người đến họp|hôm nay đủ cả|vắng 3 người|làm điểm danh|hôm nay vắng ông Tư|bà Lan vắng họp"
)
LEFT_ALONE = (
    "vâng ạ|vang a|vàng|ai vắng|hôm nay vắng ai|25/11|đủ|45|báo cáo|cụ Thảo mất hôm qua|ông Tư xin ra|quỹ"
)
LEFT_ALONE += "|thu 45 người x 5k|đo 45 người|vắng|vắng không?|đủ tiền|7/12"


@pytest.mark.parametrize("words", OPENS.split("|"))
def test_opens_a_roll_call(words: str) -> None:
    assert opens_roll_call(words, TODAY)


@pytest.mark.parametrize("words", LEFT_ALONE.split("|"))
def test_opens_no_roll_call(words: str) -> None:
    assert not opens_roll_call(words, TODAY)


@pytest.mark.parametrize(
    "words, day, rest",
    [
        ("điểm danh", TODAY, ""),
        ("điểm danh hôm qua", date(2026, 11, 24), ""),
        ("điểm danh ngày 20/11", date(2026, 11, 20), ""),
        ("điểm danh vắng 3, 7", TODAY, "vắng 3, 7"),
        ("vắng 3, 7, 12", TODAY, "vắng 3, 7, 12"),
        ("điểm danh hôm qua vắng 3, 7", date(2026, 11, 24), "vắng 3, 7"),
    ],
)
def test_which_day_and_what_is_said_already(words: str, day: date, rest: str) -> None:
    assert roll_call_day(words, TODAY) == day
    assert presence_words(words, TODAY) == rest


DOINGS = {
    "chăm sóc 5 cụ 20 lượt": [("home_care", (5, 20))],
    "cham soc 5 cu 20 luot": [("home_care", (5, 20))],
    "hôm nay chăm sóc cụ Thảo": [("home_care", None)],
    "giúp nhà bà Thìn 4 công": [("self_help", (1, 4))],
    "giup 2 nha 5 cong": [("self_help", (2, 5))],
    "hôm nay có văn nghệ, dưỡng sinh": [("arts", None), ("exercise", None)],
    "hom nay co van nghe voi duong sinh": [("arts", None), ("exercise", None)],
    "nói chuyện chuyên đề huyết áp": [("talk", None)],
    "đo huyết áp 45 người": [("measured", (45, 0))],
    "45 người được đo huyết áp": [("measured", (45, 0))],
    "hôm nay có 5 khách": [("guests", (5, 0))],
    "chủ đề hôm nay: phòng ngã": [("topic", None)],
    "đã thăm ông Sáu": [("visit", None)],
    "giúp": [],
    "giúp bác với": [],
    "chi 200k thăm ông Sáu": [],
    "thu tiền giúp bà Lan": [],
    "hôm nay có văn nghệ không?": [],
    "văn nghệ bao nhiêu tiền": [],
    "mai chăm sóc cụ Thảo": [],
    "báo cáo": [],
    "chào cháu": [],
    "200": [],
}


@pytest.mark.parametrize("words", DOINGS)
def test_what_was_done(words: str) -> None:
    assert [(doing.kind, doing.numbers) for doing in hear_doings(words)] == DOINGS[words]


NEWCOMERS = {
    "có bác mới vào: Hà Thị Sen sinh 1958": ("Hà Thị Sen", 1958, "female"),
    "co bac moi vao: ha thi sen sinh 1958": ("Ha Thi Sen", 1958, "female"),
    "kết nạp ông Hà Văn Sen, 1960": ("Hà Văn Sen", 1960, "male"),
    "thêm thành viên Nguyễn Thu Hương 1961": ("Nguyễn Thu Hương", 1961, None),
}


@pytest.mark.parametrize("words", NEWCOMERS)
def test_newcomers(words: str) -> None:
    news = hear_newcomer(words, TODAY)
    assert news is not None
    name = full_name(news.who)
    assert (name, news.birth_year, sex_of(news.who) or sex_of(name)) == NEWCOMERS[words]


@pytest.mark.parametrize(
    "words", ["không ai mới vào", "có ai mới vào không?", "thu 50k hội viên mới", "vắng 3, 7"]
)
def test_nobody_new(words: str) -> None:
    assert hear_newcomer(words, TODAY) is None
