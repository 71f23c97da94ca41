"""What every rule of the money machine stands on: the hamlet, its paper book, what holds after each step."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.loan.schedule import Terms, schedule
from storage.books import balances, load_entries
from storage.database import Database
from storage.loan_store import load_loans
from storage.records import OWNED, ClubBalances, Entry, FundTotals
from storage.tables.fund import entries
from storage.tables.loans import loans
from storage.verify import verify
from tests.talks.hamlet import ACTIVITY_BOX, BEGUN, BOX, DUE_ON, LENT_ON, NAMES, OWED, TREASURER, Hamlet
from tests.talks.paper_book import ACTIVITY, BANK, INCOME, LENT, NONE, Debt, Line, PaperBook
from tests.talks.paper_book import BOX as IN_BOX

amounts = st.one_of(st.integers(10, 4_000), st.integers(10, 20_000)).map(lambda n: n * 500)
small = st.integers(2, 200).map(lambda n: n * 500)
funds = st.sampled_from([ACTIVITY, INCOME])
days_back = st.sampled_from([0, 0, 1, 6, 25, 25])
FUND_NAMES = {ACTIVITY: "quỹ hoạt động", INCOME: "quỹ tăng thu nhập"}
LAST_DAY = date(2027, 1, 28)  # Tết moves the due day of the month after


@dataclass
class Waiting:
    """What an officer or the leader has not decided: `strike` and `write` of the paper book."""

    why: str
    strike: tuple[Line, ...] = ()
    write: tuple[Line, ...] = ()
    debt: Debt | None = None
    dated: date | None = None
    moves: bool = False  # money changing its place: never more than there is


class HamletMachine(RuleBasedStateMachine):
    """One club by telephone; every rule tells the paper book what it should have done."""

    runner: ClassVar[asyncio.Runner]
    database: ClassVar[Database]
    met: ClassVar[Counter[str]]  # which kinds of step were written, in all examples together
    hamlet: Hamlet

    def __init__(self) -> None:
        super().__init__()
        self.book = PaperBook()
        self.waiting: list[Waiting] = []
        self.collected: date | None = None
        self.interest_fund, self.refuses, self.large = INCOME, False, 0

    @initialize(
        interest_fund=funds, overdraft=st.sampled_from(["confirm", "refuse"]), large=st.sampled_from([0, 5])
    )
    def begin(self, interest_fund: str, overdraft: str, large: int) -> None:
        """The club's own rules, and what it had."""
        self.interest_fund, self.refuses = interest_fund, overdraft == "refuse"
        self.large = large * 1_000_000
        settings: dict[str, object] = {"interest_fund": interest_fund, "overdraft": overdraft}
        settings |= {"large_amount": self.large} if large else {}
        self.hamlet = Hamlet(self.database)
        self.runner.run(self.hamlet.settle(settings))
        debt = Debt(NAMES[0], OWED, 12, LENT_ON, DUE_ON)
        opened = ((INCOME, {IN_BOX: BOX}, None), (ACTIVITY, {IN_BOX: ACTIVITY_BOX}, None))
        for fund, change, owed in (*opened, (INCOME, {LENT: OWED}, debt)):
            self.book.write(Line(fund, NONE, BEGUN, change, BEGUN, debt=owed))
        self.opened = len(self.book.batches)

    @property
    def today(self) -> date:
        return self.hamlet.today

    def tell(self, words: str, answers: Mapping[str, str] | None = None, role: str = TREASURER) -> str:
        return self.runner.run(self.hamlet.tell(role, words, answers or {}))

    def write_or_wait(self, amount: int, *lines: Line, moves: bool = False) -> None:
        """Written at once, or, where the club wants two people for so much, when the leader agrees."""
        if self.large and amount >= self.large:
            self.met["waits"] += 1
            self.waiting.append(Waiting("large", write=lines, moves=moves))
        else:
            self.book.write(*lines)

    def asked(self, name: str) -> bool:
        """Whether that question came up in the last errand."""
        return name in self.hamlet.asked

    @invariant()
    def the_books_are_the_paper_book(self) -> None:
        """Every place of both funds, at the end of every month and of all; loans; chains; kept sums."""
        if not hasattr(self, "hamlet"):
            return
        self.runner.run(self._compare())

    async def _compare(self) -> None:
        club = self.hamlet.club_id
        async with self.database.read() as connection:
            for until in (None, date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31), self.today):
                found = (await balances(connection, [club], until))[club]
                assert found == self._expected(until), (until, self.hamlet.heard[-12:])
            assert await self._written(connection) == [_as_told(line) for line in self.book.lines]
            lent = (await load_loans(connection, loans.c.club_id == club)).get(club, [])
            known = sorted((d.principal, d.owed, d.status, d.due_on) for d in self.book.debts)
            told = sorted((one.principal, one.owed, one.status, one.due_on) for one in lent)
            assert told == known, self.hamlet.heard[-12:]
            for one in lent:
                terms = (one.principal, one.months, one.rate_bp, one.lent_on, one.method, one.repayment)
                assert sum(part.principal for part in schedule(Terms(*terms))) == one.principal
            broken = [fault for fault in await verify(connection) if not fault.note]
            assert broken == [], self.hamlet.heard[-12:]

    async def _written(self, connection: AsyncConnection) -> list[tuple[object, ...]]:
        """Every entry of the club in the order of writing: nothing is entered twice, no receipt skipped."""
        found = await load_entries(connection, entries.c.club_id == self.hamlet.club_id)
        return [
            (one.fund.value, one.receipt_side.value, one.receipt_number or 0, one.occurred_on, _owned(one))
            for one in sorted(found, key=lambda entry: entry.id)
        ]

    def _expected(self, until: date | None) -> ClubBalances:
        def totals(fund: str) -> FundTotals:
            return FundTotals(*(self.book.held(fund, place, until) for place in (IN_BOX, BANK, LENT)))

        return ClubBalances(totals(INCOME), totals(ACTIVITY))


def _owned(entry: Entry) -> dict[str, int]:
    return {line.place.value: line.amount for line in entry.lines if line.place in OWNED}


def _as_told(line: Line) -> tuple[object, ...]:
    return line.fund, line.side, line.number, line.day, {k: v for k, v in line.change.items() if v}


def money(amount: int) -> str:
    """ "1.234.500 đồng"."""
    return f"{amount:,} đồng".replace(",", ".")


def on(day: date, today: date) -> str:
    """ " ngày 5/10" for another day than today."""
    return "" if day == today else f" ngày {day.day}/{day.month}"
