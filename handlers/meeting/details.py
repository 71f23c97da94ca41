"""Buổi họp: all that is known of one meeting and its month, read back; each line can be corrected.

The eight areas are derived, not asked; digital, green and start-up are asked only by who wants to note them.
"""

import re
from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.decision import Caller
from handlers.dialogue.hearing.days import find_day
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import (
    EDIT,
    YES,
    Confirm,
    Number,
    Option,
    Photo,
    Question,
    ReviewLine,
    SeveralOf,
    Text,
    agreed,
)
from handlers.dialogue.replay import Fact, Facts
from handlers.dialogue.subject import Subject
from handlers.meeting.book import MeetingBook, NoteMeeting
from handlers.report.areas import areas_done
from handlers.report.book import ReportBook
from handlers.report.monthly import fund_figures
from handlers.report.periods import month_of

_ASKED = re.compile(
    r"(xem |ghi |sua |so )*(buoi hop|buoi sinh hoat|hop clb|so hop|bien ban hop)"
    r"( hom nay| vua roi| hom qua| hom kia)?( (ngay )?\d{1,2}[/-]\d{1,2}([/-]\d{4})?)?"
)
THEMES = (
    Option("digital", ("số", "chuyển đổi số", "công nghệ", "điện thoại")),
    Option("green", ("xanh", "chuyển đổi xanh", "môi trường")),
    Option("startup", ("khởi nghiệp", "việc làm")),
)


async def meeting_details(book: MeetingBook, visit: Visit) -> NoteMeeting | None:
    """What is noted is what was changed here; nothing changed is nothing written."""
    held_on = _which(book)
    noted = await _noted(book)
    report: ReportBook = await Fact(ReportBook, Subject(book.club.id, month_of(held_on)))
    show = {"book": book, "held": _held(book), "held_on": held_on, "noted": noted, "facts": report.facts}
    show["areas"] = areas_done(_figures(report, noted), report.facts.areas)
    lines = tuple(ReviewLine(name, keys, _old(noted, name), show) for name, keys in LINES.items())
    about = {"on": held_on, "noted": noted, "areas": show["areas"], "round": visit.round}
    if not await agreed(Confirm(key="review", about=about, choices=(YES, EDIT), lines=lines, show=show)):
        return None
    changed = {name: value for name, value in noted.items() if value != _known(book)[name]}
    return NoteMeeting(book.club.id, held_on, changed) if changed else None


LINES = {
    "topic": ("topic",),
    "measured": ("measured",),
    "guests": ("guests",),
    "themes": ("themes",),
    "photo": ("photo",),
}


async def _noted(book: MeetingBook) -> dict[str, Any]:
    """Every line's value: as corrected here, else as recorded, else None until it is picked."""
    known = _known(book)
    questions: tuple[Question[Any], ...] = (
        Text(key="topic", known=known["topic"], at_most=120),
        Number(key="measured", units=("người",), known=_or_blank(known["measured"]), at_most=999),
        Number(key="guests", units=("khách", "người"), known=known["guests"], at_most=999),
        SeveralOf(key="themes", choices=THEMES, known=_or_blank(known["themes"])),
        Photo(key="photo", known=known["photo"]),
    )
    values = {question.key: await question for question in questions}
    return {name: None if value == BLANK else _plain(value) for name, value in values.items()}


BLANK: Any = "-"
"""Stands for a value nobody has given yet: a prefill of None would ask for it."""


def _or_blank(value: Any) -> Any:
    return BLANK if value is None else value


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _known(book: MeetingBook) -> dict[str, Any]:
    held = _held(book)
    if held is None:
        return {"topic": "", "measured": None, "guests": 0, "themes": None, "photo": ""}
    details = held.details
    return {
        "topic": held.topic,
        "measured": held.measured,
        "guests": held.guests,
        "themes": details.get("themes"),
        "photo": details.get("photo", ""),
    }


def _old(noted: dict[str, Any], name: str) -> dict[str, Any]:
    return {name: noted[name]}


def _held(book: MeetingBook) -> Any:
    """That day's meeting, else the latest of the month."""
    if book.held is not None or book.before is None:
        return book.held
    return book.before if month_of(book.before.held_on) == month_of(book.day) else None


def _which(book: MeetingBook) -> date:
    held = _held(book)
    return book.day if held is None else held.held_on


def _figures(report: ReportBook, noted: dict[str, Any]) -> dict[str, Any]:
    """The figures the eight areas are derived from, as the monthly report derives them."""
    facts = report.facts
    return {
        **fund_figures(report),
        "measured": noted["measured"] or facts.measured,
        "care_people": (facts.care or (0, 0))[0],
        "help_households": (facts.self_help or (0, 0))[0],
        "doings": list(facts.doings or ()),
    }


def opens_details(words: str, today: date) -> bool:
    """ "buổi họp", "ghi buổi họp", "sửa buổi sinh hoạt"."""
    return _ASKED.fullmatch(fold(tidy(words))) is not None


def details_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """One club and the day of the meeting: one called in between must not take what was noted of another."""
    said = find_day(words, caller.today)
    day = said[0].value.day if said and isinstance(said[0], Heard) else caller.today
    book: MeetingBook = facts.get(MeetingBook, Subject(caller.club_id, day.isoformat()))
    return Subject(caller.club_id, (day if said else _which(book)).isoformat())


DETAILS = Talk(
    "meeting.details",
    meeting_details,
    MeetingBook,
    opens_details,
    details_subject,
    shared=True,
    on_behalf=True,
)
