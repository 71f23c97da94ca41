"""Who "đóng rồi" after a collection was written, and what says something else."""

import pytest

from handlers.loan.paid_phrases import hear_paid

PAID = {
    "nhầm ông Tư đóng rồi": (("ông Tư",), ""),
    "nham ong tu dong roi": (("ong tu",), ""),
    "à quên bà Hợi cũng nộp hội phí rồi": (("bà Hợi",), "dues"),
    "a quen ba Hoi nop lai roi": (("ba Hoi",), "interest"),
    "ơ ông Tư đã đóng mà": (("ông Tư",), ""),
    "ấy chết ông Tư bà Hợi đóng rồi cháu ạ": (("ông Tư", "bà Hợi"), ""),
    "nhầm rồi cháu ơi ông Tư với bà Hợi vừa nộp xong": (("ông Tư", "bà Hợi"), ""),
}


@pytest.mark.parametrize("words", PAID)
def test_who_had_paid_after_all_is_heard(words: str) -> None:
    heard = hear_paid(words)
    assert heard is not None
    assert (heard.people, heard.what) == PAID[words]


@pytest.mark.parametrize(
    "words",
    [
        "à quên ông Tư chưa đóng",
        "ông Tư đóng 5k rồi",
        "ông Tư đóng rồi chưa?",
        "ai đóng rồi",
        "ông Tư không đóng",
        "báo cáo ông Tư nộp rồi",
        "ông Tư đóng góp nhiều rồi",
        "cửa đóng rồi",
        "bà Lan đóng hội phí",
    ],
)
def test_what_is_no_payment_after_all(words: str) -> None:
    assert hear_paid(words) is None
