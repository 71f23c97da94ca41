"""Any errands of a treasurer, her leader and the officer, told by telephone, keep both funds true
to the paper book: this is the running assistant, its handlers' decisions and its storage, on both databases.
"""

import asyncio
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from storage.database import open_database
from tests.talks.correction_rules import CorrectionRules
from tests.talks.hamlet_machine import LAST_DAY
from tests.talks.loan_rules import LoanRules
from tests.talks.money_rules import MoneyRules

EXAMPLES, STEPS = 9, 14
SEED = 3  # of those tried the one whose errands meet the most kinds of questions


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


def test_both_funds_stay_true_whatever_is_told(runner: asyncio.Runner, database_url: str) -> None:
    class MoneyHere(Money):
        pass

    MoneyHere.runner, MoneyHere.database = runner, open_database(database_url)
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
