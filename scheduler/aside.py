"""Looks for what is to be said beside clubs' reports, once a day, until everybody concerned has heard.

A round comes every minute, and the loans and areas of a country need not be read every minute. Areas are
looked at one province after the other, so that people who write to us meanwhile wait for none of it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.calendar.duties import Duty, TimeState
from handlers.calendar.settings import CalendarSettings
from handlers.calendar.watches import AreaWatch
from scheduler.due_areas import AreasDue, AreaState, areas_due, could_be_due
from scheduler.due_loans import LoansDue, is_due, loans_due
from scheduler.plain import Plain
from scheduler.promised import look_at_promises
from storage.marks import was_done
from storage.promises_aside import load_promises_aside
from storage.reminder_letters import load_told
from storage.reminder_watches import area_watches, load_loan_duties, load_loans_by_id, loan_of


@dataclass(frozen=True, slots=True)
class Aside:
    """Plain reminders for now; `marks` say what need not be looked at again today.

    `kept` and `dropped` are promises that are over.
    """

    plains: tuple[Plain, ...] = ()
    marks: tuple[str, ...] = ()
    kept: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()


async def look_aside(connection: Any, state: TimeState, now: datetime) -> Aside:
    """What is due now beside the ladder of reports."""
    promises = await load_promises_aside(connection, now)
    promised = await look_at_promises(connection, promises, state.duties, now)
    put_off = frozenset((promise.person_id, promise.occasion) for promise in promises)
    state = replace(state, silent=state.silent | put_off)
    loans, mark = await _loans(connection, state, now)
    areas, areas_mark = await _areas(connection, state, now)
    done = ("" if loans.held else mark, "" if areas.held else areas_mark)
    plains = (*promised.plains, *loans.plains, *areas.plains)
    return Aside(plains, tuple(each for each in done if each), promised.kept, promised.dropped)


async def _loans(connection: Any, state: TimeState, now: datetime) -> tuple[LoansDue, str]:
    mornings = {duty.settings.morning for duty in state.duties}
    mark = f"loans_told/{now.date().isoformat()}"
    if not mornings or now.time() < min(mornings) or await was_done(connection, mark):
        return LoansDue(), ""
    duties = await load_loan_duties(connection, now)
    told = await load_told(connection, sorted({duty.to.person_id for duty in duties}), now)
    return loans_due(duties, told, state.silent, now), mark if now.time() >= max(mornings) else ""


async def _areas(connection: Any, state: TimeState, now: datetime) -> tuple[AreasDue, str]:
    settings = {id(duty.settings): duty.settings for duty in state.duties}.values()
    mark = f"areas_told/{now.date().isoformat()}"
    if not could_be_due(state.duties, settings, now) or await was_done(connection, mark):
        return AreasDue(), ""
    by_area: dict[str, list[Duty]] = defaultdict(list)
    for duty in state.duties:
        by_area[duty.area].append(duty)
    found = [
        await _areas_of_province(connection, state, by_area, watches, now)
        async for watches in area_watches(connection, now)
    ]
    due = AreasDue(tuple(plain for some in found for plain in some.plains), any(some.held for some in found))
    mornings = [one.morning for one in (*settings, CalendarSettings())]
    return due, mark if now.time() >= max(mornings) else ""


async def _areas_of_province(
    connection: Any,
    state: TimeState,
    by_area: Mapping[str, Sequence[Duty]],
    watches: Mapping[str, AreaWatch],
    now: datetime,
) -> AreasDue:
    officers = {officer.person_id for area in watches.values() for officer in area.officers}
    told = await load_told(connection, sorted(officers), now)
    duties = [duty for code in watches for duty in by_area.get(code, ())]
    return areas_due(AreaState(watches, duties, told, state.silent), now)


async def settled_loans(connection: Any, unsent: Collection[str], now: datetime) -> set[str]:
    """Which of these occasions are about loans nobody has to be reminded of any more."""
    about = {occasion: loan for occasion in unsent if (loan := loan_of(occasion)) is not None}
    loans = await load_loans_by_id(connection, {number for number, _ in about.values()}) if about else {}
    return {
        occasion
        for occasion, (number, _) in about.items()
        if number not in loans or not is_due(loans[number], occasion, now.date())
    }
