"""Runs a talk from its first line over the stored answers, up to the question that is still open.

A restart, a week of silence, "quay lại" and a new release are one and the same case: replay.
"""

from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from typing import Any

from handlers.dialogue.awaited import (
    Asking,
    Fact,
    FactKey,
    Facts,
    Finished,
    Keep,
    Keeping,
    Lacking,
    Said,
    TalkDefect,
    TalkFunction,
    digest,
)
from handlers.dialogue.questions import Confirm, Option, PickLine, Question, YesNo
from handlers.dialogue.state import Json, TalkState

__all__ = [
    "Asking",
    "Fact",
    "FactKey",
    "Facts",
    "Finished",
    "Keep",
    "Keeping",
    "Lacking",
    "Said",
    "TalkDefect",
    "TalkFunction",
    "digest",
    "replay",
    "several",
]


async def several(key: str, *, at_most: int) -> AsyncIterator[str]:
    """Groups "<key>.1", "<key>.2" …: each asks "thêm nữa không?" when done. Ids are never used again."""
    for number in range(1, at_most + 1):
        group = f"{key}.{number}"
        if not await Said(f"{group}.removed"):
            yield group
        if number == at_most or not await YesNo(key=f"{group}.more"):
            return


def replay(talk: Coroutine[Any, Any, Any], state: TalkState, facts: Facts) -> Asking | Keeping | Finished:
    """Run the talk over the answers of `state`; raises Lacking for a fact that is not loaded."""
    try:
        return _run(talk, state, facts)
    finally:
        talk.close()


def _run(talk: Coroutine[Any, Any, Any], state: TalkState, facts: Facts) -> Asking | Keeping | Finished:
    seen: set[str] = set()
    value: Any = None
    while True:
        try:
            request = talk.send(value)
        except StopIteration as done:
            return Finished(_effects(done.value))
        if isinstance(request, Question):
            _once(request.key, seen)
            resolved = _resolve(request, state)
            if isinstance(resolved, Asking):
                return resolved
            value = resolved.value
        elif isinstance(request, Keep):
            _once(request.key, seen)
            if not _kept(request, state):
                return Keeping(request)
            value = None
        else:
            value = _look_up(request, state, facts)


def _kept(keep: Keep, state: TalkState) -> bool:
    answer = state.answers.get(keep.key)
    return answer is not None and answer.seal == Keeping(keep).seal


def _effects(returned: Any) -> tuple[Any, ...]:
    if returned is None:
        return ()
    return tuple(returned) if isinstance(returned, tuple | list) else (returned,)


def _once(key: str, seen: set[str]) -> None:
    if key in seen:
        raise TalkDefect(f"the key {key!r} is asked twice")
    seen.add(key)


def _look_up(request: Any, state: TalkState, facts: Facts) -> Any:
    if isinstance(request, Fact):
        return facts.get(request.record_type, request.subject)
    if isinstance(request, Said):
        answer = state.answers.get(request.key)
        return None if answer is None else answer.value
    raise TalkDefect(f"a talk may await questions and facts, not {type(request).__name__}")


@dataclass(frozen=True, slots=True)
class _Value:
    value: Any


def _resolve(question: Question[Any], state: TalkState) -> Asking | _Value:
    answer = state.answers.get(question.key)
    if answer is not None and _fits(question, answer.seal):
        if isinstance(question, Confirm) and answer.value == "edit":
            return Asking(_pick_line(question))
        stored = _read(question, answer.value)
        if stored is not None:
            return stored
    if question.key in state.reopened:
        return Asking(question, state.reopened[question.key])
    if question.known is not None:
        return _Value(question.known)
    return Asking(question)


def _read(question: Question[Any], stored: Json) -> _Value | None:
    """The stored answer; None where it no longer reads (its kind or list has changed): it is asked again."""
    if stored is None:
        return _Value(None) if question.skippable else None
    try:
        return _Value(question.from_json(stored))
    except (ValueError, TypeError, LookupError):
        return None


def _fits(question: Question[Any], seal: str) -> bool:
    return question.about is None or seal == digest(question.about)


def _pick_line(review: Confirm) -> PickLine:
    lines = tuple(Option(line.name, (line.name,), line.show) for line in review.lines)
    return PickLine(
        key=review.key, choices=lines, review=review, about=review.about, show=review.show, lines=review.lines
    )
