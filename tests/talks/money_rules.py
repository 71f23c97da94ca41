"""Thu, chi, several lines at once, savings book, transfers, counts of the box: told by the treasurer."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.talks.hamlet_machine import (
    FUND_NAMES,
    HamletMachine,
    Waiting,
    amounts,
    days_back,
    funds,
    money,
    on,
)
from tests.talks.paper_book import ACTIVITY, BANK, BOX, IN, INCOME, NONE, OUT, Line

closed_ways = st.sampled_from(["officer", "today", "drop"])
GIFT, WATER = "ủng hộ", "mua nước"


class MoneyRules(HamletMachine):
    """What needs no loan."""

    counted: tuple[int, date, int] | None = None  # open difference, its day, lines written by then

    @rule(amount=amounts, fund=funds, back=days_back, way=closed_ways, income=st.booleans())
    def enter(self, amount: int, fund: str, back: int, way: str, income: bool) -> None:
        """One line, perhaps of a day whose month is closed, perhaps more than the box holds."""
        day = self.today - timedelta(days=back)
        lead, what = ("thu", GIFT) if income else ("chi", WATER)
        words = f"{lead} {money(amount)} {what} {FUND_NAMES[fund]}{on(day, self.today)}"
        self._entered(words, [(fund, income, amount)], day, way)

    @rule(first=amounts, second=amounts)
    def enter_two(self, first: int, second: int) -> None:
        """Two lines of one message, confirmed together."""
        words = f"thu {money(first)} {GIFT} quỹ hoạt động\nchi {money(second)} {WATER} quỹ hoạt động"
        self._entered(words, [(ACTIVITY, True, first), (ACTIVITY, False, second)], self.today, "drop")

    def _entered(self, words: str, told: Sequence[tuple[str, bool, int]], day: date, way: str) -> None:
        closed, stuck = self.book.closed(day, self.today), self.book.closed(self.today, self.today)
        way = "officer" if stuck and way == "today" else way
        overdraft = "drop" if self.refuses else "anyway"
        answers = {"closed": way, "overdraft": overdraft, "unusual": "yes", "confirm": "yes"}
        self.tell(words, answers)
        assert self.asked("closed") == closed
        if closed and way == "drop":
            return
        short = self._short(told)
        assert self.asked("overdraft") == short
        if short and self.refuses:
            return
        assert self.asked("confirm")
        dated = self.today if closed and way == "today" else day
        lines = tuple(self._line(fund, income, amount, dated) for fund, income, amount in told)
        large = self.large and max(amount for _, _, amount in told) >= self.large
        if closed and way == "officer":
            self.met["asks officer"] += 1
            self.waiting.append(Waiting("closed", write=lines))
        elif large:
            self.met["waits"] += 1
            self.waiting.append(Waiting("large", write=lines))
        else:
            self.met["enter"] += len(told)
            self.book.write(*lines)

    def _short(self, told: Sequence[tuple[str, bool, int]]) -> bool:
        fund = told[0][0]
        change = sum(amount if income else -amount for _, income, amount in told)
        spent = any(not income for _, income, _ in told)
        return spent and self.book.held(fund, BOX) + change < 0

    def _line(self, fund: str, income: bool, amount: int, day: date) -> Line:
        side = IN if income else OUT
        change = {BOX: amount if income else -amount}
        return Line(fund, side, day, change, self.today, plain=True)

    @rule(amount=amounts, fund=funds, back=days_back, deposit=st.booleans())
    def savings(self, amount: int, fund: str, back: int, deposit: bool) -> None:
        """Between box and savings book of one fund; never more than there is, never in a closed month."""
        day = self.today - timedelta(days=back)
        lead = "gửi tiết kiệm" if deposit else "rút sổ tiết kiệm"
        self.tell(
            f"{lead} {money(amount)} {FUND_NAMES[fund]}{on(day, self.today)}",
            {"short": "drop", "confirm": "yes", "fund": fund},
        )
        if self.book.closed(day, self.today):
            assert not self.hamlet.asked
            return
        short = amount > self.book.held(fund, BOX if deposit else BANK)
        assert self.asked("short") == short
        if not short:
            self.met["savings"] += 1
            moved = amount if deposit else -amount
            self.write_or_wait(
                amount, Line(fund, NONE, day, {BOX: -moved, BANK: moved}, self.today), moves=True
            )

    @rule(amount=amounts, fund=funds)
    def between_funds(self, amount: int, fund: str) -> None:
        """Two receipts, one of each fund."""
        other = INCOME if fund == ACTIVITY else ACTIVITY
        words = f"chuyển {money(amount)} từ {FUND_NAMES[fund]} sang {FUND_NAMES[other]}"
        self.tell(words, {"short": "drop", "confirm": "yes"})
        if self.book.closed(self.today, self.today):
            assert not self.hamlet.asked
            return
        assert self.asked("short") == (amount > self.book.held(fund, BOX))
        if not self.asked("short"):
            self.met["between funds"] += 1
            left = Line(fund, OUT, self.today, {BOX: -amount}, self.today, transfer=True)
            came = Line(other, IN, self.today, {BOX: amount}, self.today, transfer=True)
            self.write_or_wait(amount, left, came, moves=True)

    @precondition(lambda self: self.book.box() > 2_000_000)
    @rule(differs=st.sampled_from([0, 1_000, -50_000, 300_000]), at_once=st.booleans(), fund=funds)
    def count(self, differs: int, at_once: bool, fund: str) -> None:
        """Kiểm quỹ: the books stay as they are, an open difference waits or is explained at once."""
        counted = self.book.box() + differs
        reply = self.tell(f"kiểm quỹ {money(counted)}", {"difference": "unclear"})
        assert self.asked("difference") == bool(differs)
        assert ("đủ" in reply) == (not differs)
        self.met["count"] += 1
        self.counted = (differs, self.today, len(self.book.lines)) if differs else None
        if at_once:
            self._settle(fund)

    @rule(fund=funds)
    def settle_difference(self, fund: str) -> None:
        """Also where nothing is left to explain."""
        self._settle(fund)

    def _settle(self, fund: str) -> None:
        """What is left of the difference becomes a line of the fund that can bear it."""
        left = self._difference()
        able = [f for f in (ACTIVITY, INCOME) if self.book.held(f, BOX) + left >= 0] or [ACTIVITY, INCOME]
        fund = fund if fund in able else able[0]
        self.tell("ghi chênh lệch", {"reason": "trả lại nhầm tiền", "fund": fund, "confirm": "yes"})
        assert self.asked("confirm") == bool(left)
        if left:
            self.met["settle difference"] += 1
            self.book.write(Line(fund, NONE, self.today, {BOX: left}, self.today))
            self.counted = None

    def _difference(self) -> int:
        """The count's difference, less what was found since of days before it."""
        if self.counted is None:
            return 0
        differs, day, known = self.counted
        found = [line for line in self.book.lines[known:] if line.day <= day]
        return differs - sum(line.change.get(BOX, 0) for line in found)
