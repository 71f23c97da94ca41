"""Until when an elderly leader puts a reminder off, in the words they use (golden A9)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.calendar.push_hours import may_push
from handlers.calendar.snooze import Snooze, hear_snooze
from handlers.dialogue.hearing.heard import Unclear

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEDNESDAY = datetime(2026, 12, 2, 8, 31, tzinfo=VIETNAM)


def heard(words: str, now: datetime = WEDNESDAY) -> str:
    snooze = hear_snooze(words, now)
    return f"{snooze.at:%d/%m %H:%M}" if isinstance(snooze, Snooze) else snooze.reason


MOMENTS = """
chiều nhắc = 02/12 15:00
chieu nhac = 02/12 15:00
Chiều nay nhắc bác nhé = 02/12 15:00
mai nhắc = 03/12 08:30
để mai = 03/12 08:30
ngày mai cháu ạ = 03/12 08:30
sáng mai 9h = 03/12 09:00
tối mai = 03/12 19:00
mai 3 giờ chiều = 03/12 15:00
mốt nhắc = 04/12 08:30
ngày kia = 04/12 08:30
tối = 02/12 19:00
7 giờ tối = 02/12 19:00
bảy giờ tối = 02/12 19:00
19h = 02/12 19:00
sáu giờ chiều = 02/12 18:00
15h = 02/12 15:00
3 giờ = 02/12 15:00
ba rưỡi chiều = 02/12 15:30
8h30 = 03/12 08:30
9:15 = 02/12 09:15
lát nữa = 02/12 09:31
tí nữa bác làm = 02/12 09:31
30 phút nữa = 02/12 09:01
2 tiếng nữa = 02/12 10:31
hai tiếng rưỡi nữa = 02/12 11:01
nửa tiếng nữa = 02/12 09:01
tuần sau = 07/12 08:30
thứ bảy tuần sau = 12/12 08:30
thứ sáu nhắc bác = 04/12 08:30
chủ nhật = 06/12 08:30
ngày 5 = 05/12 08:30
ngày 1 = 01/01 08:30
5/12 = 05/12 08:30
trưa = 02/12 11:00
ăn cơm xong bác làm = 02/12 13:30
12 giờ trưa = 02/12 13:30
sau họp = 02/12 15:00
bác đi chợ về đã = 02/12 10:30
9h tối = 02/12 19:45
11 giờ đêm = 02/12 19:45
5 giờ sáng mai = 03/12 07:00
"""


@pytest.mark.parametrize("line", MOMENTS.strip().splitlines())
def test_words_that_say_until_when(line: str) -> None:
    words, moment = line.split(" = ")
    assert heard(words) == moment


@pytest.mark.parametrize(
    "words, now, moment",
    [
        ("chiều nhắc", "15:10", "02/12 17:00"),
        ("chiều nhắc", "17:10", "03/12 15:00"),
        ("tối nhắc", "19:50", "03/12 19:00"),
        ("lát nữa", "11:10", "02/12 13:30"),
        ("lát nữa", "19:40", "02/12 19:45"),
        ("lát nữa", "23:00", "03/12 07:00"),
        ("sau họp", "15:30", "02/12 19:00"),
        ("3 giờ chiều", "16:00", "03/12 15:00"),
    ],
)
def test_a_moment_gone_by_means_the_next(words: str, now: str, moment: str) -> None:
    hour, minute = map(int, now.split(":"))
    assert heard(words, WEDNESDAY.replace(hour=hour, minute=minute)) == moment


@pytest.mark.parametrize(
    "words, helper",
    [
        ("tối con gái bác làm giúp", "con gái"),
        ("toi con gai bac lam giup", "con gái"),
        ("mai nhờ cháu nội nhắn hộ", "cháu nội"),
        ("để con trai làm hộ", "con trai"),
        ("chiều nhắc", ""),
        ("tối bác làm", ""),
    ],
)
def test_who_will_type_is_remembered(words: str, helper: str) -> None:
    snooze = hear_snooze(words, WEDNESDAY)
    assert isinstance(snooze, Snooze)
    assert snooze.helped_by == helper


@pytest.mark.parametrize("words", ["để lúc khác", "bác bận", "tôi bận lắm", "thôi để sau", "nhắc bác sau"])
def test_putting_off_without_a_time_is_asked_about(words: str) -> None:
    assert hear_snooze(words, WEDNESDAY) == Unclear("which_time")


@pytest.mark.parametrize("words", ["ừ", "cảm ơn", "thu 500k hội phí", "báo cáo", "38 người", "32/13"])
def test_other_words_are_no_snooze(words: str) -> None:
    assert hear_snooze(words, WEDNESDAY) == Unclear("not_understood")


def test_after_the_meeting_is_the_evening_of_its_day() -> None:
    snooze = hear_snooze("sau họp", WEDNESDAY, meeting_on=date(2026, 12, 25))
    assert snooze == Snooze(datetime(2026, 12, 25, 19, tzinfo=VIETNAM))


PHRASES = st.sampled_from(
    [
        "chiều",
        "mai",
        "tối",
        "đêm",
        "lát nữa",
        "tuần sau",
        "sau họp",
        "trưa",
        "23h",
        "2 giờ sáng",
        "12h",
        "sáng",
        "ngày 31",
    ]
)


@given(PHRASES, st.integers(0, 60 * 24 * 400))
def test_a_promise_lies_ahead_and_in_push_hours(words: str, minutes: int) -> None:
    now = WEDNESDAY + timedelta(minutes=minutes)
    snooze = hear_snooze(words, now)
    assert isinstance(snooze, Snooze)
    assert now < snooze.at
    assert may_push(snooze.at)


@given(st.text(max_size=80))
def test_no_text_breaks_it(words: str) -> None:
    assert isinstance(hear_snooze(words, WEDNESDAY), Snooze | Unclear)
