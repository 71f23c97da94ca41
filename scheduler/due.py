"""Decides who is to be reminded of what at one moment; pure, so any past or future can be tried on it.

Of several steps gone by (an outage, a clock that jumped) only the newest counts, and only while it is useful:
the rest is dropped, never sent in a heap.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from handlers.calendar.duties import Contact, Duty, Key, Promise, TimeState
from handlers.calendar.push_hours import PUSH_HOURS, may_push
from scheduler.plain import PROMISE_USEFUL

MEETING, PROMISE = "meeting", "promise"
PAGE = "report/reminder"
EVENING_USEFUL = timedelta(hours=16)  # until the next morning's window


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to tell one person now: block "answer" asks the club, "calls" an officer to telephone."""

    key: Key
    to: Contact
    duty: Duty
    block: str = "answer"
    promise: Promise | None = None
    page: str = PAGE

    @property
    def missing(self) -> tuple[str, ...]:
        return self.duty.missing

    @property
    def text_key(self) -> str:
        """The key as the outbox stores it."""
        occasion, person_id, step = self.key
        return f"remind/{occasion}/{person_id}/{step}"


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of the ladder: its permanent name, its moment, how long it is useful."""

    name: str
    at: datetime
    useful: timedelta


def due(state: TimeState, now: datetime) -> list[Reminder]:
    """Reminders for this moment (`now` local and aware), by duty; none at night or at the midday rest."""
    told = LastTold(state, now)
    promised = {(p.person_id, p.occasion) for p in state.promises if now <= p.at + PROMISE_USEFUL}
    waiting = promised | state.silent
    found: dict[Key, Reminder] = {}  # somebody who is leader and deputy at once is told once
    for duty in state.duties:
        if not duty.done:
            asked = [*_promised(state, duty, now), *_by_ladder(state, duty, now, told, waiting)]
            found |= {reminder.key: reminder for reminder in reversed(asked)}
    return list(found.values())


class LastTold:
    """When each person was last told of an occasion; moments ahead of a clock set back do not count."""

    def __init__(self, state: TimeState, now: datetime) -> None:
        self._told = state.told
        self._now = now

    @cached_property
    def _last(self) -> dict[tuple[str, int], datetime]:
        """Built only when somebody is due at all, which at most moments nobody is."""
        last: dict[tuple[str, int], datetime] = {}
        for (occasion, person_id, _), at in self._told.items():
            if at <= self._now:
                last[occasion, person_id] = max(at, last.get((occasion, person_id), at))
        return last

    def since(self, occasion: str, person_id: int, moment: datetime) -> bool:
        """Whether the person heard of it at that moment or later."""
        at = self._last.get((occasion, person_id))
        return at is not None and at >= moment


# -- promises --------------------------------------------------------------------------------------


def _promised(state: TimeState, duty: Duty, now: datetime) -> Iterator[Reminder]:
    club = {contact.person_id: contact for contact in (*duty.leaders, *duty.deputies)}
    people = {contact.person_id: contact for contact in duty.officers} | club
    for promise in state.promises:
        key = (promise.occasion, promise.person_id, f"{PROMISE}-{promise.id}")
        contact = people.get(promise.person_id)
        if promise.occasion != duty.occasion or key in state.told or contact is None or not contact.reachable:
            continue
        if _promise_stands(promise, duty, now) and not _busy(contact, now):
            block = "answer" if promise.person_id in club else "calls"
            yield Reminder(key, contact, duty, block, promise=promise)


def _promise_stands(promise: Promise, duty: Duty, now: datetime) -> bool:
    """A moment the person chose is kept by the day's widest hours, not only by the province's."""
    hours = (*PUSH_HOURS, *duty.settings.push_hours)
    fresh = promise.at <= now <= promise.at + PROMISE_USEFUL
    return fresh and may_push(now, hours)


# -- the ladder of steps -----------------------------------------------------------------------------


def _by_ladder(
    state: TimeState,
    duty: Duty,
    now: datetime,
    told: LastTold,
    waiting: set[tuple[int, str]],
) -> Iterator[Reminder]:
    if _asleep(duty, now.date()) or not may_push(now, duty.settings.push_hours):
        return
    for contact, steps, block in _ladders(duty, now):
        step = max((each for each in steps if each.at <= now), key=lambda each: each.at, default=None)
        if step is None or now > step.at + step.useful or (contact.person_id, duty.occasion) in waiting:
            continue
        key = (duty.occasion, contact.person_id, step.name)
        if key in state.told or _busy(contact, now) or not _theirs(contact, step):
            continue
        if not told.since(duty.occasion, contact.person_id, step.at):
            yield Reminder(key, contact, duty, block)


def _asleep(duty: Duty, today: date) -> bool:
    """Whether no step can be due on that day: most duties on most days."""
    steps, days = duty.settings.steps, (today - duty.due_on).days
    if days < min((0, *steps)):
        return duty.met_on is None or not 0 <= (today - duty.met_on).days <= 1
    return days > max((*steps, duty.settings.officer_after)) + duty.settings.useful_days + 1


def _ladders(duty: Duty, now: datetime) -> Iterator[tuple[Contact, list[Step], str]]:
    """Who climbs which steps: the deputies take the leaders' place when no leader can be reached."""
    leaders = [contact for contact in duty.leaders if contact.reachable]
    deputies = [contact for contact in duty.deputies if contact.reachable]
    steps = list(_steps(duty, now))
    later = [step for step in steps if step.name != MEETING and step.at.date() >= _deputies_from(duty)]
    for contact in leaders or deputies:
        yield contact, steps, "answer"
    for contact in deputies if leaders else ():
        yield contact, later, "answer"
    for contact in duty.officers:
        if contact.reachable:
            yield contact, [_call(duty, now, anybody=bool(leaders or deputies))], "calls"


def _steps(duty: Duty, now: datetime) -> Iterator[Step]:
    settings = duty.settings
    if duty.met_on is not None and settings.meeting_evening:
        yield Step(MEETING, _at(duty.met_on, settings.evening, now), EVENING_USEFUL)
    for days in settings.steps:
        at = _at(duty.due_on + timedelta(days=days), settings.morning, now)
        name = _named(f"{days:+d}" if days else "0", duty)
        yield Step(name, at, timedelta(days=settings.useful_days))


def _named(step: str, duty: Duty) -> str:
    """A step counted from a day given later is another one: who heard of the old day hears again."""
    return f"{step}@{duty.due_on.isoformat()}" if duty.extended else step


def _call(duty: Duty, now: datetime, *, anybody: bool) -> Step:
    """The officer telephones some days late; on the due day where nobody of the club can be reached."""
    days = duty.settings.officer_after if anybody else 0
    at = _at(duty.due_on + timedelta(days=days), duty.settings.morning, now)
    return Step(_named("call", duty), at, timedelta(days=duty.settings.useful_days))


def _deputies_from(duty: Duty) -> date:
    return duty.due_on + timedelta(days=duty.settings.deputy_after)


def _at(day: date, clock: time, now: datetime) -> datetime:
    return datetime.combine(day, clock, now.tzinfo)


def _theirs(contact: Contact, step: Step) -> bool:
    return contact.since is None or contact.since <= step.at.date()


def _busy(contact: Contact, now: datetime) -> bool:
    return contact.quiet_until is not None and now < contact.quiet_until
