"""A question in free words about an area, and what all its answers show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.decision import Caller, Say
from handlers.dialogue.pages import Paged, Pages
from handlers.dialogue.replay import Facts
from handlers.inquiry.days import Days, days_meant
from handlers.inquiry.kinds import Inquiry
from handlers.inquiry.sizes import with_names
from handlers.officer.places import COMMUNE, Area

PAGE = "inquiry/area"


@dataclass(frozen=True, slots=True)
class AreaAsked(Paged):
    """A question about an area, with its words for the places they name; `page` of a list that goes on."""

    asked: Inquiry
    words: str


AnswerAbout = Callable[[AreaAsked, Area, Caller, Facts], Say]


def days_of(about: AreaAsked, today: date) -> Days:
    """The days that are asked about, this month where none are named."""
    found = about.asked.days or days_meant(frozenset({"this_month"}), None, today)
    return found or Days(today, today)


def say(block: str, area: Area, today: date, **show: Any) -> Say:
    """`names` tells whether clubs need their commune beside them."""
    known = {"area": area, "today": today, "names": area.kind != COMMUNE}
    return Say(PAGE, block, {**known, **show})


def listed(lines: Sequence[Any]) -> dict[str, Any]:
    """Lines that bear their names already, and whether there are any."""
    return {"listed": Pages(tuple(lines)), "any": bool(lines)}


def named(sized: Sequence[tuple[int, Any]], about: AreaAsked, on: date, facts: Facts) -> dict[str, Any]:
    """Lines (club, number), whose names are looked up as far as they are shown."""
    return {"listed": with_names(sized, about.page, on, facts), "any": bool(sized)}
