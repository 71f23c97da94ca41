"""A confirmation holds only for what was shown: a changed answer, ledger or day asks again."""

from datetime import date

import pytest

from handlers.dialogue.answering import Taken, accept
from handlers.dialogue.questions import Confirm, PickLine, Text
from handlers.dialogue.replay import Asking, Finished, TalkDefect, digest
from handlers.dialogue.state import Answer, TalkState
from tests.handlers.dialogue.replays import BY, NEW, TODAY, asked_key, run, tea, with_answers
from tests.handlers.dialogue.small_talks import Cupboard

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
