"""Receipts crossed out, corrected and written again; what waits for the leader or the officer, decided."""

from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from storage.tables.fund import entries
from storage.tables.report import reports
from tests.talks.hamlet_machine import FUND_NAMES, HamletMachine, Waiting, amounts, money
from tests.talks.paper_book import BANK, BOX, IN, LENT, Line

SIDES = {"in": "thu", "out": "chi"}
FRESH = timedelta(days=6)
some_line = st.integers(0, 40)
ways = st.sampled_from(["officer", "today", "drop"])


def picked(lines: Sequence[Line], some: int) -> Line:
    """One of them, counted round, so that an errand can be told again by its number."""
    return lines[some % len(lines)]


class CorrectionRules(HamletMachine):
    """What changes lines that stand."""

    def undoes(self, batch: list[Line]) -> bool:
        """Whether "hoàn tác" means that batch, simply: it all stands, is fresh and corrected nothing."""
        fresh = all(self.today - line.said_on <= FRESH for line in batch)
        return fresh and not any(line.struck or line.instead_of for line in batch)

    @precondition(lambda self: len(self.book.batches) > self.opened and self.undoes(self.book.batches[-1]))
    @rule(way=ways)
    def undo_last(self, way: str) -> None:
        """Hoàn tác: everything that was confirmed together last."""
        batch = self.book.batches[-1]
        self.met["undo"] += 1
        self._struck("hoàn tác", batch, way)

    @precondition(lambda self: any(self.strikable()))
    @rule(some=some_line, way=ways)
    def strike_receipt(self, some: int, way: str) -> None:
        """Gạch phiếu: that receipt, and the other half of a transfer between funds."""
        line = picked(self.strikable(), some)
        batch = next(batch for batch in self.book.batches if line in batch)
        both = [line, *(half for half in batch if half is not line and line.transfer)]
        words = f"gạch phiếu {SIDES[line.side]} {line.number} {FUND_NAMES[line.fund]}"
        self._struck(words, both, way, self.code(line))

    def strikable(self) -> list[Line]:
        return list(self.book.standing())

    def _struck(self, words: str, lines: list[Line], way: str, which: str = "") -> None:
        paid_out = [line.debt for line in lines if line.debt and line.change.get(LENT, 0) > 0]
        oldest = min(line.day for line in lines)
        closed, way = self._way(oldest, way)
        answers = {"closed": way, "which": which, "confirm": "yes"}
        self.tell(words, answers)
        if any(debt.moved_since_lent for debt in paid_out) or self.lacks(lines):
            assert not self.asked("confirm"), self.hamlet.heard[-8:]
            return
        assert self.asked("closed") == closed
        assert self.asked("confirm") == (not closed or way != "drop")
        if not self.asked("confirm"):
            return
        dated = self.today if closed and way == "today" else None
        self.met["strike"] += 1
        if any(line.loss for line in lines):  # the officer had agreed to it
            self.met["strike a loss"] += 1
            self.waiting.append(Waiting("closed", tuple(lines), dated=dated))
        elif not (closed and way == "officer") and 0 < self.large <= max(line.amount for line in lines):
            self.met["waits"] += 1
            self.waiting.append(Waiting("large", tuple(lines), dated=dated))
        else:
            self._amend(closed and way == "officer", lines, [], dated)

    def lacks(self, strike: list[Line], write: Sequence[Line] = ()) -> bool:
        """A savings book is never overdrawn, the box only where the club lets it."""
        places = (BOX, BANK) if self.refuses else (BANK,)
        return any(self._lacks(strike, write, fund, place) for fund in FUND_NAMES for place in places)

    def _lacks(self, strike: list[Line], write: Sequence[Line], fund: str, place: str) -> bool:
        gone = sum(line.change.get(place, 0) for line in strike if line.fund == fund)
        change = sum(line.change.get(place, 0) for line in write if line.fund == fund) - gone
        return change < 0 and self.book.held(fund, place) + change < 0

    def _way(self, day: date, way: str) -> tuple[bool, str]:
        stuck = self.book.closed(self.today, self.today)
        return self.book.closed(day, self.today), "officer" if stuck and way == "today" else way

    def _amend(self, waits: bool, strike: list[Line], write: list[Line], dated: date | None) -> None:
        if waits:
            self.waiting.append(Waiting("closed", tuple(strike), tuple(write)))
        else:
            self.amended(strike, write, dated)

    def amended(self, strike: list[Line], write: list[Line], dated: date | None) -> None:
        """Mirrors first, then the right lines, each on its own day unless told otherwise."""
        mirrors = [self.book.strike(line, dated or line.day, self.today) for line in strike]
        for line in write:
            line.day, line.said_on = dated or line.day, self.today
        self.book.write(*mirrors, *write)
        for line in strike:
            if line.debt is not None and line.change.get(LENT, 0) > 0:
                line.debt.cancelled = True
            if line.loss and line.debt is not None:
                line.debt.lost = False

    @precondition(lambda self: any(line.plain for line in self.book.standing()))
    @rule(some=some_line, amount=amounts, way=ways)
    def correct(self, some: int, amount: int, way: str) -> None:
        """Sửa phiếu: struck, and written again with the right amount."""
        line = picked([line for line in self.book.standing() if line.plain], some)
        words = f"sửa phiếu {SIDES[line.side]} {line.number} thành {money(amount)}"
        closed, way = self._way(line.day, way)
        answers = {"which": self.code(line), "closed": way, "confirm": "yes"}
        self.tell(words, answers)
        right = amount if line.side == IN else -amount
        short = self.book.held(line.fund, BOX) + right - line.change[BOX] < 0
        if amount == line.amount or (short and self.refuses):
            assert not self.asked("confirm")
            return
        assert self.asked("closed") == closed
        assert self.asked("confirm") == (not closed or way != "drop")
        if not self.asked("confirm"):
            return
        again = Line(line.fund, line.side, line.day, {BOX: right}, self.today, plain=True, instead_of=line)
        large = bool(self.large) and max(amount, line.amount - amount) >= self.large
        self.met["correct"] += 1
        if not (closed and way == "officer") and large:
            dated = self.today if closed and way == "today" else None
            self.waiting.append(Waiting("large", (line,), (again,), dated=dated))
        else:
            dated = self.today if closed and way == "today" else None
            self._amend(closed and way == "officer", [line], [again], dated)

    def code(self, line: Line) -> str:
        """How the list of receipts of one number names this one."""
        return self.runner.run(self._code(line))

    async def _code(self, line: Line) -> str:
        where = (entries.c.club_id == self.hamlet.club_id, entries.c.fund == line.fund)
        number = (entries.c.receipt_number == line.number, entries.c.receipt_side == line.side)
        year = entries.c.receipt_year == line.said_on.year
        async with self.database.read() as connection:
            return f"entry{await connection.scalar(sa.select(entries.c.id).where(*where, *number, year))}"

    @precondition(lambda self: any(one.why != "write_off" for one in self.waiting))
    @rule(agreed=st.sampled_from([True, True, False]), officer=st.booleans())
    def decide(self, agreed: bool, officer: bool) -> None:
        """The oldest that waits for this person and that the books of today bear; what was struck meanwhile
        is not asked about, what the books do not bear comes last."""
        whys = sorted({one.why for one in self.waiting} - {"write_off"})
        why = whys[-1] if not officer else whys[0]
        role = "officer" if why == "closed" else "leader"
        mine = [one for one in self.waiting if one.why == why and not any(x.struck for x in one.strike)]
        mine.sort(key=self.stuck)
        answers = {"answer": "yes" if agreed else "refuse", "stuck": "keep" if agreed else "let_go"}
        self.tell("duyệt khoản", answers, role=role)
        stuck = bool(mine) and self.stuck(mine[0])
        assert self.asked("answer") == (bool(mine) and not stuck), self.hamlet.heard[-8:]
        assert self.asked("stuck") == stuck
        self.met["decide"] += bool(mine)
        self.met["stuck"] += stuck
        if not mine or (stuck and agreed):
            return
        self.waiting.remove(mine[0])
        if agreed:
            self.met["agree"] += 1
            self.amended(list(mine[0].strike), list(mine[0].write), mine[0].dated)

    def stuck(self, one: Waiting) -> bool:
        """Whether the books have moved since it was asked for, so that it cannot be written today."""
        built = any(x.debt.moved_since_lent for x in one.strike if x.debt and x.change.get(LENT, 0) > 0)
        short = self.lacks(list(one.strike), one.write) or (one.moves and self._short_of_box(one.write))
        return built or short or (one.why == "large" and self._month_closed(one))

    def _short_of_box(self, lines: Sequence[Line]) -> bool:
        return any(self._lacks([], lines, fund, BOX) for fund in FUND_NAMES)

    def _month_closed(self, one: Waiting) -> bool:
        days = [one.dated or line.day for line in (*one.strike, *one.write)]
        return any(self.book.closed(day, self.today) for day in days)

    @rule(month=st.sampled_from([date(2026, 11, 1), date(2026, 12, 1)]))
    def approve_report(self, month: date) -> None:
        """The officer approves a month's report: from then on the month is closed."""
        period = f"{month:%Y-%m}"
        if period not in self.book.approved and month.replace(day=25) <= self.today:
            self.met["approve report"] += 1
            self.runner.run(self._approve(period))
            self.book.approved.add(period)

    async def _approve(self, period: str) -> None:
        row = {"club_id": self.hamlet.club_id, "period": period, "status": "approved", "version": 1}
        async with self.database.write() as connection:
            await connection.execute(sa.insert(reports).values(**row))
