"""Replay by itself: which of answer, reopened, known and ask wins, when a seal holds, what a defect is."""

from collections.abc import Coroutine
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handlers.catalogue_types import Visit
from handlers.dialogue.answering import By, Taken, accept
from handlers.dialogue.questions import Choose, Confirm, Day, Number, Option, PickLine, Question, Text
from handlers.dialogue.replay import (
    Asking,
    Fact,
    Facts,
    Finished,
    Lacking,
    TalkDefect,
    digest,
    replay,
    several,
)
from handlers.dialogue.state import Answer, Reopened, TalkState
from handlers.dialogue.subject import Subject
from tests.handlers.dialogue.small_talks import Cupboard, Shop, buy_tea, person

TODAY = date(2026, 11, 21)
BY = By(1, TODAY)
NEW = TalkState("test.tea", "club:1")


def with_answers(**answers: Any) -> TalkState:
    state = NEW
    for key, value in answers.items():
        state = state.answered(key, Answer(value))
    return state


def run(talk: Coroutine[Any, Any, Any], state: TalkState = NEW, **facts: Any) -> Asking | Finished:
    loaded: dict[tuple[type, Any], Any] = {(Shop, kind): Shop(kind) for kind in ("green", "lotus")}
    outcome = replay(talk, state, Facts(loaded))
    assert isinstance(outcome, Asking | Finished)
    return outcome


def tea(state: TalkState, book: Cupboard | None = None, today: date = TODAY) -> Asking | Finished:
    return run(buy_tea(book or Cupboard(), Visit(Subject(1), today, person(1))), state)


def asked_key(outcome: Asking | Finished) -> str:
    assert isinstance(outcome, Asking)
    return outcome.question.key


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


# -- seals -------------------------------------------------------------------------------------------

FILLED = with_answers(cups=2, price=20_000, kind="green", note="", on="2026-11-21")


def confirmed(book: Cupboard | None = None, today: date = TODAY) -> TalkState:
    outcome = tea(FILLED, book, today)
    assert isinstance(outcome, Asking)
    taken = accept(FILLED, outcome.question, "yes", BY)
    assert isinstance(taken, Taken)
    return taken.state


def test_what_was_confirmed_is_finished() -> None:
    assert isinstance(tea(confirmed()), Finished)


def test_a_changed_earlier_answer_breaks_the_seal() -> None:
    changed = confirmed().answered("cups", Answer(3))
    assert asked_key(tea(changed)) == "confirm"


def test_a_changed_ledger_breaks_the_seal() -> None:
    assert asked_key(tea(confirmed(), Cupboard(money=90_000))) == "confirm"


def test_a_new_day_breaks_the_seal_of_what_was_said_today() -> None:
    said_today = confirmed().without("on")
    assert isinstance(tea(said_today, today=TODAY), Finished)
    assert asked_key(tea(said_today, today=date(2026, 11, 22))) == "confirm"


def test_a_stored_day_stays_that_day() -> None:
    assert isinstance(tea(confirmed(), today=date(2026, 11, 22)), Finished)


def test_a_blank_under_a_seal_is_blank_only_for_what_was_shown() -> None:
    async def sealed(about: int) -> str | None:
        return await Text(key="note", about=about, skippable=True)

    state = NEW.answered("note", Answer(None, seal=digest(1)))
    assert run(sealed(1), state) == Finished(())
    assert asked_key(run(sealed(2), state)) == "note"


def test_edit_asks_which_line_and_loses_its_meaning_with_the_seal() -> None:
    outcome = tea(FILLED)
    assert isinstance(outcome, Asking)
    taken = accept(FILLED, outcome.question, "edit", BY)
    picking = tea(taken.state)
    assert isinstance(picking, Asking)
    assert isinstance(picking.question, PickLine)
    again = tea(taken.state, Cupboard(money=1))
    assert isinstance(again, Asking)
    assert type(again.question) is Confirm


def test_a_seal_is_of_plain_values_only() -> None:
    with pytest.raises(TalkDefect, match="cannot seal"):
        digest(object())


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
