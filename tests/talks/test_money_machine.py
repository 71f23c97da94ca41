"""Any errands of a treasurer, her leader and the officer, told by telephone, keep both funds true
to the paper book: this is the running assistant, its handlers' decisions and its storage, on both databases.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from storage.database import open_database
from tests.talks.correction_rules import CorrectionRules
from tests.talks.hamlet import NAMES
from tests.talks.hamlet_machine import LAST_DAY
from tests.talks.loan_rules import LoanRules
from tests.talks.money_rules import MoneyRules
from tests.talks.paper_book import ACTIVITY, INCOME

EXAMPLES, STEPS = 6, 14
SEED = 3  # of those tried the one whose errands meet the most kinds of questions
EVERY_KIND = frozenset(
    "enter|savings|between funds|count|settle difference|lend|repay|repay too much|collect interest|extend|"
    "ask write-off|write off|undo|strike|strike a loss|stuck|correct|waits|asks officer|decide|agree|"
    "approve report".split("|")
)


class Money(MoneyRules, LoanRules, CorrectionRules):
    """All of them, with days that pass and months that close."""

    @precondition(lambda self: self.today < LAST_DAY)
    @rule(days=st.sampled_from([1, 2, 9, 20]))
    def sleep(self, days: int) -> None:
        """Days pass; the 8th closes the month before."""
        self.hamlet.sleep(min(days, (LAST_DAY - self.today).days))

    @rule(role=st.sampled_from(["treasurer", "leader"]), thumb=st.sampled_from(["1", "ừ", "đúng"]))
    def thumb(self, role: str, thumb: str) -> None:
        """One yes too many is nobody's answer."""
        self.tell(thumb, role=role)


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for the whole machine: its steps are plain functions."""
    with asyncio.Runner() as running:
        yield running


def a_day_with_everything(money: Money) -> None:
    """Every kind of errand once, in an order that makes each possible; chance rarely meets them all."""
    money.begin(interest_fund=ACTIVITY, overdraft="confirm", large=5)
    money.enter(amount=6_000_000, fund=ACTIVITY, back=0, way="drop", income=True)
    money.decide(agreed=True, officer=False)
    money.enter(amount=100_000, fund=ACTIVITY, back=0, way="drop", income=False)
    money.correct(some=0, amount=120_000, way="drop")
    money.enter(amount=70_000, fund=ACTIVITY, back=25, way="officer", income=False)
    money.approve_report(month=date(2026, 11, 1))
    money.decide(agreed=True, officer=True)
    money.savings(amount=500_000, fund=INCOME, back=0, deposit=True)
    money.undo_last(way="drop")
    money.between_funds(amount=300_000, fund=ACTIVITY)
    money.strike_receipt(some=0, way="drop")
    money.count(differs=-50_000, at_once=False, fund=ACTIVITY)
    money.settle_difference(fund=ACTIVITY)
    money.lend(some=0, amount=2_000_000, months=6, monthly=False)
    money.repay(some=1, part=2, interest=10_000, back=0)
    money.repay_too_much(some=0, more=2)
    money.extend(who=NAMES[0], months=3)
    money.collect_interest(away=None)
    money.ask_write_off(some=0)
    money.decide_write_off(decision="agree")
    money.undo_last(way="drop")
    money.decide(agreed=False, officer=True)
    money.lend(some=1, amount=6_000_000, months=6, monthly=True)
    money.sleep(days=20)
    money.approve_report(month=date(2026, 11, 1))
    money.decide(agreed=True, officer=False)
    money.thumb(role="leader", thumb="1")


def test_both_funds_stay_true_whatever_is_told(runner: asyncio.Runner, database_url: str) -> None:
    class MoneyHere(Money):
        pass

    MoneyHere.runner, MoneyHere.database, MoneyHere.met = runner, open_database(database_url), Counter()
    everything = MoneyHere()
    a_day_with_everything(everything)
    everything.the_books_are_the_paper_book()
    assert set(MoneyHere.met) >= EVERY_KIND, EVERY_KIND - set(MoneyHere.met)
    searching = settings.get_current_profile_name() == "searching"
    machine = MoneyHere if searching else seed(SEED)(MoneyHere)
    bounds = settings(
        max_examples=EXAMPLES * (10 if searching else 1),
        stateful_step_count=STEPS,
        phases=set(Phase) if searching else {Phase.generate},  # no minutes to make a failing one smaller
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(machine, settings=bounds)
    runner.run(MoneyHere.database.dispose())
