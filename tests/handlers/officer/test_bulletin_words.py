"""What is a question about the week's digest, and what only mentions a week."""

import pytest

from handlers.officer.heard_bulletin import asks_this_week, asks_to_look, hears_bulletin


@pytest.mark.parametrize(
    "words",
    [
        "bản tin",
        "/ban tin",
        "xem lại bản tin xã Hồng Sơn",
        "tuần này thế nào?",
        "tình hình tuần này",
        "tin tuần",
    ],
)
def test_heard(words: str) -> None:
    assert hears_bulletin(words)


@pytest.mark.parametrize(
    "words",
    [
        "tuần này họp ở nhà văn hóa",
        "gia hạn thêm một tuần",
        "ai chưa nộp",
        "tình hình",
        "bản tin " + "a" * 60,
    ],
)
def test_not_heard(words: str) -> None:
    assert not hears_bulletin(words)


def test_which_week_and_which_half() -> None:
    assert asks_this_week("tuan nay the nao")
    assert not asks_this_week("bản tin tuần trước")
    assert asks_to_look("bản tin cần xem")
