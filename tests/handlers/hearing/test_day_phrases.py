"""Days as leaders type them, heard on Saturday 21/11/2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.dialogue.hearing.days import DayHeard, find_day, hear_day, hear_term
from handlers.dialogue.hearing.heard import Heard, Unclear
from tests.handlers.hearing.phrase_tables import rows

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize("phrase, meaning", rows("days"))
def test_a_day_alone(phrase: str, meaning: str) -> None:
    outcome = hear_day(phrase.removeprefix("~"), TODAY)
    if meaning.startswith("?"):
        assert isinstance(outcome, Unclear)
        assert outcome.reason == meaning[1:]
        return
    assert isinstance(outcome, Heard)
    assert outcome.value.day == date.fromisoformat(meaning)
    assert bool(outcome.value.lunar) == phrase.startswith("~")
    assert outcome.value.old == (TODAY - outcome.value.day > timedelta(days=60))


@pytest.mark.parametrize(
    "phrase, day",
    [
        ("mai", date(2026, 11, 22)),
        ("mốt", date(2026, 11, 23)),
        ("ngày 28", date(2026, 11, 28)),
        ("ngày 15", date(2026, 12, 15)),
        ("thứ ba", date(2026, 11, 24)),
        ("thứ bảy", date(2026, 11, 21)),
        ("thứ hai tuần sau", date(2026, 11, 23)),
        ("5/12", date(2026, 12, 5)),
        ("rằm", date(2026, 11, 23)),
        ("rằm tháng Giêng", date(2027, 2, 20)),
        ("hôm nay", TODAY),
        ("5/1", date(2027, 1, 5)),
    ],
)
def test_plans_look_ahead(phrase: str, day: date) -> None:
    outcome = hear_day(phrase, TODAY, ahead=True)
    assert isinstance(outcome, Heard)
    assert outcome.value.day == day


def test_a_plan_is_not_made_for_yesterday() -> None:
    assert hear_day("hôm qua", TODAY, ahead=True) == Unclear("out_of_range", (DayHeard(date(2026, 11, 20)),))


@pytest.mark.parametrize(
    "sentence, day, rest",
    [
        ("chi mua nước hôm qua", date(2026, 11, 20), "chi mua nước"),
        ("thu 500k hội phí 20/11", date(2026, 11, 20), "thu 500k hội phí"),
        ("chi 200k ngày 15", date(2026, 11, 15), "chi 200k"),
        ("Hôm qua bà Lan trả 500k", date(2026, 11, 20), "bà Lan trả 500k"),
        ("họp chủ nhật vừa rồi", date(2026, 11, 15), "họp"),
        ("cụ Thảo mất hôm qua rồi cháu ạ", date(2026, 11, 20), "cụ Thảo mất rồi"),
        ("chi hom qua 200k", date(2026, 11, 20), "chi 200k"),
        ("thu thứ hai 500k", date(2026, 11, 16), "thu 500k"),
        ("họp rằm tháng chín đủ cả", date(2026, 10, 24), "họp đủ cả"),
        ("chi 60k che thu bay", date(2026, 11, 21), "chi 60k che"),
        ("chi 60k che thu 6", date(2026, 11, 20), "chi 60k che"),
    ],
)
def test_a_day_in_a_sentence(sentence: str, day: date, rest: str) -> None:
    found = find_day(sentence, TODAY)
    assert found is not None
    assert isinstance(found[0], Heard)
    assert (found[0].value.day, found[1]) == (day, rest)


def test_part_of_a_month_is_asked_about() -> None:
    for sentence in ("chi 30k keo dau thang", "chi 30k kẹo đầu tháng", "chi 30k keo cuoi tuan"):
        found = find_day(sentence, TODAY)
        assert found is not None
        assert found[0] == Unclear("which_day")


@pytest.mark.parametrize(
    "sentence",
    "hội phí tháng 11|thu ba lan 500k|chi thu ba|"
    "ba thu bay|tham ba Lan dau nam vien|chi 5-6 triệu|Thăm bà Rằm 200k|bà Mai đóng 500k|vay 1/2 triệu|"
    "mừng 5 cụ 500k|"
    "chi 200 mua nước|thu 500k|tôi qua nhà bà Lan|thu nam tram nghin|ngày hai lần|chị Mai|mua quà|"
    "chi mung 5 cu|"
    "sổ số 15|đến 41 người|năm nay thu đủ".split("|"),
)
def test_a_sentence_without_a_day(sentence: str) -> None:
    assert find_day(sentence, TODAY) is None


@pytest.mark.parametrize(
    "phrase, months",
    [
        ("1 năm", 12), ("một năm", 12), ("1 nam", 12), ("6 tháng", 6), ("6 thang", 6), ("sáu tháng", 6),
        ("nửa năm", 6),
        ("12", 12), ("một năm rưỡi", 18), ("1 năm rưỡi", 18), ("1 năm 6 tháng", 18), ("2 năm", 24),
        ("vay 12 tháng", 12),
        ("mười hai tháng", 12), ("tám tháng", 8), ("3 tháng ạ", 3), ("12t", 12), ("năm tháng", 5),
        ("5 năm", 60),
    ],
)  # fmt: skip
def test_a_term_in_months(phrase: str, months: int) -> None:
    outcome = hear_term(phrase)
    assert isinstance(outcome, Heard)
    assert outcome.value == months


@pytest.mark.parametrize(
    "phrase, reason",
    [("0", "out_of_range"), ("200", "out_of_range"), ("vài tháng", "inexact"), ("khoảng 6 tháng", "inexact"),
     ("abc", "not_understood"), ("", "not_understood"), ("6 hoặc 12 tháng", "not_understood"),
     ("5 triệu", "not_understood"), ("rưỡi", "not_understood"), ("lâu lâu", "not_understood")],
)  # fmt: skip
def test_a_term_that_must_be_asked(phrase: str, reason: str) -> None:
    assert hear_term(phrase) == Unclear(reason)


@given(DAYS, st.integers(0, 1000))
def test_a_written_past_day_is_that_day(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    for form in (
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
    ):
        outcome = hear_day(form, today)
        assert isinstance(outcome, Heard)
        assert outcome.value.day == day


@given(DAYS, st.one_of(st.text(max_size=40), st.lists(st.sampled_from(
    "ngày hôm qua kia mùng rằm tháng thứ hai ba tuần trước 15 3/6 20/11 âm dương Tết mốt mai Giêng "
    "31".split()), max_size=6
).map(" ".join)))  # fmt: skip
def test_no_text_breaks_it_and_no_record_is_of_tomorrow(today: date, text: str) -> None:
    outcome = hear_day(text, today)
    assert isinstance(outcome, Unclear) or outcome.value.day <= today
    ahead = hear_day(text, today, ahead=True)
    assert isinstance(ahead, Unclear) or ahead.value.day >= today
    found = find_day(text, today)
    assert found is None or len(found[1]) <= len(text) + 1
