"""Effects that move a person on: a talk that ends by taking up another, or by speaking for a club."""

from dataclasses import dataclass

from handlers.dialogue.subject import Subject


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Effect that is not saved: the talk of that name and subject goes on at once, from where it stands."""

    name: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class StandIn:
    """Effect: from now on this person's words are for that club; `leaders` hear what was entered."""

    club_id: int
    place: str  # "thôn Khổng"
    commune: str  # "xã Hồng Sơn"
    leaders: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AwaitsAnother:
    """What an effect is that records nothing yet: another person has to agree first."""
