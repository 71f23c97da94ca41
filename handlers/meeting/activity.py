"""One line about what the club did, at any time: only the missing number is asked, then one read-back."""

from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.club.names import find_members
from handlers.decision import Caller
from handlers.dialogue.questions import EDIT, YES, Confirm, Day, Number, Option, Pair, ReviewLine, agreed
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.meeting.activity_phrases import (
    AREA_OF,
    CARE_UNITS,
    HELP_UNITS,
    Doing,
    done_on,
    hear_doings,
    opens_activity,
)
from handlers.meeting.book import MeetingBook, NoteMeeting, RecordActivity
from handlers.meeting.presence import roster_of

OF_THE_MEETING = ("measured", "guests", "topic")
COUNTED = ("home_care", "self_help")  # told as the month's sum as often as day by day
SAID = {
    "home_care": ("chăm sóc tại nhà",),
    "self_help": ("giúp nhau",),
    "measured": ("đo huyết áp, cân được người",),
    "guests": ("có khách mời",),
}
"""The words by which people name what was done."""
CANCEL = Option("cancel", ("bỏ đi", "không ghi", "thôi không ghi"))
Effects = tuple[RecordActivity | NoteMeeting, ...]


async def record_activity(book: MeetingBook, visit: Visit) -> Effects | None:
    """Ghi hoạt động: every thing named is a line of the month, or belongs to the meeting."""
    doings = tuple([await _numbered(place, doing) for place, doing in enumerate(hear_doings(visit.words), 1)])
    day = await Day(key="day", known=done_on(visit.words, visit.today))
    held_on = _meeting_day(book, day)
    double = any(_is_recorded(book, doing, day) for doing in doings)
    show = {"doings": doings, "day": day, "held_on": held_on, "double": double}
    about = {"doings": doings, "day": day, "held_on": held_on}
    lines = _lines(doings)
    review = Confirm(key="confirm", about=about, choices=(YES, EDIT, CANCEL), lines=lines, show=show)
    if not doings or not await agreed(review):
        return None
    return tuple(_effect(book, doing, day, held_on) for doing in doings)


async def _numbered(place: int, doing: Doing) -> Doing:
    if doing.kind == "home_care":
        return await _pair(f"care.{place}", doing, CARE_UNITS)
    if doing.kind == "self_help":
        return await _pair(f"self_help.{place}", doing, HELP_UNITS)
    if doing.kind in ("measured", "guests") and doing.numbers is not None:
        people = await Number(key=f"{doing.kind}.{place}", units=("người",), known=doing.numbers[0])
        return Doing(doing.kind, (people, 0), doing.note)
    return doing


async def _pair(key: str, doing: Doing, units: tuple[tuple[str, ...], tuple[str, ...]]) -> Doing:
    numbers = await Pair(key=key, first=units[0], second=units[1], known=doing.numbers)
    return Doing(doing.kind, numbers, doing.note)


def _meeting_day(book: MeetingBook, day: date) -> date:
    """The meeting these figures belong to: that day's, else the month's latest one, else that day."""
    latest = book.held or book.before
    same_month = latest is not None and (latest.held_on.year, latest.held_on.month) == (day.year, day.month)
    return latest.held_on if latest is not None and same_month and day == book.day else day


def _is_recorded(book: MeetingBook, doing: Doing, on: date) -> bool:
    """Whether just this is in the book: of that day, or of any in the month where months are counted."""
    people, count = doing.numbers or (0, 0)
    known = {
        tuple(done)
        for day, *done in book.done
        if day == on or (doing.kind in COUNTED and (day.year, day.month) == (on.year, on.month))
    }
    return doing.kind not in OF_THE_MEETING and (doing.kind, people, max(count, 1)) in known


def _lines(doings: tuple[Doing, ...]) -> tuple[ReviewLine, ...]:
    keys = {"home_care": "care", "self_help": "self_help", "measured": "measured", "guests": "guests"}
    lines = [
        ReviewLine(keys[doing.kind], (f"{keys[doing.kind]}.{place}",), {}, {"doing": doing}, SAID[doing.kind])
        for place, doing in enumerate(doings, 1)
        if doing.kind in keys
    ]
    return (*lines, ReviewLine("day", ("day",), said=("ngày",)))


def _effect(book: MeetingBook, doing: Doing, day: date, held_on: date) -> RecordActivity | NoteMeeting:
    people, count = doing.numbers or (0, 0)
    if doing.kind in OF_THE_MEETING:
        value: Any = doing.note if doing.kind == "topic" else people
        return NoteMeeting(book.club.id, held_on, {doing.kind: value})
    if doing.kind == "visit":
        found = find_members(doing.who, roster_of(book.members))
        people = book.member(found[0].roster_number).id if len(found) == 1 else 0
        return RecordActivity(book.club.id, day, AREA_OF[doing.kind], doing.kind, 1, 1, doing.note, people)
    return RecordActivity(
        book.club.id, day, AREA_OF[doing.kind], doing.kind, people, max(count, 1), doing.note
    )


def activity_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """One line, one record of its own."""
    return Subject(caller.club_id, caller.today.isoformat(), caller.inbox_id)


ACTIVITY = Talk(
    "meeting.activity",
    record_activity,
    MeetingBook,
    opens_activity,
    activity_subject,
    on_behalf=True,
    in_a_story="meeting.activity",
)
