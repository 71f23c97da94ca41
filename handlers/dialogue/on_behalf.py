"""Speaking for a club: an officer's words are a committee's words until "thôi nhập hộ", and say so.

It ends by itself with the day, and at once where the club is no longer within the officer's areas.
"""

import re
from dataclasses import dataclass, replace

from handlers.decision import Caller, Notice, Say
from handlers.dialogue.hearing.control import Control, hear_control
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.replay import Facts
from handlers.dialogue.state import Desk
from handlers.dialogue.take_up import StandIn
from handlers.dialogue.talking import Talking
from storage.people_records import Role, RoleName

PAGE = "officer/behalf"
UNREAD_BEFORE_TOLD = 3
_DOING = r"(?:nhap|ghi|lam|bao cao)"
_ENDS = re.compile(
    r"(?:thoi|xong|het|dung|ngung|ket thuc|thoat|ra khoi)(?: khong)?(?: viec| phan)? "
    rf"{_DOING} (?:ho|thay|giup)\b.*|{_DOING} (?:ho|thay|giup) xong(?: roi)?"
)
_DONE = frozenset({"xong", "xong roi", "xong het", "xong ca", "xong viec", "het", "het roi", "the thoi"})


@dataclass(frozen=True, slots=True)
class StandInAsk:
    """A club, and the areas within which somebody may speak for it."""

    club_id: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnreadableAsk:
    """Whose messages, and the club that person serves."""

    person_id: int
    club_id: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """How many messages of the last weeks came in a form we cannot read; `place` is the club's."""

    count: int
    place: str


def standing_in(caller: Caller, desk: Desk, facts: Facts) -> Caller:
    """The caller as one of the club's committee while entering for it; unchanged when that is over."""
    codes = caller.person.areas_led
    if not desk.behalf_of or desk.behalf_on != caller.today.isoformat() or not codes:
        return caller
    found: StandIn | None = facts.get(StandIn, StandInAsk(desk.behalf_of, codes))
    if found is None:
        return caller
    role = Role(0, caller.person.id, RoleName.LEADER, club_id=found.club_id)
    return replace(caller, person=replace(caller.person, roles=(role,)), behalf=found, own=caller.person)


class OnBehalf:
    """The beginning and the end of speaking for a club, on one person's desk."""

    def __init__(self, talking: Talking) -> None:
        self.talking = talking

    def over(self) -> None:
        """What was begun on another day, or for a club now out of scope, is over before anything is heard."""
        if self.talking.desk.behalf_of and self.talking.caller.behalf is None:
            self._leave()
            self.talking.say(PAGE, "lapsed")

    def ended_by(self, words: str) -> bool:
        """ "Thôi nhập hộ" at any time; "xong" where nothing is being asked."""
        behalf = self.talking.caller.behalf
        if behalf is None or not self._ends(words):
            return False
        lost = self._leave()
        self.talking.say(PAGE, "left", behalf=behalf, lost=lost)
        return True

    def _ends(self, words: str) -> bool:
        said = fold(tidy(words)).rstrip(".!")
        if _ENDS.fullmatch(said):
            return True
        idle = self.talking.current() is None
        return idle and (said in _DONE or hear_control(words) is Control.STOP)

    def changes(self, words: str) -> None:
        """ "Nhập hộ CLB khác": the officer's own words again, so that the other club can be looked for."""
        behalf = self.talking.caller.behalf
        if behalf is not None and hears_behalf(words) and self._leave():
            self.talking.say(PAGE, "left", behalf=behalf, lost=True)

    def lost(self) -> bool:
        """Not understood while speaking for a club: perhaps it was meant as the officer's own."""
        if self.talking.caller.behalf is None:
            return False
        self.talking.say(PAGE, "lost", behalf=self.talking.caller.behalf)
        return True

    def unread(self, channel: str) -> str:
        """The commune's officers are told, once, whose messages we cannot read; the block that says so."""
        notice = unread_notice(self.talking.caller, channel, self.talking.facts)
        self.talking.notices += [notice] if notice else []
        return "unsupported_told" if notice else ""

    def _leave(self) -> bool:
        """Off the desk with all that is the club's; True where something was not written yet."""
        lost, state = False, self.talking.current()
        while state is not None:
            if self.talking.talk_of(state).shared:
                self.talking.park(state)
            else:
                lost = True
                self.talking.keep(replace(state, status="dropped", doubt=None))
            waiting = self.talking.desk.waiting
            here = waiting[-1] if waiting else 0
            self.talking.desk = replace(self.talking.desk, talk_id=here, waiting=waiting[:-1])
            state = self.talking.current()
        self.talking.desk = replace(
            self.talking.desk, shown=None, closed=None, resuming=False, behalf_of=0, behalf_on=""
        )
        caller = self.talking.caller
        self.talking.caller = replace(caller, person=caller.own or caller.person, behalf=None, own=None)
        return lost


_BEGINS = re.compile(rf"(?:cho (?:bac|toi) )?{_DOING} (?:ho|thay)(?: cho)?\b\s*(?P<club>.*)")


def hears_behalf(words: str) -> bool:
    """ "nhập hộ CLB thôn Khổng", "nhap ho", "ghi thay cho CLB Đồng Tâm"."""
    return _BEGINS.fullmatch(fold(tidy(words)).removeprefix("/")) is not None


def behalf_words(words: str) -> str:
    """The part of such words that names the club; "" where none is named."""
    said = tidy(words).removeprefix("/")
    found = _BEGINS.fullmatch(fold(said))
    name = "" if found is None or len(fold(said)) != len(said) else said[found.start("club") :].strip()
    return "" if fold(name) in ("clb", "cau lac bo") else name


def unread_notice(caller: Caller, channel: str, facts: Facts) -> Notice | None:
    """Tells the commune's officers, once, whose messages we cannot read; None before the third."""
    if not caller.club_id or caller.behalf is not None:
        return None
    found: Unreadable = facts.get(Unreadable, UnreadableAsk(caller.person.id, caller.club_id))
    if found.count < UNREAD_BEFORE_TOLD:
        return None
    show = {"person": caller.person, "place": found.place, "channel": channel, "count": found.count}
    say = Say(PAGE, "unread", show)
    return Notice(f"unread/{caller.person.id}", say, officers_of_club=caller.club_id)
