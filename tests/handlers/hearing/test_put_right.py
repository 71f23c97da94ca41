"""A slip put right is heard for what is right and what was wrong; plain answers are no slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.dialogue.hearing.put_right import hear_put_right, without_name
from handlers.dialogue.putting_right import meant_elsewhere


@pytest.mark.parametrize(
    "words, right, was, adds, sure",
    [
        ("à nhầm 180 thôi", "180", "", False, True),
        ("a nham, 68 nghin.", "68 nghin", "", False, True),
        ("bác ghi nhầm, nước 120 thôi", "nước 120", "", False, True),
        ("à quên còn ông Sáu cũng vắng nữa", "còn ông Sáu cũng vắng nữa", "", True, True),
        ("ý cháu là 500k", "500k", "", False, True),
        ("không phải 300 mà là 500", "500", "300", False, True),
        ("đo huyết áp 48 chứ không phải 45", "đo huyết áp 48", "45", False, True),
        ("sửa 300 thành 500", "500", "300", False, True),
        ("mười ba triệu. À nhầm mười hai triệu", "mười hai triệu", "mười ba triệu", False, True),
        ("45 người à không 48 người", "48 người", "45 người", False, True),
        ("không, 180", "180", "", False, False),
        ("180 thôi", "180", "", False, False),
    ],
)
def test_heard(words: str, right: str, was: str, adds: bool, sure: bool) -> None:
    slip = hear_put_right(words)
    assert slip is not None
    assert (slip.right, slip.was, slip.adds, slip.sure) == (right, was, adds, sure)


@pytest.mark.parametrize(
    "words",
    ["nhầm rồi", "sai rồi cháu", "không phải", "đúng", "180", "bán lợn 500k", "bác quên rồi", "thôi", ""],
)
def test_no_slip(words: str) -> None:
    assert hear_put_right(words) is None


@given(st.text(max_size=80))
def test_never_fails_and_never_invents_words(words: str) -> None:
    slip = hear_put_right(words)
    assert slip is None or slip.right.strip()


@pytest.mark.parametrize(
    "said, names, rest, named",
    [
        ("nước 120", ("mua nước",), "120", 1),
        ("120 nước", ("mua nước",), "120", 1),
        ("ba Hoa 100k", ("ba Hoa ung ho",), "100k", 1),
        ("năm trăm", ("quà năm mới",), "năm trăm", 0),
        ("ông Sơn 300k", ("mua nước",), "ông Sơn 300k", 0),
    ],
)
def test_the_name_of_a_line_is_cut_off_and_a_number_never(
    said: str, names: tuple[str, ...], rest: str, named: int
) -> None:
    assert without_name(said, names) == (rest, named)


@pytest.mark.parametrize(
    "words, opens",
    [
        ("nhầm rồi ông Sơn 300k thôi", "nhầm rồi ông Sơn 300k thôi"),
        ("à nhầm, thu lãi", "thu lãi"),
        ("quên mã rồi", "quên mã rồi"),
    ],
)
def test_what_was_meant_elsewhere(words: str, opens: str) -> None:
    assert meant_elsewhere(hear_put_right(words), words) == opens
