"""The lists on the table: a question's own choices, and the ways out of an answer that was not certain."""

from collections.abc import Sequence
from typing import Any

from handlers.dialogue.questions import Option, Question
from handlers.dialogue.state import Doubt, Json, TalkState

OTHER = Option("other", ("số khác", "khác", "ngày khác", "không phải", "không"))

LEAVE_BLANK = Option("skip", ("bỏ qua", "để trống"))

CALL_ME = Option("call_me", ("nhờ cán bộ", "gọi bác", "gọi cho bác", "nhờ cán bộ xã gọi"))

MISSES_BEFORE_CHOICES = 2

PLAIN_HINT = frozenset({"not_understood", "out_of_range", "too_long", "photo_wanted", "negative", "zero"})
"""Reasons answered the first time with one example and no choices."""

NO_CHOICES = frozenset({"code_length", "no_card", "no_code", "no_such_choice"})
"""Reasons whose words say it all."""

HARD = frozenset({"inexact", *PLAIN_HINT})
"""Reasons after which leaving blank or a call is offered, not just another figure."""


def doubt_options(question: Question[Any], doubt: Doubt) -> tuple[Option, ...]:
    """The numbered ways out of a doubt: the guesses first, then "số khác", blank, a call.

    A question with a list of its own keeps it, so that 1 stays yes; only a call is added, at its end.
    """
    guesses = tuple(Option(f"guess{n}", (), {"guess": guess}) for n, guess in enumerate(_offers(doubt)))
    if doubt.reason in NO_CHOICES or (doubt.reason in PLAIN_HINT and doubt.misses < MISSES_BEFORE_CHOICES):
        return ()
    call = (CALL_ME,) if question.calls else ()
    if own_list(question):
        return call if _stuck(doubt) else ()
    if _stuck(doubt):
        return (*guesses, *((LEAVE_BLANK,) if question.skippable else ()), *call)
    return (*guesses, OTHER) if guesses else ()


def _offers(doubt: Doubt) -> Sequence[Json]:
    return doubt.guesses[:1] if doubt.reason in ("lunar", "too_old") else doubt.guesses[:3]


def _stuck(doubt: Doubt) -> bool:
    return doubt.reason in HARD


def doubt_at(state: TalkState, question: Question[Any]) -> Doubt | None:
    return state.doubt if state.doubt is not None and state.doubt.key == question.key else None


def shown_options(state: TalkState, question: Question[Any]) -> tuple[Option, ...]:
    """What can be tapped now: the numbered list, else the buttons of a question that lists nothing."""
    return numbered_options(state, question) or question.options()


def numbered_options(state: TalkState, question: Question[Any]) -> tuple[Option, ...]:
    """The list that is on the table now: the question's own choices, and the ways out of a doubt."""
    doubt = doubt_at(state, question)
    ways_out = doubt_options(question, doubt) if doubt is not None else ()
    return own_list(question) + ways_out


def own_list(question: Question[Any]) -> tuple[Option, ...]:
    """The choices the question numbers by itself."""
    return question.options() if question.listed else ()
