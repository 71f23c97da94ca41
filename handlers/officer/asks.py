"""Records that officers' questions need besides the weekly figures: areas, a club, its entries."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from handlers.officer.club_line import ClubLine
from handlers.officer.figures import AreaAsk
from handlers.officer.places import Area


@dataclass(frozen=True, slots=True)
class AreaTree:
    """An area, then all that lies below it. Subject: the area's code."""

    areas: tuple[Area, ...] = ()

    @property
    def top(self) -> Area | None:
        return self.areas[0] if self.areas else None


@dataclass(frozen=True, slots=True)
class ClubSearch:
    """Words that name a club, and the areas within which clubs exist for whoever asks."""

    words: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundClub:
    """A club by the names an officer knows it by."""

    club_id: int
    place: str  # "thôn Tân Tiến"
    short: str  # "Tân Tiến"
    commune: str  # "xã Hồng Sơn"
    province: str  # "tỉnh Tuyên Quang"


@dataclass(frozen=True, slots=True)
class ClubsFound:
    """Clubs the words may mean, best first; `sure` is False when they mean something we may not show."""

    clubs: tuple[FoundClub, ...] = ()
    sure: bool = False


@dataclass(frozen=True, slots=True)
class ClubAsk:
    """One club as it stands at the end of a day."""

    club_id: int
    on: date


@dataclass(frozen=True, slots=True)
class ClubSheet:
    """One club's figures, and the month its report is followed for."""

    club: ClubLine
    on: date
    period: str

    @property
    def days_overdue(self) -> int:
        """Since the oldest of its overdue loans was due."""
        since = self.club.overdue.since
        return 0 if since is None else (self.on - since).days


@dataclass(frozen=True, slots=True)
class EntriesAsk:
    """The entries of one club on some days, both ends included."""

    club_id: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """One entry as an officer may see it, without names.

    `change` is what it did to the fund, `cash` what it did to box and bank, `box` to the box, in đồng;
    `earned` and `spent` what came in and went out for good. `effect`: of a striking out, the kind it strikes.
    """

    entry_id: int
    on: date
    fund: str
    kind: str
    category: str
    side: str  # in, out, none
    number: int | None
    change: int
    cash: int
    box: int
    earned: int = 0
    spent: int = 0
    effect: str = ""

    def moved(self, part: str) -> int:
        """What it did to the total, the loans, the box or the bank."""
        parts = {"total": self.change, "lent": self.change - self.cash, "box": self.box}
        return parts.get(part, self.cash - self.box)

    def touches(self, part: str) -> bool:
        """Whether a figure's lines hold it: a total's also those that move money between its places."""
        return bool(self.moved(part)) or (part == "total" and bool(self.cash))


@dataclass(frozen=True, slots=True)
class ClubEntries:
    """Entries in order of day and writing."""

    lines: tuple[WrittenEntry, ...] = field(default_factory=tuple)


def last_digest(code: str, today: date) -> AreaAsk:
    """The figures of the newest Monday digest: the week that ended the Sunday before."""
    monday = today - timedelta(days=today.weekday())
    return AreaAsk(code, monday - timedelta(days=1), monday)
