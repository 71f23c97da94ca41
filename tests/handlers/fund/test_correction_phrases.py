"""Corrections and counts of the box as they are said; no text of any kind breaks the hearing of an entry."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import templates
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.fund.categories import BY_CODE
from handlers.fund.correction_phrases import hear_cash_count, hear_correction
from handlers.fund.phrases import EntryPhrase, hear_entries, hear_entry, is_entry
from handlers.loan.phrases import collects

TODAY = date(2026, 11, 21)  # a Saturday


def _said(amount: object) -> str:
    if isinstance(amount, Heard):
        return str(amount.value)
    return amount.reason if isinstance(amount, Unclear) else "-"


@pytest.mark.parametrize(
    "text, amount, person, receipt",
    [
        ("nhầm rồi ông sơn 300k thôi", "300000", "ông sơn", None),
        ("nham roi ong son 300k thoi", "300000", "ong son", None),
        ("ghi nhầm, 300k thôi", "300000", "", None),
        ("sai rồi, 300 nghìn mới đúng", "300000", "", None),
        ("sửa phiếu thu 15 thành 300k", "300000", "", 15),
        ("sửa phiếu 15", "-", "", 15),
        ("bác nhầm, từ 500k thành 300k", "300000", "", None),
        ("sai rồi, hội phí 450k chứ không phải 500k", "450000", "", None),
        ("nhầm rồi 300", "no_unit", "", None),
    ],
)
def test_a_correction(text: str, amount: str, person: str, receipt: int | None) -> None:
    heard = hear_correction(text, TODAY)
    assert heard is not None
    assert (_said(heard.amount), heard.counterparty, heard.receipt) == (amount, person, receipt)


@pytest.mark.parametrize(
    "text",
    [
        "nhầm rồi",
        "thu 500k hội phí",
        "chi 200 nhầm 300k nuoc",
        "sai ở đâu hả cháu",
        "300k thôi",
        "nhầm số nào?",
    ],
)
def test_no_correction(text: str) -> None:
    assert hear_correction(text, TODAY) is None


@pytest.mark.parametrize(
    "text, amount",
    [
        ("kiểm quỹ 13tr4", "13400000"),
        ("kiem quy 13tr4", "13400000"),
        ("kiểm quỹ", "-"),
        ("đếm được 13 triệu rưỡi", "13500000"),
        ("kiểm quỹ 13", "no_unit"),
        ("kiểm quỹ hoạt động 3tr2", "3200000"),
    ],
)
def test_a_cash_count(text: str, amount: str) -> None:
    heard = hear_cash_count(text)
    assert heard is not None
    assert _said(heard.amount) == amount


@pytest.mark.parametrize("text", ["khi nào kiểm quỹ", "kiểm tra huyết áp 45", "thu 500k", "quỹ"])
def test_no_cash_count(text: str) -> None:
    assert hear_cash_count(text) is None


def test_commands_beside_entries() -> None:
    assert collects("thu lãi") == "interest"
    assert collects("thu lai thang nay") == "interest"
    assert not collects("thu lãi bà Lan 50k")
    assert not collects("thu hội phí 500k")


_PIECES = st.sampled_from(
    "thu chi chị thứ 500k 200 1tr5 hội phí ông Tư bà Lan vay trả gốc lãi hôm qua x 52 người , . ? "
    "- / nhầm phiếu 15 ủng hộ "
    "quỹ hoạt động tháng 6 năm rưỡi \n \u0301 đ K ".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map(" ".join)))
def test_nothing_raises(text: str) -> None:
    for entry in hear_entries(text, TODAY):
        assert isinstance(entry, EntryPhrase)
    is_entry(text)
    hear_correction(text, TODAY)
    hear_cash_count(text)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 999),
    st.sampled_from(["thu {} hội phí", "chi {} mua nước", "bà Lan trả {}", "cho ông tư vay {}"]),
)
def test_a_number_without_unit_is_never_taken(number: int, phrase: str) -> None:
    assert not isinstance(hear_entry(phrase.format(number), TODAY).amount, Heard)


def test_every_category_has_a_label() -> None:
    words = (Path(templates.__file__).parent / "fund" / "categories.j2").read_text(encoding="utf-8")
    assert set(re.findall(r"\{% block (\w+) %\}", words)) == set(BY_CODE)
