"""A long message in pieces: nothing lost, nothing too long, no letter or emoji torn."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.splitting import split, utf16_units

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇻🇳"
LETTERS = ["a", "ế", "e\u0302\u0301", " ", "\n", "\n\n", "👵🏻", FAMILY, FLAG, "1️⃣", "đ", "🎉"]
vietnamese = st.lists(st.sampled_from(LETTERS), max_size=60).map("".join)


def solid(text: str) -> str:
    return "".join(text.split())


@given(st.one_of(vietnamese, st.text()), st.integers(min_value=1, max_value=40))
@example("e\u0302\u0301", 1)
@example("🎉", 1)
def test_nothing_is_lost_and_no_piece_is_empty(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert solid("".join(pieces)) == solid(unicodedata.normalize("NFC", text))
    assert all(piece.strip() for piece in pieces)


@given(vietnamese, st.integers(min_value=2, max_value=40))
def test_every_piece_fits(text: str, limit: int) -> None:
    assert all(len(piece.encode("utf-16-le")) // 2 <= limit for piece in split(text, limit))


@given(vietnamese, st.integers(min_value=11, max_value=40))
def test_no_letter_is_torn(text: str, limit: int) -> None:
    """The longest of our letters, the family, has 11 units; so each can be kept whole."""
    whole = {unicodedata.normalize("NFC", letter) for letter in LETTERS}
    for piece in split(text, limit):
        rest = piece
        while rest:
            letter = max((one for one in whole if rest.startswith(one)), key=len, default="")
            assert letter, f"a torn letter in {piece!r}"
            rest = rest[len(letter) :]


@pytest.mark.parametrize(
    "text, pieces",
    [
        ("", []),
        ("  \n ", []),
        ("một hai", ["một hai"]),
        ("một hai ba\nbốn năm", ["một hai ba", "bốn năm"]),
        ("một hai ba bốn năm", ["một hai ba", "bốn năm"]),
        ("một hai bảy\ntám", ["một hai bảy", "tám"]),
        ("một\nhai ba bốn năm", ["một", "hai ba bốn", "năm"]),
        ("mườihaichữcái", ["mườihaichữc", "ái"]),
        (FLAG * 3, [FLAG * 2, FLAG]),
        (FAMILY * 2, [FAMILY, FAMILY]),
    ],
)
def test_cuts_where_a_reader_would(text: str, pieces: list[str]) -> None:
    assert split(text, 11) == pieces


def test_counts_as_the_platforms_do() -> None:
    assert [utf16_units(one) for one in ("ế", "🎉", FLAG, FAMILY)] == [1, 2, 4, 11]


def test_mischief_without_end_is_cut_all_the_same() -> None:
    pieces = split("a" + "\u0300" * 5000, 4096)
    assert [len(piece) for piece in pieces] == [4096, 904]
