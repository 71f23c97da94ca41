"""Looks for what is to be said beside clubs' reports; loans once a day, until everybody concerned has heard.

A round comes every minute, and the loans of a country need not be read every minute.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.calendar.duties import TimeState
from scheduler.due_areas import AreaState, areas_due, could_be_due
from scheduler.due_loans import LoansDue, is_due, loans_due
from scheduler.plain import Plain
from storage.marks import was_done
from storage.reminder_letters import load_told
from storage.reminder_watches import load_area_watches, load_loan_duties, load_loans_by_id, loan_of


@dataclass(frozen=True, slots=True)
class Aside:
    """Plain reminders for now; `mark` is set when loans need not be looked at again today."""

    plains: tuple[Plain, ...] = ()
    mark: str = ""


async def look_aside(connection: Any, state: TimeState, now: datetime) -> Aside:
    """What is due now beside the ladder of reports."""
    loans, mark = await _loans(connection, state, now)
    return Aside((*loans.plains, *await _areas(connection, state, now)), "" if loans.held else mark)


async def _loans(connection: Any, state: TimeState, now: datetime) -> tuple[LoansDue, str]:
    mornings = {duty.settings.morning for duty in state.duties}
    mark = f"loans_told/{now.date().isoformat()}"
    if not mornings or now.time() < min(mornings) or await was_done(connection, mark):
        return LoansDue(), ""
    duties = await load_loan_duties(connection, now)
    told = await load_told(connection, sorted({duty.to.person_id for duty in duties}), now)
    return loans_due(duties, told, state.silent, now), mark if now.time() >= max(mornings) else ""


async def _areas(connection: Any, state: TimeState, now: datetime) -> list[Plain]:
    if not could_be_due(
        state.duties, {id(duty.settings): duty.settings for duty in state.duties}.values(), now
    ):
        return []
    areas = await load_area_watches(connection, now)
    officers = {officer.person_id for area in areas.values() for officer in area.officers}
    told = await load_told(connection, sorted(officers), now)
    return areas_due(AreaState(areas, state.duties, told, state.silent), now)


async def settled_loans(connection: Any, unsent: Collection[str], now: datetime) -> set[str]:
    """Which of these occasions are about loans nobody has to be reminded of any more."""
    about = {occasion: loan for occasion in unsent if (loan := loan_of(occasion)) is not None}
    loans = await load_loans_by_id(connection, {number for number, _ in about.values()}) if about else {}
    return {
        occasion
        for occasion, (number, _) in about.items()
        if number not in loans or not is_due(loans[number], occasion, now.date())
    }
