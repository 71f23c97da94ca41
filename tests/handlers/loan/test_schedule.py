"""Plans of repayment and shares of a payment: by hand for real clubs' loans, then for all loans."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.loan.book import Loan, Move
from handlers.loan.schedule import (
    Terms,
    due_between,
    interest_due,
    interest_of_month,
    interest_on,
    late_days,
    late_principal,
    late_since,
    months_after,
    schedule,
    share_out,
    standing,
)

LENT_ON = date(2026, 1, 31)
AMOUNTS = st.integers(1, 500_000_000)
TERMS = st.builds(
    Terms,
    principal=AMOUNTS,
    months=st.integers(1, 60),
    rate_bp=st.integers(0, 1000),
    lent_on=st.dates(date(2019, 1, 1), date(2035, 12, 31)),
    method=st.sampled_from(["flat", "declining"]),
    repayment=st.sampled_from(["end", "monthly"]),
)


def test_man_duong_lends_ten_million_for_a_year() -> None:
    """Lạng Sơn: 10 triệu a loan, at the usual 1%, principal at the end."""
    plan = schedule(Terms(10_000_000, 12, 100, date(2026, 3, 1)))
    assert [part.principal for part in plan] == [0] * 11 + [10_000_000]
    assert {part.interest for part in plan} == {100_000}
    assert sum(part.interest for part in plan) == 1_200_000
    assert (plan[0].due_on, plan[-1].due_on) == (date(2026, 4, 1), date(2027, 3, 1))


def test_hoa_phu_gets_five_million_back_month_by_month() -> None:
    """Bến Tre: 5.000.000 / 12 = 416.666, down to whole thousands; the last part takes the rest."""
    plan = schedule(Terms(5_000_000, 12, 100, date(2026, 1, 17), repayment="monthly"))
    assert [part.principal for part in plan] == [416_000] * 11 + [424_000]
    assert {part.interest for part in plan} == {50_000}


def test_da_nang_lends_at_half_a_percent_declining() -> None:
    """Đà Nẵng 2019: 0,5% a month; 10 triệu in ten parts, interest on what is still owed."""
    plan = schedule(Terms(10_000_000, 10, 50, date(2026, 1, 10), "declining", "monthly"))
    assert [part.interest for part in plan] == [50_000 - 5_000 * n for n in range(10)]
    assert sum(part.interest for part in plan) == 275_000


def test_hanh_phuc_collects_from_twenty_three_borrowers() -> None:
    """Hòa Bình: 23 people owe 134 triệu, so a meeting brings 1.340.000 at 1%."""
    owed = [5_800_000] * 22 + [6_400_000]
    assert sum(owed) == 134_000_000
    assert sum(interest_on(amount, 100) for amount in owed) == 1_340_000


def test_bac_lieu_lends_the_average_of_its_province() -> None:
    """Bạc Liêu: 1,849 tỷ for 702 people is 2.633.903 each; 0,5% of it is 13.169,515 đồng, so 13.170."""
    plan = schedule(Terms(2_633_903, 6, 50, date(2026, 8, 31), repayment="monthly"))
    assert [part.principal for part in plan] == [438_000] * 5 + [443_903]
    assert {part.interest for part in plan} == {13_170}
    assert [part.due_on.day for part in plan] == [30, 31, 30, 31, 31, 28]


def test_phu_nghia_lends_fifty_million_and_lang_son_without_interest() -> None:
    """Hà Tĩnh lends up to 50 triệu; Lạng Sơn's poorest pay no interest at all."""
    assert schedule(Terms(50_000_000, 12, 80, LENT_ON))[0].interest == 400_000
    assert {part.interest for part in schedule(Terms(1_000_000, 6, 0, LENT_ON))} == {0}


@given(TERMS)
def test_a_plan_always_sums_to_the_principal(terms: Terms) -> None:
    plan = schedule(terms)
    assert len(plan) == terms.months
    assert sum(part.principal for part in plan) == terms.principal
    assert all(part.principal >= 0 and part.interest >= 0 for part in plan)
    assert [part.due_on for part in plan] == sorted({part.due_on for part in plan})


@given(TERMS)
def test_declining_interest_never_costs_more_than_flat(terms: Terms) -> None:
    flat = schedule(Terms(terms.principal, terms.months, terms.rate_bp, terms.lent_on, "flat", "monthly"))
    less = schedule(
        Terms(terms.principal, terms.months, terms.rate_bp, terms.lent_on, "declining", "monthly")
    )
    assert all(one.interest <= other.interest for one, other in zip(less, flat, strict=True))


@given(st.integers(0, 10**11), st.integers(0, 10**11), st.integers(0, 10**11))
def test_sharing_out_conserves_money(total: int, owed: int, interest: int) -> None:
    share = share_out(total, owed, interest)
    assert share.total == total
    assert 0 <= share.principal <= owed
    assert 0 <= share.interest <= interest
    assert share.returned == max(total - owed - interest, 0)
    assert share.interest == interest or share.principal == 0


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_months_are_counted_by_the_calendar(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def _loan(*moves: Move, **changed: object) -> Loan:
    given_ = {"principal": 5_000_000, "months": 10, "rate_bp": 100, "lent_on": date(2026, 1, 15)}
    given_ |= {"due_on": date(2026, 11, 15), **changed}
    return Loan(id=1, member_id=3, moves=(Move(date(2026, 1, 15), 5_000_000), *moves), **given_)  # type: ignore[arg-type]  # a table of keywords


def test_interest_of_a_month_is_on_what_was_owed_when_it_began() -> None:
    """Golden: bà Lan gives back one million on 23/11, so November is 50.000 and December 40.000."""
    loan = _loan(Move(date(2026, 11, 23), -1_000_000, 50_000))
    assert interest_of_month(loan, date(2026, 1, 1)) == 0
    assert interest_of_month(loan, date(2026, 11, 1)) == 50_000
    assert interest_of_month(loan, date(2026, 12, 1)) == 40_000
    assert interest_due(loan, date(2026, 11, 1), None) == 0


def test_flat_interest_of_monthly_parts_stays_on_what_was_lent() -> None:
    paid = Move(date(2026, 2, 15), -500_000, 50_000)
    assert interest_of_month(_loan(paid, repayment="monthly"), date(2026, 3, 1)) == 50_000
    assert interest_of_month(_loan(paid, repayment="monthly", method="declining"), date(2026, 3, 1)) == 45_000


def test_interest_is_followed_from_the_first_collection_day_on() -> None:
    loan = _loan(Move(date(2026, 10, 25), 0, 50_000))
    december = date(2026, 12, 1)
    assert interest_due(loan, december, None) == 50_000
    assert interest_due(loan, december, date(2026, 11, 1)) == 100_000
    assert interest_due(loan, december, date(2026, 10, 1)) == 100_000
    assert interest_due(loan, december, date(2027, 5, 1)) == 50_000


def test_a_loan_is_late_from_the_day_after() -> None:
    loan = _loan()
    assert late_principal(loan, date(2026, 11, 15)) == 0
    assert (late_principal(loan, date(2026, 11, 16)), late_days(loan, date(2026, 11, 16))) == (5_000_000, 1)
    extended = _loan(due_on=date(2027, 2, 15), extended=True)
    assert late_principal(extended, date(2026, 12, 1)) == 0


def test_monthly_parts_are_late_one_by_one() -> None:
    loan = _loan(Move(date(2026, 2, 14), -500_000), repayment="monthly")
    assert late_principal(loan, date(2026, 3, 15)) == 0
    assert late_principal(loan, date(2026, 4, 16)) == 1_000_000
    assert late_since(loan, date(2026, 4, 16)) == date(2026, 3, 15)
    assert due_between(loan, date(2026, 3, 1), date(2026, 3, 31)) == 500_000


def test_what_falls_due_is_never_more_than_is_owed() -> None:
    nearly = _loan(Move(date(2026, 10, 1), -4_900_000))
    assert due_between(nearly, date(2026, 11, 1), date(2026, 11, 30)) == 100_000
    assert due_between(nearly, date(2026, 12, 1), date(2026, 12, 31)) == 0


@pytest.mark.parametrize(
    "loan, expected",
    [
        (_loan(), "on_time"),
        (_loan(due_on=date(2026, 6, 1)), "late"),
        (_loan(due_on=date(2026, 12, 1), extended=True), "extended"),
        (_loan(Move(date(2026, 3, 1), -5_000_000), status="repaid"), "closed"),
        (_loan(Move(date(2026, 3, 1), -5_000_000, lost=True), status="written_off"), "lost"),
    ],
)
def test_standings(loan: Loan, expected: str) -> None:
    assert standing(loan, date(2026, 10, 1)) == expected
