"""More time for one club's report: what an officer sees before giving it, and the effects."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from handlers.decision import Notice, Say

PAGE = "officer/more_time"


@dataclass(frozen=True, slots=True)
class TimeAsk:
    """One club's month within some areas; `codes` None: the asker's own; `period` "": the followed."""

    club_id: int
    period: str = ""
    codes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TimeWish:
    """What a club's committee asked for; `name` is who asked."""

    due_on: date
    reason: str
    person_id: int
    name: str
    asked_on: date


@dataclass(frozen=True, slots=True)
class TimeBook:
    """The month's due days: `usual` by the calendar, `extended` where more time was given.

    `latest` is the last day that may be given: the next month's report is not due before it.
    `told` are those of the committee who hear of it; nobody where no message arrives.
    """

    club_id: int
    place: str
    commune: str
    period: str
    usual: date
    latest: date
    extended: date | None = None
    filed: bool = False
    told: tuple[int, ...] = ()
    wish: TimeWish | None = None

    @property
    def due_on(self) -> date:
        return self.extended or self.usual


@dataclass(frozen=True, slots=True)
class WaitingWishesAsk:
    """The wishes of clubs within these areas."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaitingWishes:
    """Wishes nobody has answered yet, oldest first: (club, period, the club's name without accents)."""

    clubs: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GiveTime:
    """Effect: the club's report of the month is in time until `due_on`; `turn` tells gifts apart."""

    book: TimeBook
    due_on: date
    reason: str
    officer: str
    turn: int

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The club's leader hears of it, and whoever asked."""
        return _told(self.book, self.turn, "given", vars_of(self))


@dataclass(frozen=True, slots=True)
class _NoMoreTime:
    """What the club hears of an officer who gives no day: `said` is the block of the words."""

    said: ClassVar[str]
    book: TimeBook
    officer: str
    turn: int

    @property
    def notices(self) -> tuple[Notice, ...]:
        show = {"book": self.book, "officer": self.officer}
        return _told(self.book, self.turn, self.said, show)


@dataclass(frozen=True, slots=True)
class TakeTimeBack(_NoMoreTime):
    """Effect: the usual day holds again."""

    said: ClassVar[str] = "taken_back"


@dataclass(frozen=True, slots=True)
class RefuseTime(_NoMoreTime):
    """Effect: the wish is answered with no; the day stays."""

    said: ClassVar[str] = "refused"


@dataclass(frozen=True, slots=True)
class AskTime:
    """Effect: the committee asks its officers for more time."""

    book: TimeBook
    due_on: date
    reason: str
    asker: str
    turn: int

    @property
    def notices(self) -> tuple[Notice, ...]:
        say = Say("officer/answer_time", "asked", vars_of(self))
        occasion = f"time_wish/{self.book.club_id}/{self.book.period}/{self.turn}"
        return (Notice(occasion, say, officers_of_club=self.book.club_id),)


@dataclass(frozen=True, slots=True)
class NoTime:
    """Effect that changes nothing: why there is nothing to give, take back or answer."""

    why: str  # filed, none, usual
    book: TimeBook | None = None


def vars_of(effect: GiveTime | AskTime) -> dict[str, object]:
    """What the words of a notice need."""
    who = effect.officer if isinstance(effect, GiveTime) else effect.asker
    return {"book": effect.book, "due_on": effect.due_on, "reason": effect.reason, "who": who}


def _told(book: TimeBook, turn: int, block: str, show: dict[str, object]) -> tuple[Notice, ...]:
    people = set(book.told) | ({book.wish.person_id} if book.wish else set())
    occasion = f"more_time/{book.club_id}/{book.period}/{block}/{turn}"
    return (Notice(occasion, Say(PAGE, block, show), people=tuple(sorted(people))),) if people else ()
