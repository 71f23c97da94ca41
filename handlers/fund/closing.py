"""Writing for a day whose month is closed: nobody is turned away.

The entry may be dated today, or the officer of the commune is asked.
When months close is decided in handlers/calendar/closing.
"""

from datetime import date
from typing import Any

from handlers.calendar.closing import Closing
from handlers.dialogue.questions import DROP, Choose, Option

DATE_TODAY = Option("today", ("hôm nay", "ghi hôm nay", "ghi vào hôm nay"))
ASK_OFFICER = Option("officer", ("xin", "nhờ", "nhờ cán bộ", "xin cán bộ", "cán bộ xã"))


async def open_day(
    key: str, day: date, today: date, closing: Closing, show: dict[str, Any]
) -> tuple[date, bool] | None:
    """The day to write under, and whether an officer has to agree first; None where it is left unwritten."""
    if not closing.is_closed(day, today):
        return day, False
    choices = (ASK_OFFICER, DROP) if closing.is_closed(today, today) else (DATE_TODAY, ASK_OFFICER, DROP)
    said = await Choose(key=key, about={"day": day}, choices=choices, show={**show, "day": day}, money=True)
    if said == "drop":
        return None
    return (today, False) if said == "today" else (day, True)
