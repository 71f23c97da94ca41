"""One line of the cash book as people type it, and the ordinary talk that must never become an entry."""

from datetime import date
from pathlib import Path

import pytest

from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.fund.phrases import hear_entries, hear_entry, is_entry
from storage.records import Fund

TODAY = date(2026, 11, 21)  # a Saturday


def _table(name: str) -> str:
    return (Path(__file__).parent / "phrases" / f"{name}.txt").read_text(encoding="utf-8")


# phrase => direction, amount in đồng or the reason to ask, category or -, person or -, note or -
ENTRIES = _table("entries")
REPAYMENTS = _table("repayments")
LOANS = _table("loans")
NOT_ENTRIES = _table("not_entries")


def _rows(table: str) -> list[tuple[str, str]]:
    rows = [line.split("=>") for line in table.strip().splitlines()]
    return [(row[0].strip(), row[-1].strip()) for row in rows]


def _said(amount: object) -> str:
    if isinstance(amount, Heard):
        return str(amount.value)
    return amount.reason if isinstance(amount, Unclear) else "-"


@pytest.mark.parametrize("text, expected", _rows(ENTRIES))
def test_income_and_expense(text: str, expected: str) -> None:
    heard = hear_entry(text, TODAY)
    facts, person, note = (part.strip() for part in expected.split("|"))
    direction, amount, category = facts.split()
    assert heard.direction == direction
    assert _said(heard.amount) == amount.replace("none", "-")
    assert (heard.category or "-") == category
    assert (heard.counterparty or "-") == person
    assert (heard.note or "-") == note
    assert is_entry(text)


@pytest.mark.parametrize("text, expected", _rows(REPAYMENTS))
def test_repayments(text: str, expected: str) -> None:
    heard = hear_entry(text, TODAY)
    amounts, person = (part.strip() for part in expected.split("|"))
    assert [_said(heard.principal), _said(heard.interest), _said(heard.amount)] == amounts.split()
    assert (heard.direction, heard.counterparty) == ("repay", person)
    assert is_entry(text)


@pytest.mark.parametrize("text, expected", _rows(LOANS))
def test_loans(text: str, expected: str) -> None:
    heard = hear_entry(text, TODAY)
    facts, person = (part.strip() for part in expected.split("|"))
    amount, months = facts.split()
    assert _said(heard.amount) == amount
    assert str(heard.months or "-") == months
    assert (heard.direction, heard.counterparty) == ("lend", person)
    assert is_entry(text)


@pytest.mark.parametrize("text", NOT_ENTRIES.strip().splitlines())
def test_talk_is_no_entry(text: str) -> None:
    assert not is_entry(text)


def test_there_are_enough_phrases() -> None:
    entries = [*_rows(ENTRIES), *_rows(REPAYMENTS), *_rows(LOANS)]
    assert len(entries) + len(_rows(NOT_ENTRIES)) >= 150
    assert len(_rows(NOT_ENTRIES)) >= 50


@pytest.mark.parametrize(
    "text, day",
    [
        ("chi 200 mua nước hôm qua", date(2026, 11, 20)),
        ("chi 200k 15/11 mua bánh", date(2026, 11, 15)),
        ("chi phúng viếng cụ Thảo 300k ngày 30/10", date(2026, 10, 30)),
        ("hôm kia chi 50k nước", date(2026, 11, 19)),
    ],
)
def test_the_day(text: str, day: date) -> None:
    heard = hear_entry(text, TODAY).day
    assert isinstance(heard, Heard)
    assert heard.value.day == day


def test_a_month_of_dues_is_no_day() -> None:
    assert hear_entry("thu 500k hội phí tháng 11", TODAY).day is None


def test_the_fund_is_heard() -> None:
    assert hear_entry("chi quỹ hoạt động 150k hoa quả", TODAY).fund is Fund.ACTIVITY_FUND
    assert hear_entry("thu 2tr vào quỹ tăng thu nhập", TODAY).fund is Fund.INCOME_FUND
    assert hear_entry("thu 500k hội phí", TODAY).fund is None


def test_chi_without_accents_may_be_a_sister() -> None:
    heard = hear_entry("chi Mai ung ho 200k", TODAY)
    assert heard.direction is None
    assert not is_entry("chi Mai ung ho 200k")


def test_a_product_keeps_its_parts() -> None:
    times = hear_entry("thu hội phí 52 người x 5 nghìn", TODAY).times
    assert times is not None
    assert (times.people, times.each) == (52, 5000)


def test_lines_are_separate_entries() -> None:
    heard = hear_entries("thu hội phí 52 người x 5 nghìn\nchi nước 100k\n", TODAY)
    assert [(one.direction, _said(one.amount)) for one in heard] == [
        ("income", "260000"),
        ("expense", "100000"),
    ]


def test_one_line_with_two_entries_is_cut() -> None:
    heard = hear_entries("thu 500k hội phí, chi 100k nước", TODAY)
    assert [_said(one.amount) for one in heard] == ["500000", "100000"]


@pytest.mark.parametrize(
    "text, amounts",
    [
        ("chi 50k mua quả và 30k hoa", ["50000", "30000"]),
        ("chi 50k qua va 30k hoa", ["50000", "30000"]),
        ("chi nước 50k, 30k hoa", ["50000", "30000"]),
        ("hom nay hop thu duoc 570k hoi phi, chi nuoc 120k", ["570000", "120000"]),
        ("thu 500k ông Sơn và 300k bà Lan ủng hộ", ["500000", "300000"]),
        ("thu 500k hội phí và 200k", ["several"]),
        ("chi 50k quả và 30k hoa hôm qua", ["several"]),
        ("chi 2tr mua loa, 500k còn nợ", ["several"]),
        ("thu ông Sơn và bà Lan ủng hộ 500k", ["500000"]),
    ],
)
def test_items_are_cut_only_where_none_is_lost(text: str, amounts: list[str]) -> None:
    assert [_said(one.amount) for one in hear_entries(text, TODAY)] == amounts


def test_a_day_said_once_is_of_every_item() -> None:
    heard = hear_entries("hôm qua thu 570k hội phí, chi nước 120k", TODAY)
    assert [one.day.value.day for one in heard if isinstance(one.day, Heard)] == [date(2026, 11, 20)] * 2


def test_two_amounts_in_one_entry_are_never_chosen_between() -> None:
    assert isinstance(hear_entry("thu 500k 300k hội phí", TODAY).amount, Unclear)
