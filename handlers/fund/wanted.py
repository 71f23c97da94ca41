"""What talks about money ask to be written besides entries: money changing its place, a book's beginning."""

from dataclasses import dataclass
from datetime import date

from storage.records import Fund, FundTotals

DEPOSIT, WITHDRAW, BETWEEN = "deposit", "withdraw", "between"


@dataclass(frozen=True, slots=True)
class MoveMoney:
    """Effect: money changes its place; `kind` deposit, withdraw or between."""

    club_id: int
    kind: str
    amount: int
    fund: Fund
    to_fund: Fund
    day: date


@dataclass(frozen=True, slots=True)
class SetOpening:
    """Effect: what each fund had on `day`, in đồng by place."""

    club_id: int
    day: date
    funds: tuple[tuple[Fund, FundTotals], ...]
