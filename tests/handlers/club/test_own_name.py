"""Who joins as an officer or operator says a whole name: the second thumb on "1" is nobody's."""

from datetime import date

import pytest

from handlers.club.join import LONGEST_NAME, OwnName
from handlers.dialogue.hearing.heard import Heard, Unclear

NAME = OwnName(key="name", at_most=LONGEST_NAME)


@pytest.mark.parametrize(
    "words, name",
    [("Lương Minh Tuấn", "Lương Minh Tuấn"), ("  y  Niê ", "y Niê"), ("nguyen thi hoa", "nguyen thi hoa")],
)
def test_a_name_is_kept_as_typed(words: str, name: str) -> None:
    assert NAME.hear(words, date(2026, 11, 22)) == Heard(name)


@pytest.mark.parametrize("words", ["1", "không", "Đúng", "2 Hoa", "0912345678", "a b " * 30, "👍 👍", ""])
def test_what_is_no_name_is_asked_again(words: str) -> None:
    assert NAME.hear(words, date(2026, 11, 22)) == Unclear("no_name")
