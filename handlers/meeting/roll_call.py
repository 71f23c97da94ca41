"""Điểm danh: who was away, names always echoed, then how many were measured, then who should be visited.

Two absences in a row suggest a visit; a roll call of a day that was called already corrects it, with a trace.
"""

from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.club.names import RosterLine
from handlers.dialogue.questions import EDIT, YES, Choose, Option, ReviewLine
from handlers.dialogue.replay import Keep, Said
from handlers.meeting.afterwards import afterwards
from handlers.meeting.book import UNKNOWN, MeetingBook, NoteMeeting, RecordRollCall
from handlers.meeting.opening import (
    day_to_come,
    names_no_meeting,
    opens_roll_call,
    roll_call_subject,
    tells_who_was_there,
)
from handlers.meeting.presence import TAPPED, Presence, roster_of
from handlers.meeting.presence_right import corrected
from handlers.meeting.questions import AGAIN, ReadBack, RollCall
from handlers.meeting.settling import STEPS, settled
from handlers.meeting.tapping import tapped_or_said
from handlers.meeting.told_anew import left_as_recorded, told_anew, told_first

MOST_CORRECTIONS = 8
LEAVE = Option("leave", ("để yên", "thôi", "không", "không sửa"))
AMEND = Option("amend", ("sửa", "sửa lại", "có", "xem lại"))
FORGOTTEN = Option(
    "skip", ("bỏ qua", "bo qua", "không nhớ", "khong nho", "quên rồi", "không nhớ hết", "để trống")
)
Effects = tuple[RecordRollCall | NoteMeeting, ...]


async def call_the_roll(book: MeetingBook, visit: Visit) -> Effects | None:
    """Golden A6, A7. Where only a number is known there is nobody to ask about: it ends there."""
    roster = roster_of(book.members)
    corrects = book.called and not await Said(_kept(visit))
    told = told_anew(book, visit, roster) if corrects else None
    if corrects and told is None and not await _wants_to_correct(book, visit):
        return None
    presence = await _who_was_away(book, visit, roster, told or told_first(visit, roster))
    if presence is None:
        return None
    record = _record(book, presence, corrects)
    guests: dict[str, Any] = {"guests": presence.guests} if presence.guests else {}
    came = (record, NoteMeeting(book.club.id, book.day, guests)) if guests else (record,)
    if not record.named or corrects:
        return came
    await Keep(_kept(visit), came)  # "đã ghi" is said next, so it must be true
    untold = {} if book.held and book.held.guests else guests  # else a count put right since would be undone
    return (await afterwards(book, visit, record, untold, _line(visit, presence)),)


def _kept(visit: Visit) -> str:
    return f"kept.{visit.round}"


async def _wants_to_correct(book: MeetingBook, visit: Visit) -> bool:
    """A second meeting of one day is the same meeting: left alone, or corrected."""
    show = {"held": book.held, "members": len(book.members), "day": book.day}
    about = {"round": visit.round, "present": book.held.present if book.held else None}
    return await Choose(key="amend", about=about, choices=(LEAVE, AMEND), show=show) == "amend"


async def _who_was_away(
    book: MeetingBook, visit: Visit, roster: tuple[RosterLine, ...], known: Presence | None
) -> Presence | None:
    """As it was read back; None where words said after the roll was called change nothing after all."""
    turn = str(visit.round)
    show = {
        "club": book.club.name,
        "members": len(book.members),
        "day": book.day,
        "picked": (),
        "paging": False,
        "to_come": day_to_come(visit.words, visit.today),
    }
    said = await tapped_or_said(book, roster, known, show, turn)
    presence = await settled(book, roster, said, turn, (_line(visit, said),))
    if not await Said(_kept(visit)) and left_as_recorded(book, known, presence):
        return None
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
            line = _line(visit, changed)
            said = await settled(book, roster, changed, f"{visit.round}.{place + 2}", (line,))
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
        "corrected": book.called and not await Said(_kept(visit)),
        "day": book.day,
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
    return ReviewLine("away", (away, *sorted(led_to - {away})), {away: said.to_json()})


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


ROLL_CALL = Talk(
    "meeting.roll_call",
    call_the_roll,
    MeetingBook,
    opens_roll_call,
    roll_call_subject,
    shared=True,
    on_behalf=True,
    names_no_subject=names_no_meeting,
    tells=tells_who_was_there,
    in_a_story="meeting.roll_call",
)
