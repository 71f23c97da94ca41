"""What an opening line already says for a question: its answer, or the doubt to ask about at once."""

from typing import TypeVar

from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.state import Doubt

T = TypeVar("T")
KEPT_WORDS = 80  # of what was typed, shown beside a doubt


def spoken(key: str, heard: "Heard[T] | Unclear | None", words: str = "") -> tuple[T | None, Doubt | None]:
    """(known, unclear) as the question `key` takes them; neither where nothing was said."""
    if isinstance(heard, Unclear):
        return None, Doubt(key, heard.reason, heard.guesses, words[:KEPT_WORDS])
    return (None if heard is None else heard.value), None
