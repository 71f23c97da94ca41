"""Joining by code: how somebody unknown becomes the leader, treasurer … of a club (golden A1, A2).

Until the code fits, the assistant says nothing about any club or person.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.decision import STRANGER, Caller
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import YES, Choose, Confirm, Option, Question, Text, agreed
from handlers.dialogue.replay import Fact, Facts
from handlers.dialogue.spoken import spoken
from handlers.dialogue.subject import Subject

DIGITS = 8
GUESSES_A_DAY = 5
LONGEST_NAME = 60  # characters
CONSENT_VERSION = "2026-11"
_NO_CARD = re.compile(
    r"\b(khong|chua|mat|dau|quen|roi mat)\b.*\b(the|ma)\b"
    r"|\b(the|ma)\b.*\b(dau|mat|quen|khong co|chua co|khong nho)\b|^(?:bac )?quen(?: mat)?(?: roi)?$"
)
AGREE = Option("yes", ("đồng ý", "nhất trí"))
DISAGREE = Option("no", ("không đồng ý", "không"))
NOT_ME = Option("no", ("không phải", "không", "sai rồi"))


@dataclass(frozen=True, slots=True)
class JoinBook:
    """What is known of a stranger: how many wrong codes came from there today; at midnight the lock ends."""

    guesses: int = 0


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation that is still good: whom it is for, and as what."""

    id: int
    role: str
    person_name: str  # "" when the role has nobody yet
    place: str  # "CLB thôn Khổng, xã Hồng Sơn"
    person_id: int = 0  # 0 when the role has nobody yet


@dataclass(frozen=True, slots=True)
class WrongCode:
    """Effect: a guess that fits no invitation. `locked`: too many today, neither looked at nor counted."""

    locked: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """Effect: the address the message came from belongs to the invited person from now on."""

    invite_id: int
    name: str
    consent_version: str
    person_id: int = 0  # whom "is this you?" was about; 0 for somebody new


def code_digest(code: str) -> str:
    """The stored form of a code: slow to guess at, never the code itself."""
    return hashlib.scrypt(code.encode(), salt=b"club-invite", n=2**13, r=8, p=1, dklen=24).hex()


def hear_code(words: str) -> "Heard[str] | Unclear":
    """Eight digits, however they are spaced: their digest. Anything else is unclear, with how many came."""
    text = nfc(words).removeprefix("/start")
    digits = "".join(re.findall(r"\d", text))
    if len(digits) == DIGITS and not re.search(r"[^\W\d_]{12,}", text):
        return Heard(code_digest(digits))
    if digits:
        return Unclear("code_length", (len(digits),))
    return Unclear("no_card" if _NO_CARD.search(fold(tidy(text))) else "no_code")


@dataclass(frozen=True, kw_only=True)
class InviteCode(Question[str]):
    """The code on the club's card; its digits are not kept with the talk."""

    secret: bool = True

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        return hear_code(words)


def is_whole_name(words: str) -> bool:
    """Family name and given name; a second "1" of a double tap, or a bare "không", is nobody's name."""
    parts = nfc(words).split()
    return len(parts) >= 2 and all(part.replace(".", "").isalpha() for part in parts)


async def own_name(invite: Invite) -> str:
    """The whole name of who joins, asked three times at most; "" where none comes."""
    for key in ("name", "name_again", "name_last"):
        said = await Text(key=key, show={"invite": invite}, at_most=LONGEST_NAME)
        if is_whole_name(said):
            return said
    return ""


async def join(book: JoinBook, visit: Visit) -> Join | WrongCode | None:
    """Vào bằng mã: code, "is this you?", consent; only then anything is bound."""
    code = await _code(visit)
    if book.guesses >= GUESSES_A_DAY:
        return WrongCode(locked=True)
    invite: Invite | None = await Fact(Invite, code)
    if invite is None:
        return WrongCode()
    show = {"invite": invite}
    if not await agreed(Confirm(key="is_me", about=invite, choices=(YES, NOT_ME), show=show)):
        return None
    name = invite.person_name or await own_name(invite)
    if not name:
        return None
    consent = Choose(key="consent", about=CONSENT_VERSION, choices=(AGREE, DISAGREE), show=show)
    return Join(invite.id, name, CONSENT_VERSION, invite.person_id) if await consent == "yes" else None


async def _code(visit: Visit) -> str:
    heard = hear_code(visit.words)
    known, doubt = spoken("code", heard)
    if doubt is not None and doubt.reason not in ("code_length", "no_card"):
        doubt = None
    return await InviteCode(key="code", known=known, unclear=doubt)


def opens_for_strangers(words: str, today: date) -> bool:
    """Whatever somebody unknown says is answered with the way in."""
    return True


def begins_again(words: str, key: str) -> bool:
    """Another code begins anew; whatever else is said at "is this you?" keeps the code that fits."""
    return key == "code" or isinstance(hear_code(words), Heard)


def stranger_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    return Subject(person_id=caller.person.id, record=caller.inbox_id)


JOIN = Talk(
    "club.join",
    join,
    JoinBook,
    opens_for_strangers,
    stranger_subject,
    frozenset({STRANGER}),
    waits=False,  # a new code replaces what an older one began
    begins_again=begins_again,
)
