"""Replaying a talk over given answers, without desk or messages: what it asks, or how it ended."""

from collections.abc import Coroutine
from datetime import date
from typing import Any

from handlers.catalogue_types import Visit
from handlers.dialogue.answering import By
from handlers.dialogue.replay import Asking, Facts, Finished, replay
from handlers.dialogue.state import Answer, TalkState
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
