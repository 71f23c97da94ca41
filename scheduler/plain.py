"""Reminders in plain words, without a list: overdue loans, an officer's own deadlines, communes that wait.

They are never numbered and never stand before a question of money.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from handlers.calendar.duties import Contact, Key, Promise
from handlers.calendar.push_hours import may_push
from handlers.calendar.settings import CalendarSettings
from handlers.decision import Say

PROMISE_USEFUL = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Plain:
    """One thing to tell one person now; those of one page and block become one sentence or list."""

    key: Key
    to: Contact
    page: str
    block: str
    item: Mapping[str, Any]


Told = tuple[Plain, CalendarSettings]
"""Something to tell, and whose hours it keeps to."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: its permanent name, from when and until when it is useful."""

    name: str
    at: datetime
    until: datetime


def sayings(plains: Sequence[Plain]) -> list[tuple[tuple[Key, ...], Say]]:
    """The words for one person, each kind once, with the keys they stand for."""
    kinds: dict[tuple[str, str], list[Plain]] = {}
    for plain in plains:
        kinds.setdefault((plain.page, plain.block), []).append(plain)
    return [
        (tuple(plain.key for plain in some), Say(page, block, {"items": [plain.item for plain in some]}))
        for (page, block), some in kinds.items()
    ]


def rung(name: str, day: date, clock: time, days: int, now: datetime) -> Rung:
    """A step from that hour of the day on, useful for so many days."""
    at = datetime.combine(day, clock, now.tzinfo)
    return Rung(name, at, at + timedelta(days=days))


def promised_rung(promise: Promise) -> Rung:
    """The step of a moment somebody chose: useful for a week."""
    return Rung(f"promise-{promise.id}", promise.at, promise.at + PROMISE_USEFUL)


def climbed(rungs: Sequence[Rung], now: datetime) -> Rung | None:
    """The newest step whose moment has come, while it is useful."""
    newest = max((each for each in rungs if each.at <= now), key=lambda each: each.at, default=None)
    return newest if newest is not None and now <= newest.until else None


def is_held(contact: Contact, settings: CalendarSettings, now: datetime) -> bool:
    """Whether this is no moment to speak first: out of push hours, or a question of ours is open."""
    asked = contact.quiet_until is not None and now < contact.quiet_until
    return asked or not may_push(now, settings.push_hours)
