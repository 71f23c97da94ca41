"""Rules that hold for every amount and every text: what is written is heard, and nobody is guessed at."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.dialogue.hearing.amounts import find_amount, hear_amount, split_amounts
from handlers.dialogue.hearing.folding import fold, nfc, polish, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.money import digits, in_words, spelled

AMOUNTS = st.one_of(
    st.integers(1, 10**6).map(lambda n: n * 1000),
    st.integers(10, 10**9).map(lambda n: n * 100),
    st.integers(1000, 10**12 - 1),
)
THOUSANDS = st.integers(1, 10**7).map(lambda n: n * 1000)
CHATTER = st.text(st.sampled_from("0123456789.,kđtrxy- ngươiệumộthaibốnrưỡi/%()=?"), max_size=40)
WORDS = st.lists(
    st.sampled_from(
        "một hai ba bốn năm mười mươi lăm trăm nghìn triệu tỷ rưỡi nửa 5 50 500 1.500 k tr đồng không "
        "linh người x "
        "mỗi ông bà tháng số 20/11 chục củ hoặc trừ".split()
    ),
    max_size=8,
).map(" ".join)


def only(outcome: Heard[int] | Unclear) -> int | None:
    return outcome.value if isinstance(outcome, Heard) else None


@given(AMOUNTS)
def test_digits_are_heard_as_written(amount: int) -> None:
    assert only(hear_amount(digits(amount))) == amount
    assert only(hear_amount(f"{digits(amount)} đồng")) == amount
    assert only(hear_amount(digits(amount).replace(".", ","))) == amount


@given(THOUSANDS)
def test_words_are_heard_as_written_in_any_dress(amount: int) -> None:
    written = in_words(amount)
    for dressed in (written, written.upper(), unicodedata.normalize("NFD", written), f"Dạ {written} ạ."):
        assert only(hear_amount(dressed)) == amount
    assert only(hear_amount(fold(written))) in (amount, None)  # "nam" may be năm or nam: never another amount


@given(AMOUNTS)
def test_words_of_any_amount_are_never_another_amount(amount: int) -> None:
    assert only(hear_amount(in_words(amount))) in (amount, None)
    assert only(hear_amount(f"{in_words(amount)} đồng")) in (amount, None)


@given(THOUSANDS)
def test_the_confirmation_sent_back_is_the_same_amount(amount: int) -> None:
    assert only(hear_amount(spelled(amount))) == amount


@given(st.integers(1, 99_999))
def test_the_thousands_shorthand(number: int) -> None:
    assert only(hear_amount(f"{number}k")) == number * 1000
    assert only(hear_amount(f"{number} nghìn")) == number * 1000


@given(st.integers(1, 999), st.integers(1, 9))
def test_the_million_shorthand(millions: int, tenth: int) -> None:
    assert only(hear_amount(f"{millions}tr{tenth}")) == millions * 1_000_000 + tenth * 100_000


@given(
    AMOUNTS,
    AMOUNTS,
    st.sampled_from(
        [" ", " và ", ", ", " hoặc ", "-", " - ", " rồi ", " lãi ", "; ", "\n", " + ", " bà Lan "]
    ),
)
def test_two_different_amounts_are_never_one(first: int, second: int, joint: str) -> None:
    if first != second:
        text = f"{digits(first)}đ{joint}{digits(second)}đ"
        assert only(hear_amount(text)) is None
        found = find_amount(text)
        assert found is not None
        assert only(found[0]) is None


@given(
    THOUSANDS, st.sampled_from(["không phải", "trừ", "âm", "gần", "khoảng", "hơn", "thiếu", "chưa có", "-"])
)
def test_what_is_denied_or_roughly_said_is_never_taken(amount: int, before: str) -> None:
    assert only(hear_amount(f"{before} {digits(amount)}")) is None
    assert only(hear_amount(f"{before} {in_words(amount)}")) is None


@given(st.one_of(st.text(max_size=60), CHATTER, WORDS))
def test_no_text_breaks_it(text: str) -> None:
    heard = only(hear_amount(text))
    assert heard is None or 1000 <= heard < 10**12
    found = find_amount(text)
    assert found is None or only(found[0]) is None or (only(found[0]) or 0) >= 1000
    assert len(split_amounts(text)) <= len(text)


@given(WORDS)
def test_accents_and_case_never_change_an_amount(text: str) -> None:
    heard = only(hear_amount(text))
    assert only(hear_amount(text.upper())) == heard
    assert only(hear_amount(unicodedata.normalize("NFD", text))) == heard


@given(st.text(max_size=60))
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert polish(polish(text)) == polish(text)
    assert nfc(nfc(text)) == nfc(text)


@pytest.mark.parametrize(
    "amount, words",
    [
        (0, "không"),
        (5, "năm"),
        (15_000, "mười lăm nghìn"),
        (21_000, "hai mươi mốt nghìn"),
        (24_000, "hai mươi tư nghìn"),
        (55_000, "năm mươi lăm nghìn"),
        (105_000, "một trăm linh năm nghìn"),
        (110_000, "một trăm mười nghìn"),
        (260_000, "hai trăm sáu mươi nghìn"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_050_000, "một triệu không trăm năm mươi nghìn"),
        (1_000_500, "một triệu không nghìn năm trăm"),
        (13_500_000, "mười ba triệu năm trăm nghìn"),
        (2_000_000_000, "hai tỷ"),
        (1_000_500_000, "một tỷ năm trăm nghìn"),
        (-500_000, "âm năm trăm nghìn"),
    ],
)
def test_words_are_those_of_a_cash_book(amount: int, words: str) -> None:
    assert in_words(amount) == words


def test_amounts_are_read_back_in_digits_and_words() -> None:
    assert spelled(500_000) == "500.000 đồng (năm trăm nghìn đồng)"
    assert digits(-1_234_567) == "-1.234.567"


def test_a_text_of_no_end_is_not_understood() -> None:
    assert only(hear_amount("5" * 100_000)) is None
    assert hear_amount("500k " + "a " * 3000) == Unclear("not_understood")
