"""Makes an answer of the roll call certain: "vắng 3" is always asked, nobody named is silently left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from handlers.club.names import RosterLine
from handlers.club.near_names import near_members
from handlers.dialogue.questions import Choose, Option, ReviewLine
from handlers.meeting.book import MeetingBook
from handlers.meeting.presence import RANGE, STRANGE, TOO_MANY, Presence
from handlers.meeting.questions import NumberOrPeople, RollCall, StrangerNamed
from storage.people_records import Member

MOST_UNCLEAR = 20
MOST_STRANGE = 3
STEPS = ("meaning", "range", "number", "came", "who", "stranger", "names")
"""Keys this part may ask, asked again when the roll call is corrected."""


async def settled(
    book: MeetingBook,
    roster: tuple[RosterLine, ...],
    said: Presence,
    turn: str,
    lines: tuple[ReviewLine, ...] = (),
) -> Presence:
    """The same with nothing left to doubt: kind is all_present, absent, absent_count or present_count.

    `lines` are what a slip at one of these questions may put right.
    """
    said = await _one_meaning(book, roster, said, turn, lines)
    for place, (name, meant) in enumerate(said.unclear[:MOST_UNCLEAR], 1):
        number = await _whom(book, roster, (name, meant), f"{turn}.{place}", lines)
        said = said.with_number(number) if number else said
    return replace(said, unclear=())


async def _one_meaning(
    book: MeetingBook,
    roster: tuple[RosterLine, ...],
    said: Presence,
    turn: str,
    lines: tuple[ReviewLine, ...] = (),
) -> Presence:
    if said.kind == "ambiguous":
        return await _number_or_people(book, said, turn, lines)
    if said.kind == RANGE:
        return await _range(book, roster, said, turn)
    if said.kind == STRANGE:
        return await _without_strangers(roster, said, turn)
    if said.kind == TOO_MANY:
        return await _how_many_came(book, roster, said.count or 0, turn)
    return said


async def _how_many_came(
    book: MeetingBook, roster: tuple[RosterLine, ...], count: int, turn: str
) -> Presence:
    """Asked where `count` cannot be (0: none was said); a doubtful answer is made certain in its turn."""
    show = {"count": count, "members": len(book.members)}
    again = await RollCall(key=f"came.{turn}", roster=roster, show=show)
    doubtful = again.kind in ("ambiguous", RANGE, STRANGE)
    return await _one_meaning(book, roster, again, f"{turn}.1") if doubtful else again


async def _number_or_people(
    book: MeetingBook, said: Presence, turn: str, lines: tuple[ReviewLine, ...]
) -> Presence:
    """ "3" is number 3, or three people: golden A7."""
    show: dict[str, Any] = {"count": said.count, "counted": said.counted}
    people = Option("people", ("người", "mấy người", "người vắng"), show)
    if said.numbers:
        member = book.member(said.numbers[0])
        number = Option(
            "number", ("số", f"bà {member.name}", f"ông {member.name}"), {**show, "member": member}
        )
        options = (people, number) if said.counted == "present" else (number, people)
        show = {**show, "member": member}
    else:
        options = (people, Option("others", ("đến", "có mặt"), show))
        show = {**show, "member": None}
    count = said.count or 0
    meant = await NumberOrPeople(key=f"meaning.{turn}", choices=options, show=show, count=count, lines=lines)
    if meant == "number":
        return replace(said, kind="absent", count=None)
    away = (said.counted == "absent") == (meant == "people")
    return Presence("absent_count" if away else "present_count", count=said.count)


async def _range(book: MeetingBook, roster: tuple[RosterLine, ...], said: Presence, turn: str) -> Presence:
    show = {"numbers": said.numbers, "members": len(book.members)}
    options = (Option("numbers", ("số",), show), Option("people", ("người",), show))
    if said.numbers and await Choose(key=f"range.{turn}", choices=options, show=show) == "numbers":
        return replace(said, kind="absent")
    return await _how_many_came(book, roster, 0, turn)


async def _without_strangers(roster: tuple[RosterLine, ...], said: Presence, turn: str) -> Presence:
    """Numbers nobody has: asked about, the others kept; "bỏ qua" leaves them out."""
    for place in range(1, MOST_STRANGE + 1):
        show = {"strange": said.strange, "first": roster[0].roster_number, "last": roster[-1].roster_number}
        key = f"number.{turn}.{place}"
        again: Presence | None = await RollCall(key=key, roster=roster, show=show, skippable=True)
        said = said if again is None else _together(said, again)
        if again is None or again.kind not in (STRANGE, TOO_MANY):
            break
    return replace(said, kind="absent", strange=())


def _together(said: Presence, again: Presence) -> Presence:
    numbers = tuple(dict.fromkeys((*said.numbers, *again.numbers)))
    unclear = (*said.unclear, *again.unclear)
    strange = again.strange or ((again.count or 0,) if again.kind == TOO_MANY else ())
    return replace(said, numbers=numbers, unclear=unclear, strange=strange, count=None)


async def _whom(
    book: MeetingBook,
    roster: tuple[RosterLine, ...],
    unclear: tuple[str, tuple[int, ...]],
    turn: str,
    lines: tuple[ReviewLine, ...],
) -> int | None:
    """The roster number of a name that several bear, or nobody; None or 0 when it is left out."""
    name, meant = unclear
    show = {"name": name}
    if meant:
        members = [book.member(number) for number in meant]
        return await number_of_one(f"who.{turn}", members, show, lines)
    near = [book.member(number) for number in near_members(name, roster)]
    named: int | None = await StrangerNamed(
        key=f"stranger.{turn}", roster=roster, show={**show, "near": near}, skippable=True, lines=lines
    )
    return named


async def number_of_one(
    key: str, members: Sequence[Member], show: Mapping[str, Any], lines: tuple[ReviewLine, ...] = ()
) -> int:
    """The roster number of the one chosen among several of a name; `key` asks."""
    options = tuple(Option(str(m.roster_number), (m.name,), {"label": label(m)}) for m in members)
    return int(await Choose(key=key, choices=options, show=show, lines=lines))


def label(member: Member) -> str:
    """Nguyễn Thị Lan (1952): as one of several of a name is told from the others."""
    return f"{member.name} ({member.birth_year or member.roster_number})"
