"""Statuses of a period's reports, and the two rates by their one definition."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.calendar.standing import (
    Rate,
    Standing,
    Status,
    filing_rate,
    in_time_rate,
    is_expected,
    status_on,
)

DUE = date(2026, 12, 5)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    "today, stored, started, expected, status",
    [
        (date(2026, 12, 1), "", False, True, Status.EXPECTED),
        (date(2026, 12, 5), "", True, True, Status.IN_PROGRESS),
        (date(2026, 12, 5), "draft", False, True, Status.IN_PROGRESS),
        (date(2026, 12, 6), "draft", True, True, Status.LATE),
        (date(2026, 12, 6), "submitted", True, True, Status.SUBMITTED),
        (date(2026, 12, 6), "sent_back", True, True, Status.SENT_BACK),
        (date(2026, 12, 6), "", False, False, Status.NO_MEETING),
    ],
)
def test_a_status_follows_from_the_day(
    today: date, stored: str, started: bool, expected: bool, status: Status
) -> None:
    assert status_on(today, DUE, stored=stored, started=started, expected=expected) is status


@pytest.mark.parametrize(
    "period, rhythm, last_met, met, expected",
    [
        ("2026-11", 1, date(2026, 10, 25), False, True),
        ("2026-11", 2, date(2026, 10, 25), False, False),
        ("2026-12", 2, date(2026, 10, 25), False, True),
        ("2027-01", 2, date(2026, 10, 25), False, True),  # December was missed: still owed
        ("2026-12", 3, date(2026, 10, 25), False, False),
        ("2026-11", 3, date(2026, 10, 25), True, True),
        ("2026-11", 3, None, False, True),
        ("2026-08", 1, None, False, False),  # founded on 1/9
    ],
)
def test_clubs_that_meet_seldom_owe_seldom(
    period: str, rhythm: int, last_met: date | None, met: bool, expected: bool
) -> None:
    founded = date(2026, 9, 1)
    owed = is_expected(period, founded_on=founded, rhythm=rhythm, last_met=last_met, met=met)
    assert owed is expected


def _standing(club_id: int, status: Status, day: int | None = None) -> Standing:
    filed = None if day is None else datetime(2026, 12, day, 23, 59, tzinfo=VIETNAM)
    return Standing(club_id, "2026-11", status, DUE, filed)


def test_the_rates_of_one_commune() -> None:
    commune = [
        _standing(1, Status.APPROVED, 5),
        _standing(2, Status.SUBMITTED, 6),
        _standing(3, Status.LATE),
        _standing(4, Status.NO_MEETING),
        _standing(5, Status.IN_PROGRESS),
    ]
    assert filing_rate(commune) == Rate(2, 4)
    assert in_time_rate(commune) == Rate(1, 4)
    assert filing_rate(commune).percent == 50.0
    assert filing_rate([]).percent is None
