"""Interest between both funds: nothing is lost by rounding, and the rule of the day counts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.dialogue.hearing.heard import Heard
from handlers.loan.interest_parts import InterestParts, parts_on, rule_on, split, summed
from handlers.loan.interest_rule import FirstDay, opens_interest_rule, percent_said
from storage.people_records import Club, ClubSettings, InterestRule
from storage.records import Fund

TODAY = date(2026, 11, 23)
CLUB = Club(1, "hong-son", "Khổng")
RULES = (
    InterestRule(date(2026, 3, 1), 70),
    InterestRule(date(2026, 12, 1), 50),
    InterestRule(date(2026, 12, 1), 0),
)


@given(st.integers(0, 10**9), st.integers(0, 100))
def test_both_parts_sum_to_what_was_paid(interest: int, percent: int) -> None:
    parts = split(interest, InterestRule(TODAY, percent))
    assert parts.total == interest
    assert min(parts) >= 0
    assert abs(parts.income * 100 - interest * percent) < 100  # off by less than one đồng


@given(st.lists(st.integers(0, 10**6)))
def test_a_collection_is_the_sum_of_its_payments(paid: list[int]) -> None:
    rule = InterestRule(TODAY, 33)
    assert summed([split(one, rule) for one in paid]).total == sum(paid)


@pytest.mark.parametrize(
    "day, percent",
    [(date(2026, 2, 28), 100), (date(2026, 3, 1), 70), (date(2026, 11, 30), 70), (date(2026, 12, 1), 0)],
)
def test_the_rule_of_the_day_counts_and_the_later_of_one_day(day: date, percent: int) -> None:
    assert rule_on(replace(CLUB, interest_rules=RULES), day).income_percent == percent


def test_a_club_that_never_set_a_rule_has_its_plain_setting() -> None:
    aside = replace(CLUB, settings=ClubSettings(interest_fund=Fund.ACTIVITY_FUND))
    assert parts_on(CLUB, TODAY, 50_000) == InterestParts(50_000, 0)
    assert parts_on(aside, TODAY, 50_000) == InterestParts(0, 50_000)


@pytest.mark.parametrize(
    "words, percent",
    [
        ("lãi chia đôi", 50),
        ("lãi để quỹ hoạt động", 0),
        ("lãi vào quỹ tăng thu nhập", 100),
        ("lãi 60% quỹ hoạt động", 40),
        ("lãi 70% vào qtn", 70),
        ("chia lãi", None),
        ("chia lãi 7 3", None),
        ("lãi 70% quỹ tăng thu nhập 30% quỹ hoạt động", None),
    ],
)
def test_the_share_is_taken_only_when_it_is_certain(words: str, percent: int | None) -> None:
    assert opens_interest_rule(words, TODAY)
    assert percent_said(words) == percent


@pytest.mark.parametrize(
    "words",
    [
        "thu lãi",
        "thu lãi bà Lan 50k",
        "lãi vào quỹ nào",
        "lãi bao nhiêu",
        "thu 50k lãi vào quỹ hoạt động",
    ],
)
def test_interest_that_is_paid_sets_no_rule(words: str) -> None:
    assert not opens_interest_rule(words, TODAY)


@pytest.mark.parametrize(
    "words, day", [("15/12", date(2026, 12, 15)), ("20/11", date(2026, 11, 20)), ("hôm nay", TODAY)]
)
def test_the_day_a_rule_begins_is_near(words: str, day: date) -> None:
    assert FirstDay(key="day").hear(words, TODAY) == Heard(day)
