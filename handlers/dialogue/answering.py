"""What a person's words do to the open question: accepted, doubted, corrected, left blank or walked back.

An answer that is not certain never becomes an answer: it becomes a doubt with choices.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.dialogue.doubts import (
    CALL_ME,
    LEAVE_BLANK,
    doubt_at,
    doubt_options,
    numbered_options,
    own_list,
    shown_options,
)
from handlers.dialogue.hearing.choices import hear_choice
from handlers.dialogue.hearing.folding import tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.question import words_of
from handlers.dialogue.questions import Confirm, PickLine, Question
from handlers.dialogue.replay import digest
from handlers.dialogue.state import Answer, Doubt, Json, Reopened, TalkState

YES_TO_A_GUESS = frozenset({"đúng", "dung", "đúng rồi", "dung roi", "ừ", "phải", "ok", "vâng"})


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer was accepted. `echo` asks for "Dạ, 38 người." before the next question."""

    state: TalkState
    key: str
    value: Any = None
    echo: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """The question was left blank for now."""

    state: TalkState
    question: Question[Any]


@dataclass(frozen=True, slots=True)
class Dropped:
    """The person said "bỏ" to the whole talk."""

    state: TalkState


@dataclass(frozen=True, slots=True)
class CallWanted:
    """The person asks for a call from the commune's officer."""

    state: TalkState


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Not understood, or not certain: the state carries the doubt that the next words resolve."""

    state: TalkState
    doubt: Doubt


Outcome = Taken | Blank | Dropped | CallWanted | NotTaken


@dataclass(frozen=True, slots=True)
class By:
    """Who answers, and on which day."""

    person_id: int
    today: date


def take_words(state: TalkState, question: Question[Any], words: str, by: By) -> Outcome:
    """The person typed something at the open question."""
    way_out = _way_out(state, question, words)
    if way_out is not None and not own_list(question):
        return _take_way_out(state, question, *way_out, by)
    before = doubt_at(state, question)
    heard = question.hear(question.whole(words, before.words) if before is not None else words, by.today)
    if isinstance(heard, Heard):
        heard = question.check(heard)
    if isinstance(heard, Unclear) and own_list(question) and words.strip().isdecimal():
        heard = Unclear("no_such_choice", (len(numbered_options(state, question)),))
    if isinstance(heard, Unclear) and way_out is not None:
        return _take_way_out(state, question, *way_out, by)
    if isinstance(heard, Unclear):
        return _doubted(state, question, heard, words)
    return accept(state, question, heard.value, by, words=words, echo=not heard.literal)


def _way_out(state: TalkState, question: Question[Any], words: str) -> tuple[Doubt, int] | None:
    """Which way out of the doubt is named; a plain yes only where a single guess was offered."""
    doubt = doubt_at(state, question)
    ways_out = doubt_options(question, doubt) if doubt is not None else ()
    if doubt is None or not ways_out:
        return None
    picked = hear_choice(words, words_of(ways_out))
    figure_with_words = re.search(r"\d", words) is not None and not words.strip(" .").isdecimal()
    if isinstance(picked, Heard) and not figure_with_words:  # "2 nhà" is half an answer, not choice 2
        return doubt, picked.value
    guesses = [option for option in ways_out if option.code.startswith("guess")]
    return (doubt, 0) if len(guesses) == 1 and tidy(words) in YES_TO_A_GUESS else None


def take_number(state: TalkState, question: Question[Any], index: int, by: By) -> Outcome:
    """The person tapped or typed the number of a listed choice (0-based); out of range is not taken."""
    doubt, numbered = doubt_at(state, question), numbered_options(state, question)
    if index >= len(shown_options(state, question)):
        return _doubted(state, question, Unclear("not_understood"), str(index + 1))
    options = own_list(question) if numbered else question.options()
    if doubt is not None and index >= len(options):
        return _take_way_out(state, question, doubt, index - len(options), by)
    code = options[index].code
    value = code == "yes" if question.kind == "yesno" else code
    return accept(state, question, value, by, words=str(index + 1))


def _take_way_out(state: TalkState, question: Question[Any], doubt: Doubt, index: int, by: By) -> Outcome:
    code = doubt_options(question, doubt)[index].code
    if code.startswith("guess"):
        value = question.from_json(doubt.guesses[int(code.removeprefix("guess"))])
        return accept(state, question, value, by, words=doubt.words, echo=False)
    if code == LEAVE_BLANK.code:
        return leave_blank(state, question, by)
    if code == CALL_ME.code:
        return CallWanted(state)
    return NotTaken(replace(state, doubt=None), replace(doubt, reason="other", guesses=()))


def _doubted(state: TalkState, question: Question[Any], unclear: Unclear, words: str) -> NotTaken:
    before = doubt_at(state, question)
    misses = 1 if before is None else before.misses + 1
    kept = "" if question.secret else words[:80]
    doubt = Doubt(question.key, unclear.reason, tuple(unclear.guesses), kept, misses)
    return NotTaken(replace(state, doubt=doubt), doubt)


def accept(
    state: TalkState, question: Question[Any], value: Any, by: By, *, words: str = "", echo: bool = False
) -> Outcome:
    """Store a value that is certain; picking a line of a review reopens its keys instead."""
    if isinstance(question, PickLine):
        return reopen_line(state, question, value)
    if isinstance(question, Confirm) and value == "drop":
        return Dropped(replace(state, status="dropped", doubt=None))
    seal = "" if question.about is None else digest(question.about)
    kept = "" if question.secret else words[:200]
    answer = Answer(question.to_json(value), kept, by.today.isoformat(), by.person_id, seal)
    answered = state.answered(question.key, answer)
    if isinstance(question, Confirm):
        answered = replace(answered, edited="")
        if value == "edit" and len(question.lines) == 1:
            return reopen_line(answered, question, question.lines[0].name)
    return Taken(answered, question.key, value, echo)


def reopen_line(state: TalkState, question: Question[Any], name: str) -> Taken:
    """The talk with one line of its review asked again; its old value is kept to be shown."""
    line = next(line for line in question.lines if line.name == name)
    old = {key: Reopened(_old(state, line.old, key)) for key in line.keys}
    reopened = state.without(question.key).reopen(old)
    return Taken(replace(reopened, edited=line.name if line.keys else f"-{line.name}"), question.key)


def _old(state: TalkState, known: Any, key: str) -> Json:
    answer = state.answers.get(key)
    return known.get(key) if answer is None else answer.value


def leave_blank(state: TalkState, question: Question[Any], by: By) -> Outcome:
    """Left blank where that is allowed; elsewhere the question stays."""
    if not question.skippable:
        return _doubted(state, question, Unclear("not_skippable"), "")
    seal = "" if question.about is None else digest(question.about)
    answer = Answer(None, "", by.today.isoformat(), by.person_id, seal)
    return Blank(state.answered(question.key, answer), question)


def go_back(state: TalkState) -> TalkState | None:
    """The talk before its last answer; None where nothing was answered yet.

    The key counts as reopened, else what the books know would answer it again and nothing had gone back.
    """
    if state.doubt is not None:
        return replace(state, doubt=None)
    if not state.order:
        return None
    last = state.order[-1]
    return state.reopen({last: Reopened(state.answers[last].value)})
