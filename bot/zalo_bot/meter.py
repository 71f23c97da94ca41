"""How much of its plan a bot has used this month: about 50 people and 3,000 messages (zalo-api.md 1.5).

Pure; the figures are third-party claims, so they are settings (CLB_ZALO_BOT_PEOPLE,
CLB_ZALO_BOT_MESSAGES), and a warning comes at 80 %.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.splitting import split
from handlers.messages import Outgoing

TEXT_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Plan:
    """What the bot's plan allows, and at how many percent the operator wants to know."""

    people: int = 50
    messages: int = 3000
    warn_at_percent: int = 80


@dataclass(frozen=True, slots=True)
class Usage:
    """Distinct people a bot talks with, and messages it sent this month (see `messages_needed`)."""

    people: int
    messages: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The meter on one day; `expected_messages` is what the month ends with at this pace."""

    usage: Usage
    plan: Plan
    expected_messages: int
    people_running_out: bool
    messages_running_out: bool


def read_meter(usage: Usage, today: date, plan: Plan = Plan()) -> Reading:
    """What to tell the operator; messages run out when sent or expected ones reach the warning mark."""
    expected = expected_messages(usage.messages, today)
    many_sent = _reached(usage.messages, plan.messages, plan.warn_at_percent)
    return Reading(
        usage,
        plan,
        expected,
        people_running_out=_reached(usage.people, plan.people, plan.warn_at_percent),
        messages_running_out=many_sent or expected > plan.messages,
    )


def expected_messages(sent: int, today: date) -> int:
    """Messages by the end of the month at this pace; a first week tells nothing yet and is not stretched."""
    days = monthrange(today.year, today.month)[1]
    return sent if today.day < 8 else -(-sent * days // today.day)


def _reached(used: int, allowed: int, percent: int) -> bool:
    return used * 100 >= allowed * percent


def usage_of(month: date, people: Iterable[str], sent: Iterable[tuple[date, int]]) -> Usage:
    """Distinct addresses, and messages sent in the month of `month`; `sent` is pairs of (day, how many)."""
    messages = sum(count for day, count in sent if (day.year, day.month) == (month.year, month.month))
    return Usage(len(set(people)), messages)


def messages_needed(message: Outgoing) -> int:
    """How many of Zalo's messages one of ours costs: its parts of 2,000, and one a file."""
    parts = len(split(message.text, TEXT_LIMIT))
    return parts + len(message.files)
