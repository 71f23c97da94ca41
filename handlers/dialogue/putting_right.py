"""A slip put right inside an open talk: finds which line of what was read back it is about, and answers anew.

"À nhầm, nước 120 thôi" names its line; "300 chứ không phải 500" names it by what stood there; else the line
whose own question understands the words. Where several do, the person is asked which, and the words are kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from handlers.dialogue.answering import Outcome, Taken, accept, go_back, reopen_line, take_words
from handlers.dialogue.hearing.amounts import find_amount
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.put_right import PutRight, without_name
from handlers.dialogue.question import ReviewLine
from handlers.dialogue.questions import Choose, Confirm, Number, Pair, PickLine, Question
from handlers.dialogue.replay import Asking
from handlers.dialogue.state import Doubt, Json, TalkState
from handlers.dialogue.talking import Talking

WHICH_LINE = "which_line"
Apply = Callable[[TalkState, Question[Any], Outcome], None]


@dataclass(frozen=True, slots=True)
class _Tried:
    """One line with its question reopened, and how that question hears the slip."""

    state: TalkState
    question: Question[Any]
    words: str
    heard: Heard[Any] | Unclear
    names: int = 0  # how many words of the slip name this line
    stood_there: bool = False  # what was wrong is what this line says


class PuttingRight:
    """Works on the conversation of one message; `apply` carries on with an outcome."""

    def __init__(self, talking: Talking, apply: Apply) -> None:
        self.talking = talking
        self.apply = apply

    def take(self, state: TalkState, question: Question[Any], slip: PutRight) -> bool:
        """Whether the slip is about this question, one of its lines, or the answer given just before."""
        if isinstance(question, Confirm):
            anew = slip.sure and self._told_anew(state, slip)
            return anew or self._of_one_line(state, question, slip)
        here = self._answers(state, question, slip) or self._of_one_line(state, question, slip)
        return here or (slip.sure and self._last_answer(state, slip))

    def _of_one_line(self, state: TalkState, question: Question[Any], slip: PutRight) -> bool:
        """The line that is meant is answered anew; where several are, the person is asked which."""
        tried = [self._try(state, question, line, slip) for line in question.lines]
        sure = slip.sure or not isinstance(question, Confirm)  # else "mua hoa" would change what it was for
        heard = [one for one in tried if one and (sure or not isinstance(one.question, Choose))]
        meant = _likeliest(heard)
        if len(meant) == 1:
            self._answer(meant[0])
        elif meant and can_be_edited(question):
            self._ask_which(state, question, slip)
        else:
            return False
        return True

    def _told_anew(self, state: TalkState, slip: PutRight) -> bool:
        """The talk goes on as if it had been opened with the right words; its answers stay."""
        retold, words = self.talking.talk_of(state).retold, str(state.opening.get("words", ""))
        right = retold(words, slip, self.talking.caller.today, state.answers) if retold else ""
        if right:  # the same words once more are read back once more: no message stays unanswered
            self.talking.advance(replace(state, opening={**state.opening, "words": right}, doubt=None))
        return bool(right)

    def _last_answer(self, state: TalkState, slip: PutRight) -> bool:
        """ "À nhầm 42", said to the next question: the answer just given, where it understands."""
        before = go_back(replace(state, doubt=None))
        asking = self.talking.run(before) if before is not None else None
        if before is None or not isinstance(asking, Asking) or asking.question.key != state.order[-1]:
            return False
        old = state.answers[asking.question.key].value
        heard = asking.question.put_right(slip, old, self.talking.caller.today)
        if not isinstance(heard, Heard):
            return False
        echo = isinstance(asking.question, Number | Pair)
        by = self.talking.by
        taken = accept(before, asking.question, heard.value, by, words=slip.right, echo=echo)
        self.apply(before, asking.question, taken)
        return True

    def half_said(self, state: TalkState, question: Question[Any], slip: PutRight | None, words: str) -> bool:
        """ "180 thôi", or the right value alone: "200k" at a read-back of 180.000; a bare number never."""
        if slip is None and not words.strip(" .").isdecimal():
            slip = PutRight(words, sure=False)
        able = bool(question.lines) or question.key in state.reopened
        return slip is not None and able and self.take(state, question, slip)

    def take_kept(self, state: TalkState, reopened: TalkState) -> bool:
        """After "dòng nào ạ?": the words that were kept answer the line that was picked."""
        doubt = state.doubt
        asking = self.talking.run(reopened) if doubt is not None and doubt.reason == WHICH_LINE else None
        if doubt is None or not isinstance(asking, Asking):
            return False
        outcome = take_words(reopened, asking.question, doubt.words, self.talking.by)
        self.apply(reopened, asking.question, outcome)
        return True

    def _answers(self, state: TalkState, question: Question[Any], slip: PutRight) -> bool:
        """The open question's own answer, put right in the same breath: "à nhầm, 700k"."""
        before = state.reopened.get(question.key)
        old = before.old if before is not None else None
        heard = question.put_right(slip, old, self.talking.caller.today)
        meant = (slip.sure or before is not None) and (isinstance(heard, Heard) or bool(heard.guesses))
        if meant:
            self._answer(_Tried(state, question, slip.right, heard))
        return meant

    def _try(
        self, state: TalkState, question: Question[Any], line: ReviewLine, slip: PutRight
    ) -> _Tried | None:
        opened = reopen_line(state, question, line.name).state
        asking = self.talking.run(opened)
        if not isinstance(asking, Asking) or asking.question.key not in line.keys:
            return None
        asked, old = asking.question, _old(state, line, asking.question.key)
        rest, names = without_name(slip.right, line.said)
        versions = ((rest, names), (slip.right, 0)) if names else ((rest, 0), (slip.right, 0))
        for words, named in versions:
            said = replace(slip, right=words, named=bool(named))
            heard = asked.put_right(said, old, self.talking.caller.today)
            if isinstance(heard, Heard) or heard.guesses:
                return _Tried(opened, asked, words, heard, named, self._stood_there(asked, slip, line, old))
        return None

    def _stood_there(self, asked: Question[Any], slip: PutRight, line: ReviewLine, old: Json) -> bool:
        was = without_name(slip.was, line.said)[0]
        heard = asked.hear(was, self.talking.caller.today) if was else None
        if isinstance(heard, Heard):
            return bool(asked.to_json(heard.value) == old)
        return heard is not None and old in heard.guesses

    def _answer(self, tried: _Tried) -> None:
        state, asked, by = tried.state, tried.question, self.talking.by
        if isinstance(tried.heard, Heard):
            self.apply(state, asked, accept(state, asked, tried.heard.value, by, words=tried.words))
        else:
            self.apply(state, asked, take_words(state, asked, tried.words, by))

    def _ask_which(self, state: TalkState, question: Question[Any], slip: PutRight) -> None:
        picking = accept(state, question, "edit", self.talking.by).state
        self.talking.advance(replace(picking, doubt=Doubt(question.key, WHICH_LINE, (), slip.right[:80])))


def can_be_edited(question: Question[Any]) -> bool:
    """Whether "sửa" lists this question's lines."""
    return isinstance(question, Confirm) and any(option.code == "edit" for option in question.choices)


def only_names_a_line(question: Question[Any], outcome: Outcome) -> bool:
    """ "Huyết áp 54" picks a line at least; perhaps it says what is right as well."""
    edits = isinstance(outcome, Taken) and outcome.value == "edit"
    return isinstance(question, PickLine) or (isinstance(question, Confirm) and edits)


def meant_elsewhere(slip: PutRight | None, words: str) -> str:
    """What may open another talk: the whole words where they point to the book, else what was meant instead.

    "À nhầm, thu lãi" wants that talk; "nhầm rồi ông Sơn 300k" is about an entry written before.
    """
    if slip is None or not slip.sure or slip.adds:
        return words
    found = find_amount(slip.right)
    of_another = slip.of_the_book or bool(found and found[1].strip(" ,.:"))
    return words if of_another else slip.right


def _likeliest(tried: Sequence[_Tried]) -> list[_Tried]:
    """Those named by most words; of these the ones that said what was wrong; a value before one of a list."""
    most = max((one.names for one in tried), default=0)
    named = [one for one in tried if one.names == most]
    stood = [one for one in named if one.stood_there] or named
    return [one for one in stood if not isinstance(one.question, Choose)] or stood


def _old(state: TalkState, line: ReviewLine, key: str) -> Json:
    answer = state.answers.get(key)
    return line.old.get(key, answer.value if answer is not None else None)
