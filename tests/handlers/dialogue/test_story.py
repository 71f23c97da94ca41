"""A message that tells several things is taken apart only where every sentence is understood."""

from datetime import date

import pytest

from handlers.catalogue import CATALOGUE
from handlers.catalogue_types import Talk
from handlers.dialogue.follow_on import FollowOn, lines_left, opening_of
from handlers.dialogue.state import TalkState
from handlers.dialogue.story import pieces_of

TODAY = date(2026, 12, 25)


def _opened_by(words: str) -> Talk | None:
    committee = (talk for talk in CATALOGUE.talks.values() if "leader" in talk.roles)
    return next((talk for talk in committee if talk.opens(words, TODAY)), None)


def test_money_comes_first_and_courtesy_is_no_sentence() -> None:
    told = (
        "Chào cháu. Hôm nay họp 55/60, vắng bà Lan. Đo huyết áp 48 người. Có văn nghệ. Chi nước 120k. Cảm ơn!"
    )
    assert pieces_of(told, _opened_by) == (
        ("fund.entry", "Chi nước 120k"),
        ("meeting.roll_call", "Hôm nay họp 55/60, vắng bà Lan"),
        ("meeting.activity", "Đo huyết áp 48 người\nCó văn nghệ"),
    )


@pytest.mark.parametrize(
    "told, pieces",
    [
        (
            "Vắng bà Lan. Bà Hoa vay 3 triệu. Chi nước 120k. Ông Sơn trả lãi 40k",
            (
                ("fund.entry", "Bà Hoa vay 3 triệu\nChi nước 120k\nÔng Sơn trả lãi 40k"),
                ("meeting.roll_call", "Vắng bà Lan"),
            ),
        ),
        (
            "Vắng bà Lan. Bà Hoa vay 3 triệu",
            (("loan.lend", "Bà Hoa vay 3 triệu"), ("meeting.roll_call", "Vắng bà Lan")),
        ),
        (
            "Chi 200k mua nước. Trong đó 50k mua chè. Vắng bà Lan",
            (
                ("fund.entry", "Chi 200k mua nước. Trong đó 50k mua chè"),
                ("meeting.roll_call", "Vắng bà Lan"),
            ),
        ),
        (
            "Chi 200k mua nước. À nhầm 300k. Vắng bà Lan",
            (("fund.entry", "Chi 200k mua nước. À nhầm 300k"), ("meeting.roll_call", "Vắng bà Lan")),
        ),
        (
            "Chi 200. 000 đồng mua nước. Vắng bà Lan",
            (("fund.entry", "Chi 200. 000 đồng mua nước"), ("meeting.roll_call", "Vắng bà Lan")),
        ),
    ],
)
def test_what_belongs_to_the_sentence_before_stays_with_it_and_loans_are_money(
    told: str, pieces: tuple[tuple[str, str], ...]
) -> None:
    assert pieces_of(told, _opened_by) == pieces


@pytest.mark.parametrize(
    "words",
    [
        "thu 500k hội phí\nchi 100k nước",
        "Vắng bà Lan. Trời mưa to lắm",
        "chi 1.200.000 mua loa",
        "vắng bà Lan, ông Tư",
        "Chi nước 120k. Cho ông Tư vay 5 triệu",
    ],
)
def test_what_is_one_thing_or_not_understood_stays_whole(words: str) -> None:
    assert pieces_of(words, _opened_by) == ()


def test_lines_an_entry_leads_to_come_after_what_was_told_besides() -> None:
    told = opening_of(FollowOn((("fund.entry", "…"), ("meeting.roll_call", "vắng bà Lan")), "2026-12-25"))
    led_to = FollowOn((("loan.lend", "bà Hoa vay 3tr"),), "2026-12-25")
    left = lines_left(TalkState("fund.entry", "club/1", person_id=1, opening=told), (led_to,))
    assert left == FollowOn((("meeting.roll_call", "vắng bà Lan"), *led_to.lines), "2026-12-25")
