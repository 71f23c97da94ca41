"""Due days, cut-offs and holidays against the calendars of 2026–2030."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.calendar.deadlines import Level, closes_on, cut_off, due_on
from handlers.calendar.holidays import holidays_of, is_holiday, is_working_day
from handlers.calendar.settings import CalendarSettings, settings_from_json, settings_to_json
from handlers.calendar.spans import span_of


@pytest.mark.parametrize(
    "period, first, last",
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2026-M11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", date(2025, 12, 1), date(2026, 5, 31)),
        ("2026-H2", date(2026, 6, 1), date(2026, 11, 30)),
        ("2026", date(2025, 12, 1), date(2026, 11, 30)),
        ("2025-2030", date(2024, 12, 1), date(2030, 11, 30)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_period_covers_these_days(period: str, first: date, last: date) -> None:
    span = span_of(period)
    assert (span.first, span.last) == (first, last)
    assert cut_off(period) == last


def test_a_province_may_count_by_the_calendar_year() -> None:
    settings = CalendarSettings(year_starts=1)
    assert span_of("2026-H1", settings).last == date(2026, 6, 30)
    assert span_of("2026", settings).first == date(2026, 1, 1)
    assert due_on("2026-H1", Level.STATE, settings) == date(2026, 7, 14)


@pytest.mark.parametrize("text", ["", "2026-13", "2026-Q5", "2026-H3", "tháng 11", "2030-2025", "26-11"])
def test_other_texts_are_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        span_of(text)


def test_the_months_of_a_half_year() -> None:
    assert span_of("2026-H1").months == ("2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05")


@pytest.mark.parametrize(
    "period, level, due",
    [
        ("2026-11", Level.CLUB, date(2026, 12, 5)),  # a Saturday, as golden A9 says it
        (
            "2027-01",
            Level.CLUB,
            date(2027, 2, 12),
        ),  # Tết 5–9/2, its weekend made up for until 11/2
        ("2028-03", Level.CLUB, date(2028, 4, 5)),  # the day after Giỗ Tổ
        ("2026-H1", Level.CLUB, date(2026, 6, 5)),
        ("2026-H1", Level.COMMUNE, date(2026, 6, 10)),
        ("2027-H1", Level.STATE, date(2027, 6, 14)),  # golden C6: a Monday
        ("2026-H1", Level.STATE, date(2026, 6, 12)),  # 14/6/2026 is a Sunday: before it, not after
        ("2026", Level.STATE, date(2026, 12, 14)),
    ],
)
def test_each_level_has_its_day(period: str, level: Level, due: date) -> None:
    assert due_on(period, level) == due


def test_an_extension_holds_as_it_was_given() -> None:
    assert due_on("2026-11", extended_to=date(2026, 12, 13)) == date(2026, 12, 13)


def test_a_month_closes_two_days_after_it_was_due() -> None:
    assert closes_on(due_on("2026-11")) == date(2026, 12, 7)


@pytest.mark.parametrize(
    "day",
    [
        date(2027, 1, 1),
        *(date(2027, 2, 5) + timedelta(days=n) for n in range(5)),  # Tết Đinh Mùi: 6/2/2027
        date(2027, 4, 16),  # Giỗ Tổ, 10/3 lunar
        date(2027, 4, 30),
        date(2027, 5, 3),  # 1/5/2027 is a Saturday
        date(2027, 9, 2),
        date(2026, 2, 17),  # Tết Bính Ngọ
        date(2026, 4, 27),  # Giỗ Tổ 26/4/2026 is a Sunday
    ],
)
def test_these_are_holidays(day: date) -> None:
    assert is_holiday(day)


def test_a_decree_may_change_days() -> None:
    swapped = date(2026, 1, 2)
    worked = date(2026, 1, 10)
    assert is_working_day(swapped)
    assert not is_working_day(swapped, frozenset({swapped}))
    assert is_working_day(worked, worked=frozenset({worked}))


@given(st.integers(1950, 2090))
def test_every_year_frees_eleven_weekdays_or_ten_where_two_holidays_meet(year: int) -> None:
    assert len([day for day in holidays_of(year) if day.weekday() < 5]) in (10, 11)


@given(st.integers(2020, 2090), st.integers(1, 12))
def test_a_club_is_due_on_or_after_its_day_and_the_state_before_it(year: int, month: int) -> None:
    period = f"{year}-{month:02}"
    club, state = due_on(period), due_on(period, Level.STATE)
    assert club.day >= 5
    assert club - span_of(period).last <= timedelta(days=15)
    assert span_of(period).last < state
    assert state.day <= 14
    assert is_working_day(state)


@given(
    st.builds(
        CalendarSettings,
        club_due_day=st.integers(1, 28),
        steps=st.lists(st.integers(-9, 9), unique=True).map(tuple),
        morning=st.times().map(lambda t: t.replace(second=0, microsecond=0, fold=0)),
        extra_holidays=st.frozensets(st.dates()),
    )
)
def test_settings_come_back_as_they_went(settings: CalendarSettings) -> None:
    assert settings_from_json(settings_to_json(settings)) == settings


def test_an_unknown_setting_is_left_aside() -> None:
    assert settings_from_json({"colour": "red", "club_due_day": 7}) == CalendarSettings(club_due_day=7)
