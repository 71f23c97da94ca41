"""Lending, repaying, collection days, extensions; write-offs, which the officer decides."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.talks.hamlet import NAMES
from tests.talks.hamlet_machine import HamletMachine, Waiting, days_back, money, on, small
from tests.talks.paper_book import ACTIVITY, BOX, IN, INCOME, LENT, OUT, Debt, Line, months_on

borrowers = st.sampled_from(NAMES)
some_debt = st.integers(0, len(NAMES) - 1)
loans_of = st.integers(2, 16).map(lambda n: n * 500_000)
DUES = 5_000


class LoanRules(HamletMachine):
    """Everything that names a loan."""

    @precondition(lambda self: len(self.book.open_debts()) < len(NAMES))
    @rule(some=some_debt, amount=loans_of, months=st.integers(2, 24), monthly=st.booleans())
    def lend(self, some: int, amount: int, months: int, monthly: bool) -> None:
        """At the usual interest, at the end or month by month; each borrower has one loan at a time."""
        asked = {line.debt.who for one in self.waiting for line in one.write if line.debt}
        free = [who for who in NAMES if self.book.debt_of(who) is None and who not in asked]
        if not free:
            return
        who = free[some % len(free)]
        short = amount > self.book.held(INCOME, BOX)
        beyond = "drop" if self.refuses else "anyway"
        answers = {"beyond": beyond, "rate": "yes", "confirm": "yes"}
        if monthly:
            answers |= {"confirm": "edit,yes", "edit": "repayment", "repayment": "monthly"}
        self.tell(f"cho {who} vay {money(amount)} {months} tháng", answers)
        assert self.asked("beyond") == short
        if short and self.refuses:
            return
        self.met["lend"] += 1
        debt = Debt(who, amount, months, self.today, months_on(self.today, months), monthly)
        change = {BOX: -amount, LENT: amount}
        self.write_or_wait(amount, Line(INCOME, OUT, self.today, change, self.today, debt=debt))

    @precondition(lambda self: self.book.open_debts())
    @rule(
        some=some_debt,
        part=st.sampled_from([0, 1, 2, 4]),
        interest=st.one_of(st.just(0), small),
        back=days_back,
    )
    def repay(self, some: int, part: int, interest: int, back: int) -> None:
        """All of it, a half, a quarter or only interest; a day of a closed month becomes today."""
        debt = self._debt(some)
        who, day = debt.who, max(self.today - timedelta(days=back), debt.lent_on)
        principal = debt.owed // part if part else 0
        interest = interest or (0 if principal else 50_000)
        parts = [f"gốc {money(principal)}"] * bool(principal) + [f"lãi {money(interest)}"] * bool(interest)
        answers = {"closed": "today", "unusual": "yes", "confirm": "yes"}
        self.tell(f"{who} trả {' '.join(parts)}{on(day, self.today)}", answers)
        closed = day != self.today and self.book.closed(day, self.today)
        assert self.asked("closed") == closed
        self.met["repay"] += 1
        self._paid(debt, principal, interest, self.today if closed else day)

    def _debt(self, some: int) -> Debt:
        debts = self.book.open_debts()
        return debts[some % len(debts)]

    @precondition(lambda self: self.book.open_debts())
    @rule(some=some_debt, more=st.integers(1, 9))
    def repay_too_much(self, some: int, more: int) -> None:
        """More than is owed is asked about, and dropped it leaves the books alone."""
        debt = self._debt(some)
        told = money(debt.owed + more * 1_000_000)
        self.tell(f"{debt.who} trả gốc {told}", {"too_much": "drop"})
        assert self.asked("too_much")
        self.met["repay too much"] += 1

    def _paid(self, debt: Debt, principal: int, interest: int, day: date) -> None:
        self.book.write(*self._repayment(debt, principal, interest, day))

    def _repayment(self, debt: Debt, principal: int, interest: int, day: date) -> list[Line]:
        """Interest of the other fund has a receipt of its own."""
        here = interest if self.interest_fund == INCOME else 0
        lines = []
        if principal + here:
            change = {BOX: principal + here, LENT: -principal}
            lines.append(Line(INCOME, IN, day, change, self.today, debt=debt, interest=here))
        if interest - here:
            lines.append(Line(ACTIVITY, IN, day, {BOX: interest}, self.today, debt=debt, interest=interest))
        return lines

    @rule(away=st.one_of(st.none(), borrowers))
    def collect_interest(self, away: str | None) -> None:
        """Thu lãi: everybody's interest of the month but of those named."""
        month = self.today.replace(day=1)
        since = self.collected or month
        due = {debt.who: (debt, debt.interest_due(since, month)) for debt in self.book.open_debts()}
        due = {who: owed for who, owed in due.items() if owed[1]}
        self.tell("thu lãi", {"unpaid": away if away in due else "đủ", "confirm": "yes"})
        paid = [owed for who, owed in due.items() if who != away]
        assert self.asked("confirm") == bool(paid), due
        if paid:
            lines = [line for debt, owed in paid for line in self._repayment(debt, 0, owed, self.today)]
            self.book.write(*lines)
            self.collected = self.collected or month
            self.met["collect interest"] += 1

    @rule(who=borrowers, months=st.integers(1, 12))
    def extend(self, who: str, months: int) -> None:
        """Gia hạn: another day, no money."""
        debt = self.book.debt_of(who)
        self.tell(f"gia hạn {who} {months} tháng", {"confirm": "yes"})
        assert self.asked("confirm") == (debt is not None)
        if debt is not None:
            self.met["extend"] += 1
            later = months_on(debt.due_on, months)
            debt.due_on = later if later > self.today else months_on(self.today, months)

    @precondition(lambda self: self.book.open_debts())
    @rule(some=some_debt)
    def ask_write_off(self, some: int) -> None:
        """Mất vốn: asked for by the club; until the officer agrees nothing changes."""
        debt = self._debt(some)
        known = any(one.debt is debt for one in self.waiting)
        self.tell(f"mất vốn {debt.who}", {"reason": "đi xa không về", "confirm": "yes"})
        assert self.asked("confirm") == (not known)
        if not known:
            self.met["ask write-off"] += 1
            self.waiting.append(Waiting("write_off", debt=debt))

    @precondition(lambda self: any(one.why == "write_off" for one in self.waiting))
    @rule(decision=st.sampled_from(["agree", "refuse", "later"]))
    def decide_write_off(self, decision: str) -> None:
        """The officer sees the oldest request, with what is owed today."""
        request = next(one for one in self.waiting if one.why == "write_off")
        debt = request.debt
        assert debt is not None
        self.tell("duyệt mất vốn", {"decision": decision}, role="officer")
        assert self.asked("decision") == (debt.status == "open")
        if decision != "later" and debt.status == "open":
            self.waiting.remove(request)
        if decision == "agree" and debt.status == "open":
            lost = Line(INCOME, "none", self.today, {LENT: -debt.owed}, self.today, debt=debt, loss=True)
            self.book.write(lost)
            self.met["write off"] += 1
            debt.lost = True
