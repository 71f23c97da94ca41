"""What came in and went out in some days, for which reasons: sums over a club's entries, struck ones gone."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.fund.categories import BY_CODE, meant_by_club
from handlers.inquiry.days import Days
from handlers.inquiry.kinds import Inquiry
from handlers.officer.asks import ClubEntries, WrittenEntry
from storage.people_records import ClubSettings

DIRECTION = {"received": "income", "spent": "expense"}
_SIZE: Mapping[str, Callable[[WrittenEntry], int]] = {
    "received": lambda line: 0 if line.effect == "transfer" else line.earned,
    "spent": lambda line: 0 if line.effect == "transfer" else line.spent,
    "lent_out": lambda line: line.moved("lent") if line.effect == "lend" else 0,
    "repaid": lambda line: -line.moved("lent") if line.effect == "repay" else 0,
}


@dataclass(frozen=True, slots=True)
class Flow:
    """One side of some days: its sum, and its reasons, the largest first; `lines` are what it is made of."""

    side: str
    days: Days
    total: int
    reasons: tuple[tuple[str, int], ...] = ()
    lines: tuple[WrittenEntry, ...] = ()

    def of(self, reason: str) -> tuple[WrittenEntry, ...]:
        """Its entries for one reason."""
        return tuple(line for line in self.lines if reason_of(self.side, line) == reason)


def size_of(side: str, line: WrittenEntry) -> int:
    """What one entry adds to that side, signed, in đồng."""
    return _SIZE[side](line)


def reason_of(side: str, line: WrittenEntry) -> str:
    """What a repayment brings besides principal is interest, whatever the entry is called."""
    return "loan_interest" if side == "received" and line.effect == "repay" else line.category


def flow_of(side: str, days: Days, written: ClubEntries, fund: str, categories: frozenset[str]) -> Flow:
    """The side of those days, of one fund or both, for some reasons or all."""
    lines = tuple(
        line
        for line in written.lines
        if size_of(side, line)
        and fund in ("", line.fund)
        and (not categories or reason_of(side, line) in categories)
    )
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        sums[reason_of(side, line)] += size_of(side, line)
    reasons = sorted(((code, amount) for code, amount in sums.items() if amount), key=lambda one: -one[1])
    return Flow(side, days, sum(sums.values()), tuple(reasons), lines)


def reasons_meant(asked: Inquiry, settings: ClubSettings) -> frozenset[str] | None:
    """The codes asked about in this club, its own names included; () for all, None for an unknown one."""
    directions = [DIRECTION[side] for side in sides_meant(asked) if side in DIRECTION]
    fitting = {
        code
        for code in asked.categories
        if BY_CODE[code].direction in (directions or [BY_CODE[code].direction])
    }
    if asked.categories and not fitting:
        return None
    found = set(fitting)
    for direction in directions or list(DIRECTION.values()):
        own = meant_by_club(settings, direction, next(iter(fitting), None), asked.loose)
        if own is not None and (asked.loose or own.code not in BY_CODE):
            found.add(own.code)
    return None if asked.loose and not found else frozenset(found)


def sides_meant(asked: Inquiry) -> tuple[str, ...]:
    """The sides asked about; of "hội phí năm nay được bao nhiêu" the side its reason has."""
    own = {direction: side for side, direction in DIRECTION.items()}
    of_reason = tuple(dict.fromkeys(own[BY_CODE[code].direction] for code in sorted(asked.categories)))
    return asked.sides or (("received",) if "received" in of_reason else of_reason)
