"""A message that tells several things is taken apart only where every sentence is understood."""

from datetime import date

import pytest

from handlers.catalogue import CATALOGUE
from handlers.catalogue_types import Talk
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
