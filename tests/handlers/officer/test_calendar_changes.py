"""A province's calendar: what is heard, what holds from when, and what is refused."""

from datetime import date

import pytest

from handlers.calendar.deadlines import Level, due_on
from handlers.calendar.settings import CalendarSettings, settings_from_json, settings_to_json
from handlers.officer.calendar_changes import AS_IT_IS, Change, applied, bound_passed, hear_change

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "words, change",
    [
        ("đổi hạn báo cáo sang ngày 7", Change("club_due_day", 7)),
        ("doi han nop bao cao thang cua clb sang mung 7", Change("club_due_day", 7)),
        ("đổi hạn báo cáo 6 tháng sang trước ngày 20", Change("state_before_day", 20)),
        ("đổi ngày nhắc trước 5, 2 ngày", Change("steps", (-5, -2))),
        ("tắt nhắc tối họp", Change("meeting_evening", False)),
        ("bật lại nhắc tối họp", Change("meeting_evening", True)),
        ("đổi hạn xã nộp sang ngày 9", Change("commune_due_day", 9)),
        ("đổi giờ bản tin sang 8 giờ", Change("digest", (AS_IT_IS, 8, 0))),
        ("gửi bản tin chiều thứ Ba lúc 2 rưỡi", Change("digest", (1, 14, 30))),
        ("doi ban tin sang thu 4 9h30", Change("digest", (2, 9, 30))),
        ("đổi bản tin sang chiều thứ Sáu", Change("digest", (4, 14, AS_IT_IS))),
        ("đổi bản tin sang chủ nhật", Change("digest", (6, AS_IT_IS, AS_IT_IS))),
        ("đổi giờ bản tin", Change("digest", (AS_IT_IS,) * 3)),
    ],
)
def test_what_is_heard(words: str, change: Change) -> None:
    assert hear_change(words) == change


@pytest.mark.parametrize(
    "words", ["đổi hạn báo cáo cho thôn Khổng sang ngày 7", "lùi hạn đến ngày 7", "nhắc bác"]
)
def test_what_is_no_change(words: str) -> None:
    assert hear_change(words) is None


def test_a_new_day_leaves_months_that_are_due_already() -> None:
    first = applied(CalendarSettings(), Change("club_due_day", 7), TODAY)
    second = applied(first, Change("club_due_day", 3), date(2027, 1, 10))
    second = settings_from_json(settings_to_json(second))
    days = [due_on(period, Level.CLUB, second).day for period in ("2026-10", "2026-11", "2026-12", "2027-01")]
    assert days == [5, 7, 7, 3]


def test_a_day_changed_twice_in_a_month_keeps_the_one_before_both() -> None:
    twice = applied(
        applied(CalendarSettings(), Change("club_due_day", 7), TODAY), Change("club_due_day", 8), TODAY
    )
    assert twice.club_due_before == (("2026-11", 5),)
    assert twice.due_day_of("2026-11") == 8


@pytest.mark.parametrize(
    "change, passed",
    [
        (Change("club_due_day", 10), "due_day"),
        (Change("club_due_day", 0), "due_day"),
        (Change("state_before_day", 11), "state_day"),
        (Change("state_before_day", 29), "state_day"),
        (Change("steps", (-21,)), "steps"),
        (Change("club_due_day", 9), ""),
    ],
)
def test_bounds(change: Change, passed: str) -> None:
    assert bound_passed(applied(CalendarSettings(), change, TODAY)) == passed


@pytest.mark.parametrize("clock", [(0, 0), (6, 59), (12, 0), (20, 1), (22, 0), (25, 0), (8, 75)])
def test_a_digest_is_never_sent_at_night_or_at_midday(clock: tuple[int, int]) -> None:
    wanted = applied(CalendarSettings(), Change("digest", (AS_IT_IS, *clock)), TODAY)
    assert bound_passed(wanted) == "digest"


def test_a_digest_of_a_working_day_is_kept_as_it_was_set() -> None:
    wanted = applied(CalendarSettings(), Change("digest", (4, 14, 30)), TODAY)
    assert bound_passed(wanted) == ""
    assert settings_from_json(settings_to_json(wanted)) == wanted
    assert bound_passed(applied(wanted, Change("digest", (6, AS_IT_IS, AS_IT_IS)), TODAY)) == "digest"
