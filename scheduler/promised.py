"""Promises beside clubs' reports: a loan or an area is told of again at the moment somebody chose.

What is told is as it stands then; a promise about what is settled by then is dropped without a word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from handlers.calendar.deadlines import due_on
from handlers.calendar.duties import Duty, Promise
from handlers.calendar.push_hours import PUSH_HOURS
from scheduler.due_areas import LEVELS, AreaState, commune_waits, missing_reports, own_report
from scheduler.due_loans import promised_loans
from scheduler.plain import PROMISE_USEFUL, Plain, Told, is_held, promised_rung
from storage.reminder_letters import load_told
from storage.reminder_watches import area_watches, load_loan_duties, loan_of


@dataclass(frozen=True, slots=True)
class Promised:
    """What to tell now, and the promises that are kept by now or have nothing left to tell."""

    plains: tuple[Plain, ...] = ()
    kept: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()


async def look_at_promises(
    connection: Any, promises: Sequence[Promise], duties: Sequence[Duty], now: datetime
) -> Promised:
    """The promises whose moment has come."""
    due = [promise for promise in promises if promise.at <= now]
    if not due:
        return Promised()
    fresh = [promise for promise in due if now <= promise.at + PROMISE_USEFUL]
    told = await load_told(connection, sorted({promise.person_id for promise in due}), now)
    found = {**await _of_loans(connection, fresh, now), **await _of_areas(connection, fresh, duties, now)}
    keys = {promise.id: _key(promise) for promise in due}
    kept = tuple(promise.id for promise in due if keys[promise.id] in told)
    dropped = tuple(promise.id for promise in due if promise.id not in found and promise.id not in kept)
    plains = tuple(
        plain
        for number, (plain, settings) in found.items()
        if number not in kept and not is_held(plain.to, _by_day(settings), now)
    )
    return Promised(plains, kept, dropped)


def _key(promise: Promise) -> tuple[str, int, str]:
    return promise.occasion, promise.person_id, promised_rung(promise).name


def _by_day(settings: Any) -> Any:
    """A moment the person chose is kept by the day's widest hours, not only by the province's."""
    return replace(settings, push_hours=(*PUSH_HOURS, *settings.push_hours))


async def _of_loans(connection: Any, promises: Sequence[Promise], now: datetime) -> Mapping[int, Told]:
    about = {promise: loan for promise in promises if (loan := loan_of(promise.occasion)) is not None}
    if not about:
        return {}
    duties = await load_loan_duties(connection, now, {number for number, _ in about.values()})
    return {promise.id: told for promise in about for told in promised_loans(duties, promise, now)}


async def _of_areas(
    connection: Any, promises: Sequence[Promise], duties: Sequence[Duty], now: datetime
) -> Mapping[int, Told]:
    about = [promise for promise in promises if promise.occasion.startswith(("official/", "area/"))]
    found: dict[int, Told] = {}
    if about:
        async for watches in area_watches(connection, now):
            here = [duty for duty in duties if duty.area in watches]
            state = AreaState(watches, here, {}, frozenset())
            found |= {p.id: told for p in about for told in promised_areas(state, p, now.date())}
    return found


def promised_areas(state: AreaState, promise: Promise, today: date) -> Iterator[Told]:
    """An officer's own report until its day, or a commune as long as a club of it is late."""
    kind, code, period = promise.occasion.split("/")
    area, step = state.areas.get(code), promised_rung(promise).name
    told: Iterator[Told] = iter(())
    if area is not None and kind == "area":
        clubs = sum(not duty.done for duty in state.duties if (duty.area, duty.period) == (code, period))
        told = commune_waits(state, code, period, clubs, step) if clubs else told
    elif area is not None and area.area.kind in LEVELS:
        due = due_on(period, LEVELS[area.area.kind], area.settings)
        if today <= due:
            told = own_report(missing_reports(state), area, period, due, step, promised=True)
    yield from (each for each in told if each[0].to.person_id == promise.person_id)
