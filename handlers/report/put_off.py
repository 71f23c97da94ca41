"""Chiều nhắc, mai gọi lại: what was reminded of beside a club's report is kept as a promise, too.

The words are about the newest reminder: a loan, an officer's own deadline, communes or clubs to telephone.
"""

from dataclasses import dataclass
from datetime import date

from handlers.calendar.duties import REPORTS
from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.replay import Fact
from handlers.officer.nudge import Scope
from handlers.officer.scope import each_time
from handlers.report.promise import KeepPromise, wishes_reminding


@dataclass(frozen=True, slots=True)
class ToldLastAsk:
    """Whom, and the day on which it is asked."""

    person_id: int
    on: date


@dataclass(frozen=True, slots=True)
class ToldLast:
    """What the newest reminder of the last two weeks spoke of; nothing where there was none."""

    occasions: tuple[str, ...] = ()

    @property
    def aside(self) -> tuple[str, ...]:
        """The same where it was no club's report."""
        return () if any(each.startswith(REPORTS) for each in self.occasions) else self.occasions


async def put_off(_: object, visit: Visit) -> KeepPromise | None:
    """An officer's reminder comes again when they said; nothing where there was none."""
    told: ToldLast = await Fact(ToldLast, ToldLastAsk(visit.person.id, visit.today))
    return KeepPromise(visit.person.id, told.occasions, visit.words) if told.occasions else None


PUT_OFF = Talk("report.put_off", put_off, Scope, wishes_reminding, each_time, frozenset({"officer"}))
