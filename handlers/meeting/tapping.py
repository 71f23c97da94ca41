"""Toggling those away by buttons, where the channel has them; "quay lại" undoes a tap.

Typed words go on working all the while; the buttons are never numbered in the text.
"""

from dataclasses import replace
from typing import Any

from handlers.club.names import RosterLine
from handlers.dialogue.pages import NEXT
from handlers.dialogue.questions import Option
from handlers.meeting.book import MeetingBook
from handlers.meeting.presence import TAPPED, Presence
from handlers.meeting.questions import RollCall
from storage.people_records import Member

A_PAGE = 8
MOST_TAPS = 60
DONE = Option("done", ("xong", "xong rồi", "hết", "hết rồi"))


async def tapped_or_said(
    book: MeetingBook, roster: tuple[RosterLine, ...], known: Presence | None, show: dict[str, Any], turn: str
) -> Presence:
    """Those away: said in words, or tapped one after another until "Xong"."""
    likely = likely_away(book)
    buttons = _buttons(likely, (), 0, ())
    said = await RollCall(key=f"away.{turn}", roster=roster, known=known, buttons=buttons, show=show)
    picked: tuple[int, ...] = ()
    page = 0
    for tap in range(1, MOST_TAPS + 1):
        if said.kind != TAPPED or said.counted == DONE.code:
            break
        page += said.counted == NEXT.code
        picked = _toggled(picked, said.counted)
        named = [book.member(number) for number in picked]
        asked = {**show, "picked": named, "paging": True}
        buttons = _buttons(likely, picked, page, (DONE,))
        said = await RollCall(key=f"away.{turn}.{tap}", roster=roster, buttons=buttons, show=asked)
    return _together(said, picked)


def likely_away(book: MeetingBook) -> tuple[Member, ...]:
    """Who was away the last time comes first, then by roster number."""
    before = book.before.away_ids if book.before else frozenset()
    return tuple(sorted(book.members, key=lambda m: (m.id not in before, m.roster_number)))


def _buttons(
    members: tuple[Member, ...], picked: tuple[int, ...], page: int, ends: tuple[Option, ...]
) -> tuple[Option, ...]:
    first = page * A_PAGE % max(len(members), 1)
    here = tuple(_button(member, picked) for member in members[first : first + A_PAGE])
    return (*here, NEXT, *ends)


def _button(member: Member, picked: tuple[int, ...]) -> Option:
    """Roster number and given name; in brackets once tapped."""
    named = f"{member.roster_number} {member.name.split()[-1]}"
    return Option(
        str(member.roster_number), (), {"label": f"({named})" if member.roster_number in picked else named}
    )


def _toggled(picked: tuple[int, ...], code: str) -> tuple[int, ...]:
    if not code.isdecimal():
        return picked
    number = int(code)
    return tuple(n for n in picked if n != number) if number in picked else (*picked, number)


def _together(said: Presence, picked: tuple[int, ...]) -> Presence:
    """What was tapped and what was typed after it."""
    if said.kind == TAPPED or (picked and said.kind == "all_present"):
        return Presence("absent", picked)
    if not picked or said.kind != "absent":
        return said
    return replace(said, numbers=tuple(dict.fromkeys((*picked, *said.numbers))), count=None)
