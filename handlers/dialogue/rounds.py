"""A talk taken up once more after it was finished, or told anew in its middle: a round of its own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.dialogue.state import TalkState


def another_round(finished: TalkState, told: Mapping[str, Any] | None = None) -> TalkState:
    """A talk taken up again: what was confirmed must be confirmed again; `told` are words for this round."""
    round_number = finished.round + 1
    opening = finished.opening if told is None else {**told, "round": round_number}
    answers = {key: answer for key, answer in finished.answers.items() if not answer.seal}
    order = tuple(key for key in finished.order if key in answers)
    return replace(
        finished,
        opening=opening,
        answers=answers,
        order=order,
        asked=(),
        round=round_number,
        status="open",
        edited="",
        doubt=None,
    )
