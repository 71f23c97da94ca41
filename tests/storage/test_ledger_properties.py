"""Any mix of taking, spending, lending, repaying, moving, striking out and repeating keeps the books true.

The model is a plain list of what each event did to which place on which day; it shares no code with the
ledger beyond the postings it asks to be written.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from handlers.fund.posting import (
    expense_posting,
    fund_transfer_postings,
    income_posting,
    lend_posting,
    move_posting,
    repay_posting,
    reversal_of,
)
from storage.books import load_entries
from storage.database import Database, open_database
from storage.ledger import balances, post
from storage.records import ClubBalances, Fund, FundTotals, Place, Posted, Posting
from storage.tables.fund import entries
from storage.verify import Broken, verify
from tests.storage.club_of_khong import Khong, november, settle

Did = tuple[Fund, date, dict[str, int]]
INCOME, ACTIVITY = Fund.INCOME_FUND, Fund.ACTIVITY_FUND
DAYS = [date(2026, month, day) for month in (9, 10, 11) for day in (1, 15, 30)]
days, amounts, funds = st.sampled_from(DAYS), st.integers(1, 10**9), st.sampled_from(Fund)


class Books(RuleBasedStateMachine):
    """One club; every rule writes and tells the model what it should have done."""

    runner: ClassVar[asyncio.Runner]
    database: ClassVar[Database]

    def __init__(self) -> None:
        super().__init__()
        self.happened: list[Did] = []
        self.live: dict[int, Did] = {}
        self.written: list[tuple[Posting, Posted]] = []
        self.club = self.runner.run(self._settle())

    async def _settle(self) -> Khong:
        async with self.database.write() as connection:
            return await settle(connection)

    async def _post(self, postings: list[Posting]) -> list[Posted]:
        async with self.database.write() as connection:
            return await post(connection, postings, november(30))

    def _write(self, *wanted: tuple[Posting, dict[str, int]]) -> None:
        start = len(self.written)
        keyed = [
            replace(posting, talk_id=self.club.club_id, round=start, line=n)
            for n, (posting, _) in enumerate(wanted)
        ]
        posted = self.runner.run(self._post(keyed))
        self.written += zip(keyed, posted, strict=True)
        for given, (posting, change) in zip(posted, wanted, strict=True):
            did = (posting.fund, posting.occurred_on, change)
            self.happened.append(did)
            if posting.reverses_id is None:
                self.live[given.entry_id] = did

    @rule(fund=funds, amount=amounts, day=days)
    def take(self, fund: Fund, amount: int, day: date) -> None:
        """Money comes in."""
        self._write((income_posting(self.club.club_id, fund, amount, "gift", day), {"box": amount}))

    @rule(fund=funds, amount=amounts, day=days)
    def spend(self, fund: Fund, amount: int, day: date) -> None:
        """Money goes out, whether it is there or not: the books record what people say."""
        self._write((expense_posting(self.club.club_id, fund, amount, "visit", day), {"box": -amount}))

    @rule(amount=amounts, day=days)
    def lend(self, amount: int, day: date) -> None:
        """Principal goes out and stays the fund's."""
        lent = lend_posting(self.club.club_id, self.club.tu_loan, amount, day)
        self._write((lent, {"box": -amount, "lent": amount}))

    @rule(principal=st.integers(0, 10**9), interest=amounts, fund=funds, day=days)
    def repay(self, principal: int, interest: int, fund: Fund, day: date) -> None:
        """Principal comes back; interest goes where the club's rule says."""
        loan = self.club.lan_loan
        back = repay_posting(self.club.club_id, loan, principal, interest, fund, day)
        here = interest if fund is INCOME else 0
        changes: list[dict[str, int]] = []
        if principal or here:
            changes.append({"box": principal + here, "lent": -principal})
        if fund is ACTIVITY:
            changes.append({"box": interest})
        self._write(*zip(back, changes, strict=True))

    @rule(fund=funds, amount=amounts, day=days)
    def bring_to_the_bank(self, fund: Fund, amount: int, day: date) -> None:
        """Between places of one fund."""
        moved = move_posting(self.club.club_id, fund, amount, Place.BOX, Place.BANK, day)
        self._write((moved, {"box": -amount, "bank": amount}))

    @rule(amount=amounts, day=days)
    def between_funds(self, amount: int, day: date) -> None:
        """Two entries of one list."""
        left, came = fund_transfer_postings(self.club.club_id, INCOME, ACTIVITY, amount, day)
        self._write((left, {"box": -amount}), (came, {"box": amount}))

    @precondition(lambda self: self.live)
    @rule(choice=st.data(), day=days)
    def strike_out(self, choice: st.DataObject, day: date) -> None:
        """Any entry not yet struck out, on any day."""
        entry_id = choice.draw(st.sampled_from(sorted(self.live)))
        _, _, change = self.live.pop(entry_id)
        reversal = self.runner.run(self._reversal(entry_id, day))
        self._write((reversal, {place: -amount for place, amount in change.items()}))

    async def _reversal(self, entry_id: int, day: date) -> Posting:
        async with self.database.read() as connection:
            return reversal_of((await load_entries(connection, entries.c.id == entry_id))[0], day)

    @precondition(lambda self: self.written)
    @rule(choice=st.data())
    def say_again(self, choice: st.DataObject) -> None:
        """A message delivered twice asks for the same entry: nothing happens."""
        posting, posted = choice.draw(st.sampled_from(self.written))
        if posting.reverses_id is None:
            assert self.runner.run(self._post([posting])) == [replace(posted, first=False)]

    @invariant()
    def balances_are_the_model_s(self) -> None:
        """At the end of time, and at the end of any day."""
        for until in (None, date(2026, 8, 31), DAYS[4], date(2026, 10, 31)):
            assert self.runner.run(self._balances(until)) == self._expected(until)

    async def _balances(self, until: date | None) -> ClubBalances:
        async with self.database.read() as connection:
            return (await balances(connection, [self.club.club_id], until))[self.club.club_id]

    def _expected(self, until: date | None) -> ClubBalances:
        sums: dict[Fund, Counter[str]] = {fund: Counter() for fund in Fund}
        for fund, day, change in self.happened:
            if until is None or day <= until:
                for place, amount in change.items():
                    sums[fund][place] += amount
        return ClubBalances(*(FundTotals(s["box"], s["bank"], s["lent"]) for s in sums.values()))

    def teardown(self) -> None:
        """The chain, the numbers and the kept months hold, whatever happened."""
        assert [fault for fault in self.runner.run(self._verified()) if not fault.note] == []

    async def _verified(self) -> list[Broken]:
        async with self.database.read() as connection:
            return await verify(connection)


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for the whole machine: its steps are plain functions."""
    with asyncio.Runner() as running:
        yield running


def test_the_books_stay_true(runner: asyncio.Runner, database_url: str) -> None:
    class BooksHere(Books):
        pass

    BooksHere.runner, BooksHere.database = runner, open_database(database_url)
    bounds = settings(max_examples=12, stateful_step_count=14, deadline=None)
    run_state_machine_as_test(BooksHere, settings=bounds)
    runner.run(BooksHere.database.dispose())
