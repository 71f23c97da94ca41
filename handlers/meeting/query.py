"""Questions about meetings: who was away, how many women and people over sixty came, whom to visit."""

import re
from datetime import date
from typing import Any, NamedTuple

from handlers.catalogue_types import COMMITTEE, Query
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.meeting.book import Held, MeetingBook
from storage.people_records import Member

OLDER = 60  # Luật Người cao tuổi: from 60 years on
_WHO_AWAY = re.compile(
    r"^(hom nay |buoi (vua roi|truoc|hop|nay) )?(co )?(nhung )?(ai|nguoi nao) (vang|nghi)\b.*|"
    r"^danh sach vang.*|"
    r"^xem (buoi hop|diem danh).*|"
    r"^(buoi (hop )?(vua roi|truoc|hom nay)) (the nao|bao nhieu nguoi|may nguoi|co ai vang|ai vang).*"
)
_WHOM_TO_VISIT = re.compile(
    r"^(ai|nhung ai|cu nao|nguoi nao) (can|phai|nen) (den |di )?tham.*|"
    r"^viec tham hoi$|^can tham (ai|nhung ai).*"
)


class Turnout(NamedTuple):
    """Who came, counted from the roll; women and older people only where those away have names."""

    present: int
    members: int
    women: int | None
    older: int | None


def turnout(book: MeetingBook, held: Held) -> Turnout:
    """Counts of one meeting; "older" by the year of birth."""
    everyone = len(book.members)
    present = everyone if held.present is None else held.present
    if everyone - len(held.away) != present:
        return Turnout(present, everyone, None, None)
    came = [member for member in book.members if member.id not in held.away_ids]
    return Turnout(present, everyone, sum(m.sex == "female" for m in came), older_of(came, held.held_on))


def older_of(members: list[Member], on: date) -> int:
    """How many are sixty or more in that year."""
    return sum(m.birth_year is not None and on.year - m.birth_year >= OLDER for m in members)


def asks_who_was_away(words: str, caller: Caller) -> Any:
    """True for "ai vắng buổi vừa rồi"; else None."""
    return True if caller.club_id and _WHO_AWAY.match(_plain(words)) else None


def _plain(words: str) -> str:
    return fold(tidy(words)).removeprefix("/").rstrip("? ").strip()


def who_was_away(asked: Any, caller: Caller, facts: Facts) -> Say:
    """The latest meeting, by name while the list is short enough to read."""
    book: MeetingBook = facts.get(MeetingBook, _today(caller))
    held = book.held if book.called else book.before
    if held is None:
        return Say("meeting/query", "none", {"club": book.club.name})
    away = book.by_id(held.away_ids)
    why = dict(held.away)
    reasons = {member.roster_number: why[member.id] for member in away}
    show = {"held": held, "turnout": turnout(book, held), "away": away, "reasons": reasons}
    return Say("meeting/query", "away", show)


def _today(caller: Caller) -> Subject:
    return Subject(caller.club_id, caller.today.isoformat())


def asks_whom_to_visit(words: str, caller: Caller) -> Any:
    """True for "ai cần thăm"; else None."""
    return True if caller.club_id and _WHOM_TO_VISIT.match(_plain(words)) else None


def whom_to_visit(asked: Any, caller: Caller, facts: Facts) -> Say:
    """Those the club promised to visit, and those away because they need it."""
    book: MeetingBook = facts.get(MeetingBook, _today(caller))
    recent = [held for held in (book.before, book.held) if held is not None]
    wanted = {member_id for held in recent for member_id in held.details.get("visits", ())}
    visited = {member_id for held in recent for member_id in held.details.get("visited", ())}
    wanted |= {
        member_id for held in recent[-1:] for member_id, why in held.away if why == "sick_visit_needed"
    }
    return Say("meeting/query", "visits", {"members": book.by_id(frozenset(wanted - visited))})


WHO_WAS_AWAY = Query("meeting.away", asks_who_was_away, who_was_away, COMMITTEE)
WHOM_TO_VISIT = Query("meeting.visits", asks_whom_to_visit, whom_to_visit, COMMITTEE)
