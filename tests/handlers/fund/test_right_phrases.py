"""Which entry is meant and what it should say instead, however it is put; other talk with "là" is none."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.fund.correct import opens_correction
from handlers.fund.right_phrases import hear_right

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text, receipt, person, part, right",
    [
        ("nhầm rồi phiếu 15 là bà Lan chứ không phải ông Sơn", 15, "ông Sơn", "", "bà Lan"),
        ("nham roi phieu 15 la ba Lan chu khong phai ong Son", 15, "ong Son", "", "ba Lan"),
        ("phiếu 15 không phải ông Sơn mà là bà Lan", 15, "ông Sơn", "", "bà Lan"),
        ("phiếu thu số 15 là hội phí", 15, "", "", "hội phí"),
        ("khoản 200k hôm qua là mua loa", None, "", "", "mua loa"),
        ("ghi nhầm quỹ, phiếu 9 là quỹ tăng thu nhập", 9, "", "fund", "quỹ tăng thu nhập"),
        ("ghi nhầm quỹ phiếu 9", 9, "", "fund", ""),
        ("ghi nhầm tên phiếu 15, là bà Hoa", 15, "", "who", "bà Hoa"),
        ("sửa ngày phiếu 15", 15, "", "day", ""),
        ("nhầm rồi bà Lan chứ không phải ông Sơn", None, "ông Sơn", "", "bà Lan"),
        ("là hội phí chứ không phải ủng hộ", None, "", "", "hội phí"),
        ("khoản này là ủng hộ", None, "", "", "ủng hộ"),
        ("nhầm rồi là bà Lan", None, "", "", "bà Lan"),
    ],
)
def test_what_should_stand(text: str, receipt: int | None, person: str, part: str, right: str) -> None:
    heard = hear_right(text, TODAY)
    assert heard is not None
    assert (heard.receipt, heard.counterparty, heard.part, heard.right) == (receipt, person, part, right)


@pytest.mark.parametrize(
    "text",
    [
        "phiếu 15 là của ai",
        "phiếu thu số 15 là bao nhiêu",
        "ông Sơn là chủ nhiệm",
        "hôm nay là ngày 20/11",
        "khoản vay của ông Tư là 5 triệu",
        "chi 200k mua loa",
        "thu 500k hội phí",
        "ông Sơn chứ không phải ai khác",
        "vắng bà Lan chứ không phải ông Sơn",
    ],
)
def test_other_talk_is_no_correction(text: str) -> None:
    assert hear_right(text, TODAY) is None
    assert not opens_correction(text, TODAY)


_PIECES = st.sampled_from(
    "nhầm rồi phiếu 15 thu là bà Lan chứ không phải mà ông Sơn khoản 200k hôm qua quỹ hoạt động hội phí , "
    "sửa ngày thành sang 20/11 ghi sai tên".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_nothing_raises(text: str) -> None:
    heard = hear_right(text, TODAY)
    assert heard is None or heard.right in text or not heard.right
