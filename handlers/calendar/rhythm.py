"""How often a club meets: every month, or every two or three, each rule from its month on.

A rule is never changed, a later one follows it: months gone by stay as they were expected then.
"""

from collections.abc import Sequence

from handlers.calendar.spans import span_of
from storage.people_records import MeetingRhythm

EVERY_MONTH = 1
RHYTHMS = (EVERY_MONTH, 2, 3)
"""Months from one meeting to the next; of two rules of one month the later told holds."""


def rhythm_in(rules: Sequence[MeetingRhythm], period: str) -> int:
    """Months between two meetings by the rule in force in that month; `rules` by day, the later told last."""
    last = span_of(period).last
    return next((rule.months for rule in reversed(rules) if rule.since <= last), EVERY_MONTH)
