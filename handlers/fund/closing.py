"""A month of the books is closed when its report is approved, or two days after it was due (design "Money").

Nobody is turned away: the entry may be dated today, or the officer of the commune is asked.
"""

from datetime import date
from typing import Any

from handlers.calendar.deadlines import closes_on, due_on
from handlers.dialogue.questions import DROP, Choose, Option

DATE_TODAY = Option("today", ("hôm nay", "ghi hôm nay", "ghi vào hôm nay"))
ASK_OFFICER = Option("officer", ("xin", "nhờ", "nhờ cán bộ", "xin cán bộ", "cán bộ xã"))


def is_closed(day: date, today: date, approved: frozenset[str]) -> bool:
    """Whether the month `day` lies in is closed on `today`; `approved` are periods like "2026-11"."""
    period = f"{day:%Y-%m}"
    return period in approved or today > closes_on(due_on(period))


async def open_day(
    key: str, day: date, today: date, approved: frozenset[str], show: dict[str, Any]
) -> tuple[date, bool] | None:
    """The day to write under, and whether an officer has to agree first; None where it is left unwritten."""
    if not is_closed(day, today, approved):
        return day, False
    choices = (ASK_OFFICER, DROP) if is_closed(today, today, approved) else (DATE_TODAY, ASK_OFFICER, DROP)
    said = await Choose(key=key, about={"day": day}, choices=choices, show={**show, "day": day}, money=True)
    if said == "drop":
        return None
    return (today, False) if said == "today" else (day, True)
