"""Looking back over the last meetings: how many came, who is away often, one member's roll calls.

Where only some of those away have names, the meeting counts for these alone: of nobody else it is said
whether she came.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from handlers.catalogue_types import COMMITTEE, Query
from handlers.decision import Caller, Say
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.replay import Facts
from handlers.loan.who import members_meant
from handlers.meeting.book import Held
from storage.people_records import Member

PAGE = "meeting/history"
LAST, LISTED, OFTEN = 6, 6, 2
_LIST = re.compile(
    r"(?:xem )?(?:lich su|so) (?:diem danh|hop|cac buoi hop)(?: clb)?|"
    r"(?:xem )?(?:diem danh )?(?:cac|may|nhung) buoi (?:hop )?(?:gan day|truoc|vua qua)|diem danh cac buoi"
)
_OFTEN = re.compile(
    r"(?:nhung )?(?:ai|nguoi nao|cu nao) (?:hay|thuong|thuong xuyen) (?:vang|nghi)\b.*|"
    r"(?:ai|nguoi nao) (?:vang|nghi) (?:nhieu|lien tuc)(?: buoi)?(?: nhat)?|danh sach hay vang"
)
_OF_MEMBER = re.compile(
    r"(?:xem )?(?:lịch sử )?điểm danh của\s+(?P<of>.{2,60})|"
    r"(?:xem )?(?:lich su )?diem danh cua\s+(?P<plain>.{2,60})|"
    r"(?P<who>.{2,60}?)\s+(?:vắng|nghỉ|vang|nghi) (?:mấy|may|bao nhiêu|bao nhieu) (?:buổi|buoi|lần|lan)\b.*|"
    r"(?P<often>.{2,60}?)\s+(?:có|co) (?:hay|thường|thuong) (?:vắng|nghỉ|vang|nghi)(?: (?:không|khong|ko))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PastMeetings:
    """The roll of today and the last meetings whose roll was called, newest first."""

    club_name: str
    members: tuple[Member, ...] = ()
    held: tuple[Held, ...] = ()
    rolls: Mapping[date, int] = field(default_factory=dict)  # how many belonged on each of those days

    def nameless(self, held: Held) -> int:
        """How many were away of whom nobody said the name."""
        return max(self.rolls[held.held_on] - (held.present or 0) - len(held.away), 0)

    def tells_of(self, held: Held, member: Member) -> bool:
        """Whether it is known if this member came."""
        return member.id in held.away_ids or (member.belongs_on(held.held_on) and not self.nameless(held))


class Record(NamedTuple):
    """One member at the last meetings held while she belonged to the club: (day, reason) of each absence."""

    member: Member
    meetings: int
    away: tuple[tuple[date, str], ...]


def record_of(past: PastMeetings, member: Member) -> Record:
    """Every absence with its reason, newest first."""
    held = [one for one in past.held[:LAST] if past.tells_of(one, member)]
    away = [(one.held_on, dict(one.away)[member.id]) for one in held if member.id in one.away_ids]
    return Record(member, len(held), tuple(away))


def often_away(past: PastMeetings) -> list[Record]:
    """Members away twice or more of the last meetings, the most often first."""
    records = [record_of(past, member) for member in past.members]
    found = [record for record in records if len(record.away) >= OFTEN]
    return sorted(found, key=lambda record: (-len(record.away), record.member.roster_number))


def asks_history(words: str, caller: Caller) -> Any:
    """ "list", "often", or the name asked about; None for anything else."""
    plain = fold(tidy(words)).removeprefix("/").rstrip("? ").strip()
    if not caller.club_id:
        return None
    if _LIST.fullmatch(plain) or _OFTEN.fullmatch(plain):
        return "list" if _LIST.fullmatch(plain) else "often"
    found = _OF_MEMBER.fullmatch(nfc(words).strip().rstrip("?. "))
    name = next(filter(None, found.groups()), None) if found else None
    return None if name is None or fold(name.lower()).split()[0] in ("ai", "buoi", "hom") else {"name": name}


def history(asked: Any, caller: Caller, facts: Facts) -> Say | None:
    """The last meetings, who is away often, or one member."""
    past: PastMeetings = facts.get(PastMeetings, caller.club_id)
    if not past.held:
        return Say(PAGE, "none", {"club": past.club_name})
    if asked == "list":
        listed = [(held, past.rolls[held.held_on], _away(past, held)) for held in past.held[:LAST]]
        return Say(PAGE, "list", {"club": past.club_name, "listed": listed})
    if asked == "often":
        found = often_away(past)
        show = {"meetings": len(past.held[:LAST]), "more": max(len(found) - LISTED, 0)}
        return Say(PAGE, "often", {**show, "records": found[:LISTED]})
    return _of_member(past, asked["name"])


def _away(past: PastMeetings, held: Held) -> list[Member]:
    return [member for member in past.members if member.id in held.away_ids]


def _of_member(past: PastMeetings, name: str) -> Say | None:
    meant = members_meant(name, past.members)
    if not meant:
        return None
    if len(meant) > 1:
        return Say(PAGE, "several", {"members": meant[:LISTED], "name": name})
    return Say(PAGE, "member", {"record": record_of(past, meant[0])})


HISTORY = Query("meeting.history", asks_history, history, COMMITTEE)
