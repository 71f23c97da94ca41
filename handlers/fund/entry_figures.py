"""The figures of one line: its amounts, its day and the months of a loan, each taken out of the words left.

A number belongs to one of them only: "60k nước ngày 20 tháng 11" is one amount and a day.
"""

from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.days import DayHeard, find_day
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.fund.entry_amounts import Repaid, amount_in, repaid
from handlers.fund.entry_words import LEND, REPAY
from handlers.fund.loan_term import lending_term, without_term

Day = Heard[DayHeard] | Unclear
Dated = tuple[Day, str]  # and the line without it


@dataclass(frozen=True, slots=True)
class Figures:
    """What a line says in numbers, and the line without them; `months` is the term of a loan."""

    money: Repaid
    day: Day | None
    months: int | None
    left: str


def figures_of(line: str, direction: str | None, today: date) -> Figures:
    """Never raises; what has two readings is Unclear."""
    months = None
    if direction == LEND:
        line, months = lending_term(line)
    money, left, dated = _money_beside_day(line, direction, today)
    if direction == LEND and months is None and isinstance(money.amount, Heard):
        left, months = without_term(left, anywhere=True)
        dated = find_day(left, today) or dated
    day, left = dated if dated else (None, left)
    return Figures(money, day, months, left)


def _money_beside_day(line: str, direction: str | None, today: date) -> tuple[Repaid, str, Dated | None]:
    """Amounts, the line without them, and its day; the day first where the amount is doubtful beside it."""
    money, left = _money(line, direction)
    if isinstance(money.amount, Unclear):
        named = find_day(line, today)
        if named is not None and _is_a_day(named[0]):
            alone, rest = _money(named[1], direction)
            if isinstance(alone.amount, Heard):
                return alone, rest, (named[0], rest)
    return money, left, find_day(left, today)


def _is_a_day(day: Day) -> bool:
    return isinstance(day, Heard) or day.reason == "lunar_or_solar"


def _money(line: str, direction: str | None) -> tuple[Repaid, str]:
    found = amount_in(line)
    left = found[1] if found else line
    if direction == REPAY:
        return repaid(line), left
    return Repaid(found[0] if found else None, None, None), left
