"""What has become of a notice to many: who got it, who has said "đã rõ", who is nudged or telephoned."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers.decision import Notice
from handlers.officer.broadcast_book import Addressee, to_all


@dataclass(frozen=True, slots=True)
class RecentBroadcastsAsk:
    """Which notices: those of these areas, or asked for by this person, in the last weeks."""

    person_id: int
    codes: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A notice that was sent."""

    id: int
    area: str
    words: str
    asked_at: datetime
    asked_on: date  # in Vietnam


@dataclass(frozen=True, slots=True)
class RecentBroadcasts:
    """Notices, newest first."""

    broadcasts: tuple[Broadcast, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """One addressee and how the notice stands: "waiting", "sent", "failed" or "unreached"."""

    person: Addressee
    state: str
    understood_at: datetime | None = None
    nudged_on: date | None = None


@dataclass(frozen=True, slots=True)
class ResultAsk:
    """One notice, as it stands on a day."""

    broadcast: Broadcast
    on: date


@dataclass(frozen=True, slots=True)
class BroadcastResult:
    """What has become of one notice, in figures and names."""

    broadcast: Broadcast
    on: date
    people: tuple[Answered, ...] = ()

    def count(self, state: str) -> int:
        return sum(each.state == state for each in self.people)

    @property
    def understood(self) -> tuple[Answered, ...]:
        return tuple(each for each in self.people if each.understood_at is not None)

    @property
    def silent(self) -> tuple[Answered, ...]:
        """Who got it and has not answered."""
        return tuple(each for each in self.people if each.understood_at is None and each.state == "sent")

    @property
    def to_nudge(self) -> tuple[Answered, ...]:
        return tuple(each for each in self.silent if each.nudged_on != self.on)

    @property
    def to_ring(self) -> tuple[Answered, ...]:
        """Who no message reaches: theirs is a telephone call."""
        lost = ("failed", "unreached")
        return tuple(each for each in self.people if each.understood_at is None and each.state in lost)


@dataclass(frozen=True, slots=True)
class NudgeBroadcast:
    """Effect: the same notice once more, for those who have not said "đã rõ"; at most once a day each."""

    broadcast: Broadcast
    people: tuple[Addressee, ...]
    on: date
    result: BroadcastResult

    @property
    def notices(self) -> tuple[Notice, ...]:
        sent = self.broadcast
        show = {"area": sent.area, "words": sent.words, "on": sent.asked_on, "sender": "", "again": True}
        occasion = f"broadcast/{sent.id}/again/{self.on.isoformat()}"
        return (to_all(occasion, show, sent.id, [person.person_id for person in self.people]),)


@dataclass(frozen=True, slots=True)
class ResultSeen:
    """Effect: how a notice stands was shown; None where there is none to show."""

    result: BroadcastResult | None = None
