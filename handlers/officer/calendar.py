"""Lịch báo cáo: every officer may see the calendar in force, an officer of a province may change it."""

from datetime import date

from handlers.calendar.settings import settings_to_json
from handlers.catalogue_types import OFFICERS, Query, Talk, Visit
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import polish
from handlers.dialogue.hearing.no_day import same_length
from handlers.dialogue.questions import DROP, YES, Confirm, agreed
from handlers.dialogue.replay import Fact, Facts
from handlers.officer.asks import AreaTree
from handlers.officer.calendar_changes import (
    AS_IT_IS,
    CalendarBook,
    CalendarKept,
    SetCalendar,
    applied,
    bound_passed,
    hear_change,
)
from handlers.officer.more_time import OFFICER
from handlers.officer.nudge import Scope
from handlers.officer.places import PROVINCE
from handlers.officer.scope import areas_of, each_time
from handlers.report.periods import month_of

PAGE = "officer/calendar"
_SHOWN = frozenset({"lich bao cao", "xem lich bao cao", "lich nop bao cao", "han bao cao", "lich nhac"})


async def set_calendar(_: object, visit: Visit) -> SetCalendar | CalendarKept | None:
    """The whole calendar read back, with from when it holds."""
    change, codes = hear_change(visit.words), visit.person.areas_led
    if change is None or not codes:
        return None
    tree: AreaTree = await Fact(AreaTree, codes[0])
    book: CalendarBook = await Fact(CalendarBook, codes[0])
    now = book.settings
    if tree.top is None or tree.top.kind != PROVINCE:
        return CalendarKept("place", now)
    wanted = applied(now, change, visit.today)
    why = "same" if wanted == now else bound_passed(wanted)
    why = "digest" if change.value == (AS_IT_IS,) * 3 else why
    why = "commune_day" if change.name == "commune_due_day" and why in ("due_day", "state_day") else why
    if why:
        return CalendarKept(why, now)
    effect = SetCalendar(tree.top.code, tree.top.title, (change,), now, month_of(visit.today))
    show = {"wanted": wanted, "effect": effect, "name": change.name}
    about = {"was": settings_to_json(now), "wanted": settings_to_json(wanted)}
    question = Confirm(key="confirm", about=about, choices=(YES, DROP), show=show)
    return effect if await agreed(question) else None


def _opens(words: str, _: date) -> bool:
    return hear_change(words) is not None


def _asks(words: str, _: Caller) -> bool | None:
    return True if same_length(polish(words)).removeprefix("/") in _SHOWN else None


def _shown(_: bool, caller: Caller, facts: Facts) -> Say:
    code = next(iter(areas_of(caller.person)), "")
    tree: AreaTree = facts.get(AreaTree, code)
    book: CalendarBook = facts.get(CalendarBook, code)
    return Say(PAGE, "shown", {"calendar": book.settings, "area": tree.top})


CALENDAR = Talk("officer.calendar", set_calendar, Scope, _opens, each_time, OFFICER, waits=False)
CALENDAR_SHOWN = Query("officer.calendar_shown", _asks, _shown, OFFICERS)
