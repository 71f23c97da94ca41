"""Words of officers that name whom to remind, whose report to open, whom to ring, and for which month."""

from datetime import date, datetime

import pytest

from handlers.decision import Caller
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import Option
from handlers.officer.heard_names import hear_approval, hear_calls, hear_report, nudge_name, report_club
from handlers.officer.months import filings_of, month_named
from handlers.officer.passing import Passing
from storage.people_records import Person

TODAY = date(2026, 11, 30)
CALLER = Caller(Person(1, "Thu"), datetime.fromisoformat("2026-11-30T10:00+07:00"))


@pytest.mark.parametrize(
    "words, name",
    [
        ("nhac lai bac xuan", "xuan"),
        ("nhắc bác Lý Thị Xuân", "ly thi xuan"),
        ("gửi lời nhắc cho clb thôn Tân Tiến", "tan tien"),
        ("nhắc", ""),
        ("nhắc gì thế", ""),
        ("gửi", ""),
    ],
)
def test_whom_to_remind(words: str, name: str) -> None:
    assert nudge_name(words) == name


@pytest.mark.parametrize(
    "words, club",
    [
        ("xem báo cáo thôn Khổng", "thôn khổng"),
        ("bao cao thon dong tam", "thon dong tam"),
        ("xem báo cáo tháng 10 clb Đồng Tâm", "clb đồng tâm"),
        ("báo cáo của thôn Khổng tháng 10/2026", "thôn khổng"),
        ("xem báo cáo", ""),
    ],
)
def test_whose_report(words: str, club: str) -> None:
    assert hear_report(words, CALLER)
    assert report_club(words) == club


@pytest.mark.parametrize("words", ["báo cáo", "báo cáo tháng 10", "chưa nộp báo cáo", "ai chưa báo cáo"])
def test_ones_own_report_is_not_a_view(words: str) -> None:
    assert hear_report(words, CALLER) is None


@pytest.mark.parametrize(
    "words", ["hom nay goi ai", "nên gọi cho ai", "gọi clb nào trước", "danh sách cần gọi"]
)
def test_whom_to_ring(words: str) -> None:
    assert hear_calls(words, CALLER)


@pytest.mark.parametrize("words, heard", [("duyệt", True), ("duyet bao cao", True), ("gọi bác", False)])
def test_approval(words: str, heard: bool) -> None:
    assert bool(hear_approval(words, CALLER)) is heard


@pytest.mark.parametrize("month", range(1, 12))
def test_the_figures_asked_for_know_the_month(month: int) -> None:
    period = f"2026-{month:02}"
    ask = filings_of("08", month_named(f"ai chưa nộp tháng {month}", TODAY), TODAY)
    assert (ask.period, ask.on) == (period, TODAY)


def test_early_in_the_month_its_own_reports_can_be_asked_for() -> None:
    assert month_named("ai chưa nộp tháng 11", date(2026, 11, 3)) == "2026-11"


@pytest.mark.parametrize("words", ["nhắc lại bác Xuân", "quy clb thon khong", "ai chưa nộp", "xem lời nhắc"])
def test_another_question_is_no_answer(words: str) -> None:
    question = Passing(key="send", choices=(Option("yes", ("gửi", "nhắc")), Option("no", ("không",))))
    assert isinstance(question.hear(words, TODAY), Unclear)
    assert question.hear("gửi", TODAY) == Heard("yes")
