"""The talk that answers a reminder, replayed without a database; its words stay short."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.wording import Wording
from handlers.calendar.duties import Duty, report_occasion
from handlers.catalogue_types import Visit
from handlers.decision import Ask
from handlers.dialogue.answering import By, NotTaken, Taken, take_number, take_words
from handlers.dialogue.replay import Asking, Facts, Finished, Keeping, replay
from handlers.dialogue.state import TalkState
from handlers.dialogue.subject import Subject
from handlers.dialogue.take_up import TakeUp
from handlers.report.book import Filed, FundMonth, MonthFacts, ReportBook
from handlers.report.promise import KeepPromise, wishes_reminding
from handlers.report.reminder import (
    NAME,
    REPORT_PARTS,
    answer_reminder,
    missing_parts,
    opening_of,
)
from storage.people_records import Club, Person

TODAY = date(2026, 12, 2)
MORNING = datetime(2026, 12, 2, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BOOK = ReportBook(Club(3, "hong-son", "CLB thôn Tân Tiến"), "xã Hồng Sơn", "2026-11", 55)
FILED = Filed(1, MORNING, {}, "submitted")
XUAN = By(7, TODAY)


def duty(missing: tuple[str, ...], club: str = "CLB thôn Tân Tiến", number: int = 3) -> Duty:
    occasion = report_occasion(number, "2026-11")
    return Duty(occasion, number, club, "2026-11", date(2026, 12, 5), missing=missing)


def talk(now: datetime = MORNING, *, promised: bool = False) -> TalkState:
    opening = opening_of([duty(("measured", "money"))], now, promised=promised)
    return TalkState(NAME, "club:3/period:2026-11/person:7", id=1, person_id=7, opening=opening)


def run(state: TalkState, book: ReportBook = BOOK) -> Asking | Keeping | Finished:
    visit = Visit(
        Subject.read(state.subject), TODAY, Person(7, "Lý Thị Xuân"), state.opening, round=state.round
    )
    return replay(answer_reminder(book, visit), state, Facts())


def answered(state: TalkState, words: str) -> TalkState:
    asking = run(state)
    assert isinstance(asking, Asking)
    taken = take_words(state, asking.question, words, XUAN)
    assert isinstance(taken, Taken), taken
    return taken.state


@pytest.mark.parametrize("words", ["làm ngay", "ừ", "lam ngay", "báo cáo", "ok cháu", "làm luôn"])
def test_now_takes_up_the_report(words: str) -> None:
    outcome = run(answered(talk(), words))
    assert outcome == Finished((TakeUp("report.monthly", Subject(3, "2026-11")),))


@pytest.mark.parametrize("words", ["chiều nhắc", "tối con gái bác làm giúp", "mai", "15h", "tuần sau cháu ạ"])
def test_a_time_becomes_a_promise_in_the_persons_words(words: str) -> None:
    outcome = run(answered(talk(), words))
    assert outcome == Finished((KeepPromise(7, ("report/3/2026-11",), words),))


@pytest.mark.parametrize("words", ["để lúc khác", "bác bận", "không", "thôi"])
def test_putting_off_without_a_time_is_asked_until_when(words: str) -> None:
    state = answered(talk(), words)
    asking = run(state)
    assert isinstance(asking, Asking)
    assert asking.question.key == "until"
    assert isinstance(take_words(state, asking.question, "38 người", XUAN), NotTaken)
    assert run(answered(state, "chiều mai")) == Finished(
        (KeepPromise(7, ("report/3/2026-11",), "chiều mai"),)
    )


def test_the_choices_follow_the_hour() -> None:
    shown = []
    for hour, promised in ((8, False), (15, False), (19, False), (15, True)):
        asking = run(talk(MORNING.replace(hour=hour), promised=promised))
        assert isinstance(asking, Asking)
        shown.append([option.code for option in asking.question.options()])
    assert shown == [
        ["now", "afternoon", "tomorrow"],
        ["now", "evening", "tomorrow"],
        ["now", "tomorrow"],
        ["now", "later"],
    ]


def test_a_tapped_choice_is_a_promise_too() -> None:
    asking = run(talk())
    assert isinstance(asking, Asking)
    taken = take_number(talk(), asking.question, 1, XUAN)
    assert isinstance(taken, Taken)
    assert run(taken.state) == Finished((KeepPromise(7, ("report/3/2026-11",), "chiều nay"),))


def test_a_report_that_came_in_needs_no_answer() -> None:
    assert run(talk(), ReportBook(BOOK.club, BOOK.commune, "2026-11", 55, filed=FILED)) == Finished(())


def test_what_was_recorded_meanwhile_is_no_longer_named_as_missing() -> None:
    recorded = ReportBook(BOOK.club, BOOK.commune, "2026-11", 55, funds=FundMonth(entries=1))
    asking = run(talk(), recorded)
    assert isinstance(asking, Asking)
    assert asking.question.show["reports"][0]["missing"] == ["measured"]


def test_what_is_missing_is_neither_in_the_books_nor_answered() -> None:
    known = MonthFacts(meeting_on=date(2026, 11, 20), present=41)
    book = ReportBook(BOOK.club, BOOK.commune, "2026-11", 55, known)
    assert missing_parts(book, frozenset({"roster", "care"})) == ("measured", "self_help", "doings", "money")


@pytest.mark.parametrize(
    "words, wishes",
    [("mai nhắc bác nhé", True), ("chiều nhắc", True), ("nhắc bà Lan trả nợ", False), ("chiều họp", False)],
)
def test_a_wish_unasked_names_both_the_reminding_and_the_time(words: str, wishes: bool) -> None:
    assert wishes_reminding(words, TODAY) is wishes


@pytest.mark.parametrize("promised", [True, False])
@pytest.mark.parametrize("today", [date(2026, 11, 25), date(2026, 12, 5), date(2026, 12, 7)])
@pytest.mark.parametrize("missing", range(9))
@pytest.mark.parametrize("clubs", [1, 2, 5])
def test_its_words_are_short_whatever_is_missing(
    clubs: int, missing: int, today: date, promised: bool
) -> None:
    parts = (*REPORT_PARTS, "money")[:missing]
    duties = [duty(parts, f"CLB liên thế hệ thôn Quyết Thắng {n}", n) for n in range(3, 3 + clubs)]
    opening = opening_of(duties, MORNING, promised=promised)
    asking = run(TalkState(NAME, "club:3/period:2026-11/person:7", id=1, opening=opening))
    assert isinstance(asking, Asking)
    ask = Ask("report/reminder", asking.question, asking.question.options())
    text = Wording().compose([ask], {"today": today}).text
    assert len(text) <= 350
    assert text.count("?") == 1
    assert "  " not in text
    assert ",," not in text
