"""The day a loan or a repayment is written under: the one told, unless its month is closed.

Where even this month is closed (its report was approved early) today stands: the money has changed hands.
"""

from datetime import date
from typing import Any

from handlers.catalogue_types import Visit
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import DROP, Choose, Day
from handlers.fund.closing import DATE_TODAY
from handlers.fund.phrases import EntryPhrase
from handlers.loan.book import LoanBook


async def day_told(phrase: EntryPhrase, book: LoanBook, visit: Visit, show: dict[str, Any]) -> date | None:
    """The day, asked for where the words leave it open; None when it was dropped."""
    day = await Day(key="day", known=_known(phrase, visit), show=show)
    if day == visit.today or not book.closing.is_closed(day, visit.today):
        return day
    said = await Choose(
        key="closed", about={"day": day}, choices=(DATE_TODAY, DROP), show={**show, "day": day}, money=True
    )
    return visit.today if said == "today" else None


def _known(phrase: EntryPhrase, visit: Visit) -> date | None:
    if phrase.day is None:
        return date.fromisoformat(str(visit.opening.get("day") or visit.today.isoformat()))
    return phrase.day.value.day if isinstance(phrase.day, Heard) and not phrase.day.value.old else None
