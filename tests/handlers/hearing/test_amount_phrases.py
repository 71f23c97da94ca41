"""Amounts as treasurers type them; a phrase that must be asked about matters as much as one understood."""

import pytest

from handlers.dialogue.hearing.amounts import find_amount, hear_amount, split_amounts
from handlers.dialogue.hearing.heard import Heard, Unclear
from tests.handlers.hearing.phrase_tables import rows


def assert_meaning(outcome: Heard[int] | Unclear, meaning: str) -> None:
    """`meaning` is an amount, or "?reason" with guesses that must come first."""
    if not meaning.startswith("?"):
        assert isinstance(outcome, Heard)
        assert outcome.value == int(meaning)
        return
    reason, *guesses = meaning[1:].split()
    assert isinstance(outcome, Unclear)
    assert outcome.reason == reason
    assert outcome.guesses[: len(guesses)] == tuple(map(int, guesses))


@pytest.mark.parametrize("phrase, meaning", rows("amounts"))
def test_an_amount_alone(phrase: str, meaning: str) -> None:
    assert_meaning(hear_amount(phrase), meaning)


@pytest.mark.parametrize("phrase, meaning", rows("sentences"))
def test_an_amount_in_a_sentence(phrase: str, meaning: str) -> None:
    found = find_amount(phrase)
    if meaning == "none":
        assert found is None
        return
    wanted, rest = meaning.split(" ; ")
    assert found is not None
    assert_meaning(found[0], wanted)
    assert found[1] == rest


@pytest.mark.parametrize("phrase", ["không", "k có", "0", "0 đồng", "không đồng nào", "khong co"])
def test_nothing_is_an_amount_only_where_it_may_be(phrase: str) -> None:
    assert hear_amount(phrase, zero=True) == Heard(0)
    assert hear_amount(phrase) == Unclear("zero")


def test_the_table_is_as_large_as_promised() -> None:
    assert len({phrase for phrase, _ in rows("amounts")}) >= 400


def test_principal_and_interest_in_one_line_are_told_apart() -> None:
    found = split_amounts("bà Lan trả gốc 1tr lãi 50k")
    assert [(outcome.value, lead) for outcome, lead in found if isinstance(outcome, Heard)] == [
        (1_000_000, "bà Lan trả gốc"),
        (50_000, "lãi"),
    ]


@pytest.mark.parametrize(
    "phrase", ["năm trăm nghìn", "2 triệu rưỡi", "52 x 5.000", "1tr5", "năm triệu", "trăm rưỡi"]
)
def test_what_was_interpreted_is_said_back(phrase: str) -> None:
    outcome = hear_amount(phrase)
    assert isinstance(outcome, Heard)
    assert not outcome.literal
