"""After the roll call, while the meeting is fresh: how many were measured, whom to visit.

Who was away may still be put right at either question, and the number measured at the second.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.catalogue_types import Visit
from handlers.dialogue.questions import Choose, Option, ReviewLine
from handlers.meeting.book import MeetingBook, NoteMeeting, RecordRollCall
from handlers.meeting.questions import Measured
from handlers.report.asking import plausible
from storage.people_records import Member

MEASURED = ("đo huyết áp, cân", "được", "người")
VISIT = (Option("yes", ("có", "nhắc", "đến thăm")), Option("no", ("không cần", "không", "thôi")))


async def afterwards(
    book: MeetingBook, visit: Visit, record: RecordRollCall, guests: Mapping[str, Any], away: ReviewLine
) -> NoteMeeting:
    """What is worth asking while the meeting is fresh: how many were measured, whom to visit."""
    show = {"record": record, "today": visit.today}
    known = book.held.measured if book.held else None
    question = Measured(
        key="measured", units=("người",), known=known, show=show, skippable=True, lines=(away,)
    )
    said: int | None = await question
    measured = await plausible(question, said, lambda n: n > record.members, record.members)
    again = twice_away(book, record)
    said_before = (away, ReviewLine("measured", ("measured",), {"measured": measured}, said=MEASURED))
    visited = again if again and await _to_visit(again, measured, said_before) else ()
    values: dict[str, Any] = dict(guests) if measured is None else {**guests, "measured": measured}
    if visited:
        values["visits"] = [member.id for member in visited]
    return NoteMeeting(book.club.id, book.day, values, visited)


def twice_away(book: MeetingBook, record: RecordRollCall) -> tuple[Member, ...]:
    """Who was away from this meeting and from the one before."""
    before = book.before.away_ids if book.before else frozenset()
    return book.by_id(before & {member_id for member_id, _ in record.away})


async def _to_visit(
    again: Sequence[Member], measured: int | None, said_before: tuple[ReviewLine, ...]
) -> bool:
    about = [member.id for member in again]
    show = {"missed_twice": tuple(again), "measured": measured}
    return await Choose(key="visit", about=about, choices=VISIT, show=show, lines=said_before) == "yes"
