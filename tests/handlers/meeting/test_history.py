"""What is asked of past roll calls, and that nobody is said to have come where names are missing."""

from datetime import UTC, date, datetime

import pytest

from handlers.decision import Caller
from handlers.meeting.book import Held
from handlers.meeting.history import PastMeetings, asks_history, often_away, record_of
from storage.people_records import Member, Person, Role, RoleName

OCTOBER, SEPTEMBER = date(2026, 10, 25), date(2026, 9, 25)
LAN, TU, SAU = (Member(n, 1, n, name) for n, name in ((3, "Lan"), (7, "Tư"), (12, "Sáu")))
FULL = Held(OCTOBER, 1, away=((3, "away"), (12, "unknown")))
PARTLY = Held(SEPTEMBER, 1, away=((12, "unknown"),))
PAST = PastMeetings("CLB", (LAN, TU, SAU), (FULL, PARTLY), {OCTOBER: 3, SEPTEMBER: 3})
SECRETARY = Caller(
    Person(1, "Thư", roles=(Role(1, 1, RoleName.SECRETARY, club_id=1),)),
    datetime(2026, 11, 21, 9, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "words, asked",
    [
        ("lịch sử điểm danh", "list"),
        ("xem lich su diem danh", "list"),
        ("các buổi họp gần đây", "list"),
        ("ai hay vắng", "often"),
        ("ai hay nghỉ họp nhất?", "often"),
        ("điểm danh của bà Lan", {"name": "bà Lan"}),
        ("diem danh cua ba Lan", {"name": "ba Lan"}),
        ("bà Lan vắng mấy buổi rồi", {"name": "bà Lan"}),
        ("ông Tư có hay vắng không?", {"name": "ông Tư"}),
        ("điểm danh", None),
        ("vắng bà Lan", None),
        ("ai vắng buổi vừa rồi", None),
        ("ai vắng mấy buổi", None),
    ],
)
def test_what_is_asked(words: str, asked: object) -> None:
    assert asks_history(words, SECRETARY) == asked


def test_a_meeting_without_all_names_counts_only_for_those_named() -> None:
    assert record_of(PAST, TU).meetings == 1
    assert record_of(PAST, LAN).away == ((OCTOBER, "away"),)
    assert record_of(PAST, SAU).meetings == 2


def test_away_often_is_twice_or_more() -> None:
    assert [record.member for record in often_away(PAST)] == [SAU]
