"""The roll in pieces short enough to read, and one permanent number: "danh sách", "số của bà Lan"."""

import re
from typing import Any

from handlers.catalogue_types import COMMITTEE, Query
from handlers.club.names import find_members
from handlers.club.roster_book import RosterBook
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.meeting.presence import roster_of
from handlers.meeting.query import older_of

PIECE = 8  # names a message: with birth years they stay under 350 letters
_LIST = re.compile(
    r"(?:xem )?(?:danh sach|ds|so thanh vien)(?: (?:thanh vien|hoi vien|clb|cau lac bo|cua clb))*"
    r"(?: (?:tu )?(?:so )?(\d{1,3}))?"
)
_NUMBER_OF = re.compile(r"^(?:số của|so cua|số thứ tự của)\s+(.{2,60})$", re.IGNORECASE)
_WHICH_NUMBER = re.compile(
    r"^(.{2,60}?)\s+(?:là |la )?(?:số mấy|so may|số bao nhiêu|so bao nhieu)$", re.IGNORECASE
)
_WHO_HAS = re.compile(
    r"^(?:số|so)\s+(\d{1,3})\s+(?:là ai|la ai|là ông nào|là bà nào|tên gì|ten gi)$", re.IGNORECASE
)


def asks_for_the_roll(words: str, caller: Caller) -> Any:
    """The roster number to begin with: 1 for "danh sách", 11 for "danh sách 11"; else None."""
    found = _LIST.fullmatch(fold(tidy(words)).removeprefix("/").rstrip("? "))
    return int(found[1] or 1) if found and caller.club_id else None


def the_roll(asked: Any, caller: Caller, facts: Facts) -> Say:
    """Eight members from that number on, and how to see those after them."""
    book: RosterBook = facts.get(RosterBook, Subject(caller.club_id))
    rest = [member for member in book.members if member.roster_number >= asked] or list(book.members)
    following = rest[PIECE].roster_number if len(rest) > PIECE else 0
    show = {
        "club": book.club.name,
        "members": len(book.members),
        "women": sum(member.sex == "female" for member in book.members),
        "older": older_of(list(book.members), caller.today),
        "piece": rest[:PIECE],
        "first": rest[0].roster_number == book.members[0].roster_number if rest else True,
        "following": following,
    }
    return Say("club/roster", "piece", show)


def asks_for_a_number(words: str, caller: Caller) -> Any:
    """The name or number asked about in "số của bà Lan", "bà Lan số mấy", "số 7 là ai"; else None."""
    said = nfc(words).strip().rstrip("? ")
    if not caller.club_id:
        return None
    found = _NUMBER_OF.match(said) or _WHICH_NUMBER.match(said) or _WHO_HAS.match(said)
    return found[1] if found else None


def the_number(asked: Any, caller: Caller, facts: Facts) -> Say:
    """Everybody the name may mean, each with the permanent number."""
    book: RosterBook = facts.get(RosterBook, Subject(caller.club_id))
    numbers = [match.roster_number for match in find_members(asked, roster_of(book.members))]
    found = [member for member in book.members if member.roster_number in numbers]
    return Say("club/roster", "number", {"found": found[:PIECE], "name": asked, "more": len(found) - PIECE})


ROLL = Query("club.roll", asks_for_the_roll, the_roll, COMMITTEE)
NUMBER_OF = Query("club.number", asks_for_a_number, the_number, COMMITTEE)
