"""The paper book a treasurer would keep beside the assistant: what each event did to which place and when.

It knows nothing of entries, chains or talks; the machine of talks is held against its sums.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

BOX, BANK, LENT = "box", "bank", "lent"
INCOME, ACTIVITY = "income_fund", "activity_fund"
IN, OUT, NONE = "in", "out", "none"


@dataclass(eq=False)
class Debt:
    """What one borrower was lent; `story` is (day, principal, interest): lent +, repaid −."""

    who: str
    principal: int
    months: int
    lent_on: date
    due_on: date
    monthly: bool = False
    story: list[tuple[date, int, int]] = field(default_factory=list)
    lost: bool = False
    cancelled: bool = False

    @property
    def owed(self) -> int:
        return sum(principal for _, principal, _ in self.story)

    @property
    def status(self) -> str:
        if self.lost:
            return "written_off"
        return "cancelled" if self.cancelled else "open" if self.owed else "repaid"

    @property
    def moved_since_lent(self) -> bool:
        """Whether any repayment or loss still stands beside the paying out."""
        return self.owed != self.principal or sum(interest for _, _, interest in self.story) != 0

    def interest_due(self, first: date, month: date) -> int:
        """1 % of what was owed as each month began, less what was paid in since; months from `first` on."""
        due, step = 0, first
        while step <= month:
            before = sum(principal for day, principal, _ in self.story if day < step)
            due += ((self.principal if self.monthly and before else max(before, 0)) + 50) // 100
            step = next_month(step)
        return max(due - sum(paid for day, _, paid in self.story if day >= first), 0)


@dataclass(eq=False)
class Line:
    """One line of the book; `change` is what it did to box, bank and lent, `number` its receipt's."""

    fund: str
    side: str
    day: date
    change: dict[str, int]
    said_on: date
    number: int = 0
    debt: Debt | None = None
    interest: int = 0
    plain: bool = False  # a mere thu or chi, whose amount can be corrected
    struck: bool = False
    transfer: bool = False  # half of a move between the funds
    loss: bool = False  # written off
    instead_of: "Line | None" = None

    @property
    def amount(self) -> int:
        return max(abs(change) for change in self.change.values())


@dataclass
class PaperBook:
    """Both funds of one club; what was confirmed together is one batch."""

    lines: list[Line] = field(default_factory=list)
    batches: list[list[Line]] = field(default_factory=list)
    debts: list[Debt] = field(default_factory=list)
    numbers: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    approved: set[str] = field(default_factory=set)

    def write(self, *lines: Line) -> None:
        """Lines confirmed together, each with the next receipt of its fund, side and year."""
        for line in lines:
            if line.side != NONE:
                pile = (line.fund, line.side, line.said_on.year)
                self.numbers[pile] += 1
                line.number = self.numbers[pile]
            self.lines.append(line)
            if line.debt is not None:
                self.debts += [] if line.debt in self.debts else [line.debt]
                line.debt.story.append((line.day, line.change.get(LENT, 0), line.interest))
        self.batches.append(list(lines))

    def strike(self, line: Line, on: date, said_on: date) -> Line:
        """Crossed out with its mirror on that day; the mirror still has to be written."""
        line.struck = True
        mirror = {place: -amount for place, amount in line.change.items()}
        return Line(
            line.fund, NONE, on, mirror, said_on, debt=line.debt, interest=-line.interest, struck=True
        )

    def held(self, fund: str, place: str, until: date | None = None) -> int:
        """Đồng of that fund in that place at the end of `until`, or after all that is written."""
        return sum(
            line.change.get(place, 0)
            for line in self.lines
            if line.fund == fund and (until is None or line.day <= until)
        )

    def box(self) -> int:
        """The cash of both funds."""
        return self.held(INCOME, BOX) + self.held(ACTIVITY, BOX)

    def standing(self) -> Iterable[Line]:
        """Lines with a receipt that nobody crossed out."""
        return (line for line in self.lines if line.number and not line.struck)

    def open_debts(self) -> list[Debt]:
        return [debt for debt in self.debts if debt.status == "open"]

    def debt_of(self, who: str) -> Debt | None:
        return next((debt for debt in self.open_debts() if debt.who == who), None)

    def closed(self, day: date, today: date) -> bool:
        """From the 8th of the next month on, or as soon as the report is approved."""
        return f"{day:%Y-%m}" in self.approved or today >= next_month(day.replace(day=1)).replace(day=8)


def next_month(first: date) -> date:
    """The first day of the month after."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    first = day.replace(day=1)
    for _ in range(months):
        first = next_month(first)
    last = (next_month(first) - date.resolution).day
    return first.replace(day=min(day.day, last))
