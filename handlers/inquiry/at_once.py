"""Answers a question at once from the facts of this message: the same words an open talk would find."""

from collections.abc import Coroutine
from typing import Any

from handlers.dialogue.replay import Fact, Facts, TalkDefect


def at_once(answer: Coroutine[Any, Any, Any], facts: Facts) -> Any:
    """What a coroutine returns that awaits nothing but facts; raises Lacking for one not loaded."""
    value: Any = None
    try:
        while True:
            request = answer.send(value)
            if not isinstance(request, Fact):
                raise TalkDefect(f"an answer at once may await facts, not {type(request).__name__}")
            value = facts.get(request.record_type, request.subject)
    except StopIteration as done:
        return done.value
    finally:
        answer.close()
