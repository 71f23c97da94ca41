"""The only place that reads the clock. Everything else is told the time."""

from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

DEFAULT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Tells an aware moment, and what a platform's stamp is worth under it."""

    def now(self) -> datetime: ...

    def stamped(self, at: datetime) -> datetime:
        """When a message came that its platform stamped `at`."""
        ...


class RealClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def stamped(self, at: datetime) -> datetime:
        return at


class FrozenClock:
    """Stands still: `--now`, tests, transcripts."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def stamped(self, at: datetime) -> datetime:
        """Now: the platforms' own stamps mean nothing here."""
        return self.moment


class DemoClock:
    """Runs from a given moment, and can be moved forward by hand, never back."""

    def __init__(self, start: datetime) -> None:
        self.offset = start - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def stamped(self, at: datetime) -> datetime:
        """As it is: the browser's chat stamps by this clock."""
        return at

    def move(self, to: datetime) -> datetime:
        """Raises ValueError for a moment that has passed."""
        if to < self.now():
            raise ValueError("the clock moves forward only")
        self.offset = to - datetime.now(UTC)
        return self.now()

    def forward(self, by: timedelta) -> datetime:
        return self.move(self.now() + by)


def read_moment(text: str, zone: ZoneInfo = DEFAULT_ZONE) -> datetime:
    """`--now`: ISO text, in the club's time zone unless it names an offset; raises ValueError."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
