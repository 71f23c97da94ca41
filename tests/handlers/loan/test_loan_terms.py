"""For how long money is lent, said right after the sum: a principal is not so much a month."""

from datetime import date

import pytest

from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.loan.phrases import line_of

TODAY = date(2026, 12, 25)


@pytest.mark.parametrize(
    "words, amount, months",
    [
        ("cho ông Tư vay 4.500.000 đồng 1 tháng", 4_500_000, 1),
        ("cho ong Tu vay 4.500.000 dong 1 thang", 4_500_000, 1),
        ("cho ông Tư vay 4.500.000đ một tháng", 4_500_000, 1),
        ("cho ông Tư vay 5 triệu đồng 1 năm", 5_000_000, 12),
        ("cho ông Tư vay 5 triệu đồng 1 năm ngày 20/11", 5_000_000, 12),
        ("cho ông Tư vay 5 triệu đồng 2 tháng", 5_000_000, 2),
    ],
)
def test_a_principal_is_not_so_much_a_month(words: str, amount: int, months: int) -> None:
    phrase = line_of(words, TODAY)
    assert isinstance(phrase.amount, Heard)
    assert (phrase.amount.value, phrase.months) == (amount, months)


@pytest.mark.parametrize(
    "words", ["cho ông Tư vay lãi 50.000 đồng 1 tháng", "cho ông Tư vay mỗi tháng 500.000 đồng"]
)
def test_what_is_paid_every_month_is_no_principal(words: str) -> None:
    assert isinstance(line_of(words, TODAY).amount, Unclear)
