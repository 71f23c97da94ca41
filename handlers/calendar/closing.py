"""When the months of one club's books close: design.md, "Money".

Its report is approved, or two days have gone by since it was due.
The due day is the club's own: its province's setting, a holiday that moves it, an extension.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from handlers.calendar.deadlines import Level, closes_on, due_on
from handlers.calendar.settings import CalendarSettings


@dataclass(frozen=True, slots=True)
class Closing:
    """What decides whether a month is closed; `approved` and the keys of `extended` are periods."""

    approved: frozenset[str] = frozenset()
    settings: CalendarSettings = field(default_factory=CalendarSettings)
    extended: Mapping[str, date] = field(default_factory=dict)

    def is_closed(self, day: date, today: date) -> bool:
        """Whether the month `day` lies in is closed on `today`."""
        period = f"{day:%Y-%m}"
        due = due_on(period, Level.CLUB, self.settings, self.extended.get(period))
        return period in self.approved or today > closes_on(due)
