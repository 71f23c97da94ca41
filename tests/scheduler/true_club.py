"""One club as it truly is, and the telephones of everybody: what the judge of letters goes by."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.channel import Outcome, Receive, Sent
from handlers.messages import Outgoing
from tests.scheduler.commune import at

EARLY_PROVINCE = "p2"  # its clubs report by day 2
PLAIN, SNOOZES, BLOCKS, TALKS, EXTENDED = range(5)
"""How a club's leader lives: the plain ones never write, so what they must hear is known exactly."""


@dataclass
class TrueClub:
    """One club as it truly is."""

    id: int
    commune: str
    leader: int
    deputy: int
    rhythm: int
    meeting_day: int
    kind: int
    met: list[date] = field(default_factory=list)
    filed: dict[str, datetime] = field(default_factory=dict)
    files_at: dict[str, datetime] = field(default_factory=dict)
    given: dict[str, tuple[datetime, date]] = field(default_factory=dict)
    loans: dict[int, int] = field(default_factory=dict)
    loans_due: dict[int, date] = field(default_factory=dict)

    @property
    def due_day(self) -> int:
        return 2 if self.commune.startswith(EARLY_PROVINCE) else 5


class Telephones:
    """The channel: remembers when what arrived; those who blocked us refuse."""

    name = "test"
    per_second = 1000.0

    def __init__(self) -> None:
        self.now = at("2025-12-31T00:00")
        self.blocked: set[int] = set()
        self.refused: set[int] = set()
        self.arrived: list[tuple[datetime, int, Outgoing]] = []

    async def send(self, address: str, message: Outgoing) -> Sent:
        if int(address) in self.blocked:
            self.refused.add(int(address))
            return Sent(Outcome.BLOCKED)
        self.arrived.append((self.now, int(address), message))
        return Sent(Outcome.SENT)

    async def run(self, receive: Receive) -> None:
        return None
