"""Replay by itself: which of answer, reopened, known and ask wins, groups, and what a defect is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handlers.dialogue.questions import Choose, Day, Number, Option, Question, Text
from handlers.dialogue.replay import Asking, Fact, Finished, Lacking, TalkDefect, several
from handlers.dialogue.state import Answer, Reopened
from tests.handlers.dialogue.replays import NEW, asked_key, run, tea, with_answers
from tests.handlers.dialogue.small_talks import Cupboard, Shop

# -- answer > reopened > known > ask -----------------------------------------------------------------


async def one_number(known: int | None) -> int:
    return await Number(key="cups", known=known)


def test_asked_when_nothing_is_known() -> None:
    assert asked_key(run(one_number(None))) == "cups"


def test_known_is_not_asked() -> None:
    assert run(one_number(4)) == Finished((4,))


def test_reopened_is_asked_although_known_with_its_old_value_and_note() -> None:
    note = Reopened(4, "trạm y tế ghi 5")
    assert run(one_number(4), NEW.reopen({"cups": note})) == Asking(Number(key="cups", known=4), note)


def test_an_answer_wins_over_reopened_and_known() -> None:
    state = replace(with_answers(cups=6), reopened={"cups": Reopened(4)})
    assert run(one_number(4), state) == Finished((6,))


def test_a_prefill_is_never_stored() -> None:
    assert not with_answers().answers
    assert asked_key(tea(NEW, Cupboard(cups=3))) == "price"


# -- answers that no longer read ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "question, stored",
    [
        (Day(key="x"), "hôm qua"),
        (Day(key="x"), 20261121),
        (Choose(key="x", choices=(Option("a"),)), "b"),
        (Number(key="x"), None),
    ],
)
def test_what_no_longer_reads_is_asked_again(question: Question[Any], stored: Any) -> None:
    async def talk() -> Any:
        return await question

    assert asked_key(run(talk(), NEW.answered("x", Answer(stored)))) == "x"


def test_a_kind_that_hears_more_than_its_list_reads_it_back() -> None:
    class Anything(Choose):
        def hear(self, words: str, today: date) -> Any:
            return words

    async def talk() -> str:
        return await Anything(key="x", choices=(Option("a"),))

    assert run(talk(), NEW.answered("x", Answer("mai nhắc"))) == Finished(("mai nhắc",))


# -- rules a talk may not break ----------------------------------------------------------------------


def test_a_key_used_twice_is_a_defect() -> None:
    async def twice() -> None:
        await Number(key="cups", known=1)
        await Number(key="cups", known=1)

    with pytest.raises(TalkDefect, match="'cups' is asked twice"):
        run(twice())


def test_awaiting_anything_else_is_a_defect() -> None:
    class Something:
        def __await__(self) -> Any:
            return (yield self)

    async def wrong() -> None:
        await Something()

    with pytest.raises(TalkDefect, match="not Something"):
        run(wrong())


def test_a_fact_that_is_not_loaded_is_lacking_by_name() -> None:
    async def needs() -> Any:
        return await Fact(Shop, "black")

    with pytest.raises(Lacking) as lacking:
        run(needs())
    assert lacking.value.key == (Shop, "black")


def test_effects_are_none_one_or_several() -> None:
    async def gives(value: Any) -> Any:
        return value

    assert run(gives(None)) == Finished(())
    assert run(gives("a")) == Finished(("a",))
    assert run(gives(["a", "b"])) == Finished(("a", "b"))


# -- groups ------------------------------------------------------------------------------------------


async def names() -> tuple[str, ...]:
    return tuple([await Text(key=f"{guest}.name") async for guest in several("guest", at_most=3)])


def test_groups_have_ids_of_their_own_and_end_at_the_most() -> None:
    state = NEW
    for key, value in (
        ("guest.1.name", "An"),
        ("guest.1.more", True),
        ("guest.2.name", "Bình"),
        ("guest.2.more", True),
        ("guest.3.name", "Cúc"),
    ):
        assert asked_key(run(names(), state)) == key
        state = state.answered(key, Answer(value))
    assert run(names(), state) == Finished(("An", "Bình", "Cúc"))


def test_a_removed_group_keeps_its_id_to_itself() -> None:
    state = NEW
    for key, value in (("guest.1.name", "An"), ("guest.1.removed", True), ("guest.1.more", True)):
        state = state.answered(key, Answer(value))
    assert asked_key(run(names(), state)) == "guest.2.name"
