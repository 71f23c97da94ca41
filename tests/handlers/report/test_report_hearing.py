"""What people answer to the report's own questions: people in and out, no meeting, the day with the
turnout.
"""

from datetime import date

import pytest

from handlers.club.member_news import hear_death, hear_join
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.report.promise import wishes_reminding
from handlers.report.questions import MeetingDay, MonthMeasured, Proposal, RosterMoves, day_and_people
from handlers.report.reasons import words_kept

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    "words, moves",
    [
        ("0", (0, 0, 0)),
        ("khong co ai", (0, 0, 0)),
        ("khong co ai ca", (0, 0, 0)),
        ("có 2 người vào 1 người ra", (2, 1, 0)),
        ("vào 2 ra 1", (2, 1, 0)),
        ("2 người vào, 1 cụ mất", (2, 0, 1)),
        ("bà Thìn mới mất tuần trước", (0, 0, 1)),
    ],
)
def test_people_in_and_out(words: str, moves: tuple[int, int, int]) -> None:
    heard = RosterMoves(key="roster").hear(words, TODAY)
    assert isinstance(heard, Heard)
    assert tuple(heard.value) == moves


def test_a_number_alone_is_asked_about() -> None:
    heard = RosterMoves(key="roster").hear("2", TODAY)
    assert isinstance(heard, Unclear)
    assert heard.guesses == ([2, 0, 0], [0, 2, 0])


@pytest.mark.parametrize(
    "words, day, came",
    [("hom 24 den 58", "2026-11-24", 58), ("24/11, 41 người", "2026-11-24", 41), ("24", "2026-11-24", None)],
)
def test_meeting_day_with_turnout(words: str, day: str, came: int | None) -> None:
    heard = MeetingDay(key="meeting_on", period="2026-11").hear(words, TODAY)
    assert isinstance(heard, Heard)
    assert day_and_people(heard.value) == (day, came)


@pytest.mark.parametrize("words", ["khong do", "không đo", "tháng này không đo được"])
def test_nobody_measured(words: str) -> None:
    assert MonthMeasured(key="measured").hear(words, TODAY) == Heard(0, literal=False)


@pytest.mark.parametrize("words", ["nop", "nộp", "sửa báo cáo", "xem lại"])
def test_commands_are_no_proposal(words: str) -> None:
    assert Proposal(key="proposal").hear(words, TODAY) == Heard("")


@pytest.mark.parametrize(
    "words, kept",
    [("bác ốm không họp được", ""), ("không", ""), ("nhà văn hóa đang sửa", "nhà văn hóa đang sửa")],
)
def test_reason_without_a_diagnosis(words: str, kept: str) -> None:
    assert words_kept(words) == kept


@pytest.mark.parametrize(
    "words", ["con trâu nhà ông Tư mất rồi", "điện thoại của bà Lan mất rồi", "vợ ông Tư mất"]
)
def test_no_death_of_the_one_named(words: str) -> None:
    assert hear_death(words, TODAY) is None


def test_medicine_is_no_newcomer() -> None:
    assert hear_join("bac can them thuoc huyet ap", TODAY) is None


@pytest.mark.parametrize(
    "words", ["để chiều bác làm", "mai nhé cháu", "tối con gái bác làm giúp", "khuya rồi mai nhắc bác"]
)
def test_putting_off_is_heard(words: str) -> None:
    assert wishes_reminding(words, TODAY)


@pytest.mark.parametrize(
    "words", ["chiều nay thu 50k", "mai họp ở nhà văn hóa", "tối nay ai vắng", "con gái bác"]
)
def test_other_words_put_nothing_off(words: str) -> None:
    assert not wishes_reminding(words, TODAY)
