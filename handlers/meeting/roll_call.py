"""Điểm danh: who was away, names always echoed, then how many were measured, then who should be visited.

Two absences in a row suggest a visit; a roll call of a day that was called already corrects it, with a trace.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.club.names import RosterLine
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import EDIT, YES, Choose, Option, ReviewLine
from handlers.dialogue.replay import Keep, Said
from handlers.meeting.book import UNKNOWN, MeetingBook, NoteMeeting, RecordRollCall
from handlers.meeting.opening import names_no_meeting, opens_roll_call, presence_words, roll_call_subject
from handlers.meeting.presence import TAPPED, Presence, corrected, hear_presence, roster_of
from handlers.meeting.questions import AGAIN, Measured, ReadBack, RollCall
from handlers.meeting.settling import STEPS, settled
from handlers.meeting.tapping import tapped_or_said
from handlers.report.asking import plausible
from storage.people_records import Member

MOST_CORRECTIONS = 8
LEAVE = Option("leave", ("để yên", "thôi", "không", "không sửa"))
AMEND = Option("amend", ("sửa", "sửa lại", "có", "xem lại"))
FORGOTTEN = Option(
    "skip", ("bỏ qua", "bo qua", "không nhớ", "khong nho", "quên rồi", "không nhớ hết", "để trống")
)
VISIT = (Option("yes", ("có", "nhắc", "đến thăm")), Option("no", ("không cần", "không", "thôi")))
Effects = tuple[RecordRollCall | NoteMeeting, ...]


async def call_the_roll(book: MeetingBook, visit: Visit) -> Effects | None:
    """Golden A6, A7. Where only a number is known there is nobody to ask about: it ends there."""
    corrects = book.called and not await Said(_kept(visit))
    if corrects and not await _wants_to_correct(book, visit):
        return None
    roster = roster_of(book.members)
    presence = await _who_was_away(book, visit, roster)
    record = _record(book, presence, corrects)
    guests: dict[str, Any] = {"guests": presence.guests} if presence.guests else {}
    if not record.named or corrects:
        return (record, NoteMeeting(book.club.id, book.day, guests)) if guests else (record,)
    await Keep(_kept(visit), (record,))  # "đã ghi" is said next, so it must be true
    return (await _afterwards(book, visit, record, guests),)


def _kept(visit: Visit) -> str:
    return f"kept.{visit.round}"


async def _wants_to_correct(book: MeetingBook, visit: Visit) -> bool:
    """A second meeting of one day is the same meeting: left alone, or corrected."""
    show = {"held": book.held, "members": len(book.members), "day": book.day}
    about = {"round": visit.round, "present": book.held.present if book.held else None}
    return await Choose(key="amend", about=about, choices=(LEAVE, AMEND), show=show) == "amend"


async def _who_was_away(book: MeetingBook, visit: Visit, roster: tuple[RosterLine, ...]) -> Presence:
    turn = str(visit.round)
    show = {
        "club": book.club.name,
        "members": len(book.members),
        "day": book.day,
        "picked": (),
        "paging": False,
    }
    heard = hear_presence(presence_words(visit.words, visit.today), roster) if visit.round == 1 else None
    known = heard.value if isinstance(heard, Heard) else None
    said = await tapped_or_said(book, roster, known, show, turn)
    presence = await settled(book, roster, said, turn)
    if presence.kind in ("absent_count", "present_count"):
        presence = await _named_or_not(book, roster, presence, turn)
    return presence if presence.kind != "absent" else await _read_back(book, visit, roster, presence)


async def _named_or_not(
    book: MeetingBook, roster: tuple[RosterLine, ...], said: Presence, turn: str
) -> Presence:
    """So many away: their names, if they are remembered."""
    away = _away_count(book, said)
    show = {"away": away, "present": len(book.members) - away, "members": len(book.members)}
    names = await RollCall(key=f"names.{turn}", roster=roster, show=show, buttons=(FORGOTTEN,))
    if names.kind in (TAPPED, "absent_count", "present_count", "all_present"):
        return said
    if names.kind == "ambiguous" and names.numbers:
        names = Presence("absent", names.numbers)
    named = await settled(book, roster, names, f"{turn}.2")
    away = max(away, len(named.numbers))
    return Presence("absent", named.numbers, away, reasons=named.reasons, guests=said.guests)


def _away_count(book: MeetingBook, said: Presence) -> int:
    count = said.count or 0
    return count if said.kind == "absent_count" else len(book.members) - count


async def _read_back(
    book: MeetingBook, visit: Visit, roster: tuple[RosterLine, ...], said: Presence
) -> Presence:
    """Names echoed; a correction in words is read back in its turn."""
    for place in range(1, MOST_CORRECTIONS + 1):
        answer = await _echo(book, visit, roster, said, f"confirm.{visit.round}.{place}")
        if not answer.startswith(AGAIN):
            return said
        changed = corrected(said, answer.removeprefix(AGAIN), roster)
        if changed is not None:
            said = await settled(book, roster, changed, f"{visit.round}.{place + 2}")
    return said


async def _echo(
    book: MeetingBook, visit: Visit, roster: tuple[RosterLine, ...], said: Presence, key: str
) -> str:
    away = max(said.count or 0, len(said.numbers))
    show: dict[str, Any] = {
        "away": away,
        "present": len(book.members) - away,
        "members": len(book.members),
        "named": [book.member(number) for number in said.numbers],
        "reasons": dict(said.reasons),
        "twice": said.twice,
        "guests": said.guests,
    }
    about = {"numbers": said.numbers, "away": away, "members": len(book.members)}
    sealed: dict[str, Any] = {"about": about, "choices": (YES, EDIT), "lines": (_line(visit, said),)}
    return await ReadBack(key=key, show=show, roster=roster, presence=said, **sealed)


def _line(visit: Visit, said: Presence) -> ReviewLine:
    """What "sửa" asks again: who was away, and whatever that answer had led to."""
    away = f"away.{visit.round}"
    led_to = {
        key for key in visit.asked if key.startswith(tuple(f"{s}.{visit.round}" for s in ("away", *STEPS)))
    }
    return ReviewLine("away", (away, *sorted(led_to - {away})), {away: {"numbers": list(said.numbers)}})


def _record(book: MeetingBook, presence: Presence, corrects: bool) -> RecordRollCall:
    everyone = len(book.members)
    if presence.kind == "all_present":
        return RecordRollCall(book.club.id, book.day, everyone, everyone, corrects=corrects)
    if presence.kind != "absent":
        here = everyone - _away_count(book, presence)
        return RecordRollCall(book.club.id, book.day, here, everyone, named=False, corrects=corrects)
    away = tuple((book.member(n).id, presence.reasons.get(n, UNKNOWN)) for n in presence.numbers)
    here = everyone - max(presence.count or 0, len(away))
    return RecordRollCall(book.club.id, book.day, here, everyone, away, corrects=corrects)


async def _afterwards(
    book: MeetingBook, visit: Visit, record: RecordRollCall, guests: Mapping[str, Any]
) -> NoteMeeting:
    """What is worth asking while the meeting is fresh: how many were measured, whom to visit."""
    show = {"record": record, "today": visit.today}
    known = book.held.measured if book.held else None
    question = Measured(key="measured", units=("người",), known=known, show=show, skippable=True)
    said: int | None = await question
    measured = await plausible(question, said, lambda n: n > record.members, record.members)
    again = twice_away(book, record)
    visited = again if again and await _to_visit(again, measured) else ()
    values: dict[str, Any] = dict(guests) if measured is None else {**guests, "measured": measured}
    if visited:
        values["visits"] = [member.id for member in visited]
    return NoteMeeting(book.club.id, book.day, values, visited)


def twice_away(book: MeetingBook, record: RecordRollCall) -> tuple[Member, ...]:
    """Who was away from this meeting and from the one before."""
    before = book.before.away_ids if book.before else frozenset()
    return book.by_id(before & {member_id for member_id, _ in record.away})


async def _to_visit(again: Sequence[Member], measured: int | None) -> bool:
    about = [member.id for member in again]
    show = {"missed_twice": tuple(again), "measured": measured}
    return await Choose(key="visit", about=about, choices=VISIT, show=show) == "yes"


ROLL_CALL = Talk(
    "meeting.roll_call",
    call_the_roll,
    MeetingBook,
    opens_roll_call,
    roll_call_subject,
    shared=True,
    on_behalf=True,
    names_no_subject=names_no_meeting,
)
