"""What came in, went out, was lent and paid back in whole months, by club of an area."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class FlowsAsk:
    """Whole months of an area's clubs, from the first day of one to the last day of another."""

    code: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ClubFlows:
    """What came in, went out, was lent and paid back in these months, in đồng; of both funds."""

    received: int = 0
    spent: int = 0
    lent_out: int = 0
    repaid: int = 0


@dataclass(frozen=True, slots=True)
class AreaFlows:
    """The same by club; a club without entries is not there."""

    by_club: dict[int, ClubFlows] = field(default_factory=dict)
