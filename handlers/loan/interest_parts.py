"""Where a loan's interest goes: the club's rule of that day, a split between both funds included.

The activity fund's part is rounded down to whole đồng and the income fund takes the rest, so that the two
always sum to what was paid.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from storage.people_records import Club, InterestRule
from storage.records import Fund

WHOLE = 100  # percent


class InterestParts(NamedTuple):
    """What of one payment of interest goes into each fund, in đồng."""

    income: int
    activity: int

    @property
    def total(self) -> int:
        return self.income + self.activity


def rule_on(club: Club, day: date) -> InterestRule:
    """The rule in force on that day; a club that never set one has its plain setting since ever."""
    started = [rule for rule in club.interest_rules if rule.since <= day]
    if started:
        return started[-1]
    return InterestRule(date.min, WHOLE if club.settings.interest_fund is Fund.INCOME_FUND else 0)


def split(interest: int, rule: InterestRule) -> InterestParts:
    """One payment by one rule."""
    activity = interest * (WHOLE - rule.income_percent) // WHOLE
    return InterestParts(interest - activity, activity)


def parts_on(club: Club, day: date, interest: int) -> InterestParts:
    """One payment of that day."""
    return split(interest, rule_on(club, day))


def summed(parts: Sequence[InterestParts]) -> InterestParts:
    """Several payments, each split by itself: their parts are added, never split again."""
    return InterestParts(sum(one.income for one in parts), sum(one.activity for one in parts))
