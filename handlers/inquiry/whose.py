"""Which club a question is about: one's own, or for an officer the only one that bears the name said."""

from dataclasses import replace
from typing import NamedTuple

from handlers.club.roster_book import RosterBook
from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.inquiry.kinds import Inquiry
from handlers.officer.asks import ClubSearch, ClubsFound, FoundClub
from handlers.officer.scope import areas_of

_COMMON = frozenset("clb cau lac bo thon ban ap xom khu khom khoi to lang buon".split())


class Whose(NamedTuple):
    """A club and how its answer calls it."""

    club_id: int
    where: str = "CLB mình"


def about_one_club(asked: Inquiry) -> Inquiry | None:
    """An officer's question with its unknown words read as the club's name; None where nothing is to be made
    of them."""
    if not asked.club:
        return replace(asked, club=asked.loose, loose="")
    if asked.loose and asked.kind != "flow":
        return None if asked.place else replace(asked, place=asked.loose, loose="")
    return asked


def name_said(asked: Inquiry) -> str:
    """The words of a question that name a club, its commune with it; "" where none is named."""
    return " ".join(filter(None, (asked.club, asked.place)))


def called(club: FoundClub) -> str:
    """ "CLB thôn Khổng, xã Hồng Sơn"."""
    return f"CLB {club.place}, {club.commune}"


def club_of(asked: Inquiry, caller: Caller, facts: Facts) -> Whose | None:
    """One's own club; an officer's where the words surely mean one; None for none or several."""
    if caller.club_id:
        own = not asked.club or is_own(asked.club, caller, facts)
        return Whose(caller.club_id) if own and not asked.place and not asked.own_area else None
    name, codes = name_said(asked), areas_of(caller.person)
    if not codes or not asked.club:
        return None
    found: ClubsFound = facts.get(ClubsFound, ClubSearch(name, codes))
    if not found.sure or len(found.clubs) != 1:
        return None
    return Whose(found.clubs[0].club_id, called(found.clubs[0]))


def is_own(said: str, caller: Caller, facts: Facts) -> bool:
    """Whether every telling word of the name belongs to the caller's own club."""
    book: RosterBook = facts.get(RosterBook, Subject(caller.club_id))
    known = set(fold(f"{book.club.name} {book.club.hamlet}".lower()).split())
    return set(fold(said.lower()).split()) - _COMMON <= known
