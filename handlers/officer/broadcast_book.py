"""Records of notices to many: whom one would reach, what was confirmed, and who answers.

"Read" is promised on no channel: a notice was handed over, failed or waits, and some people say "đã rõ".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.decision import Notice, Say

PAGE = "officer/broadcast"
TAP = "understood"
"""Prefix of the payload of the button "Đã rõ"."""


@dataclass(frozen=True, slots=True)
class AudienceAsk:
    """Areas, or single clubs within them, and who there: "leaders" or "committee"."""

    codes: tuple[str, ...]
    club_ids: tuple[int, ...]
    whom: str
    on: date


@dataclass(frozen=True, slots=True)
class Addressee:
    """One person of the audience; `place` is their club's, "thôn Khổng"."""

    person_id: int
    name: str
    club_id: int
    place: str
    phone: str = ""
    reached: bool = True

    @property
    def given_name(self) -> str:
        return self.name.split()[-1] if self.name else ""


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody a notice is for, reached or not; `clubs` is how many clubs they come from."""

    people: tuple[Addressee, ...] = ()
    clubs: int = 0

    @property
    def reached(self) -> tuple[Addressee, ...]:
        return tuple(person for person in self.people if person.reached)

    @property
    def unreached(self) -> tuple[Addressee, ...]:
        return tuple(person for person in self.people if not person.reached)


@dataclass(frozen=True, slots=True)
class SendBroadcast:
    """Effect: a confirmed notice; `area` names who it is from ("xã Hồng Sơn", "cả nước")."""

    area_code: str
    area: str
    words: str
    audience: Audience
    on: date
    sender: str


@dataclass(frozen=True, slots=True)
class BroadcastSaved:
    """What saving a SendBroadcast gives back: one notice for all who are reached."""

    id: int
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """Effect: this person has answered "đã rõ" to these notices."""

    broadcast_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Delivered:
    """A notice that left for somebody; `latest` when nothing was sent to them since."""

    id: int
    area: str
    sent_at: datetime
    latest: bool
    answered: bool = False


@dataclass(frozen=True, slots=True)
class DeliveredNotices:
    """Those of one person, newest first."""

    notices: tuple[Delivered, ...] = ()


def to_everybody(sent: SendBroadcast, broadcast_id: int) -> Notice:
    """The notice as its receivers get it."""
    show = {"area": sent.area, "words": sent.words, "on": sent.on, "sender": sent.sender, "again": False}
    ids = [person.person_id for person in sent.audience.reached]
    return to_all(f"broadcast/{broadcast_id}", show, broadcast_id, ids)


def to_all(occasion: str, show: dict[str, object], broadcast_id: int, ids: Sequence[int]) -> Notice:
    """One notice for many, with its button."""
    button = ("understood_button", f"{TAP}:{broadcast_id}")
    return Notice(occasion, Say(PAGE, "to_person", show), people=tuple(ids), button=button)
