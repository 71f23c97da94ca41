"""Which member a typed name means: one is taken, several are asked about, an unknown one asked for anew."""

from handlers.club.names import find_members, title_of
from handlers.club.roster_book import RosterBook
from handlers.club.typed import words_of
from handlers.dialogue.hearing.folding import nfc
from handlers.meeting.presence import roster_of
from handlers.meeting.questions import MemberNamed
from handlers.meeting.settling import number_of_one
from storage.people_records import Member


async def whom(book: RosterBook, said: str, show: dict[str, object]) -> Member:
    """The member meant; keys "who" and "stranger", the latter known where one alone bears the name."""
    roster = roster_of(book.members)
    found = find_members(said, roster)
    meant = [match.roster_number for match in found if match.score == found[0].score]
    named = {**show, "name": said}
    known = meant[0] if len(meant) == 1 else None
    if len(meant) > 1:
        members = [_member(book, number) for number in meant]
        return _member(book, await number_of_one("who", members, named))
    return _member(book, await MemberNamed(key="stranger", roster=roster, show=named, known=known))


def _member(book: RosterBook, number: int) -> Member:
    return next(member for member in book.members if member.roster_number == number)


def title_said(who: str, member: Member) -> str:
    """The title the person was given ("cụ"), else bà or ông as the roll says, else the respectful one."""
    words = words_of(nfc(who))
    said = title_of(words[0]) if len(words) > 1 else ""
    return said or {"female": "bà", "male": "ông"}.get(member.sex or "", "cụ")
