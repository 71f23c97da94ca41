"""Whatever people type or tap, in any order and by two of them: nothing raises, no answer is lost."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.dialogue.answering import By, Taken, go_back, take_words
from handlers.dialogue.questions import (
    Choose,
    Day,
    Money,
    Number,
    Option,
    Pair,
    Question,
    SeveralOf,
    Text,
    YesNo,
)
from handlers.dialogue.replay import Asking, Facts, replay
from handlers.dialogue.state import Reopened, TalkState
from handlers.messages import Kind
from storage.state_json import talk_to_json
from tests.handlers.dialogue.small_club import SmallClub

TODAY = date(2026, 11, 21)
BY = By(1, TODAY)

ANSWERS = [
    "2", "20 nghìn", "200", "chè xanh", "sen", "pha đặc", "không", "đúng", "1", "3", "hôm qua", "số khác",
    "rằm vừa rồi", "khoảng ngày 15", "gần bốn chục", "bà Lan", "đúng nhưng mà", "năm trăm", "500", "-3", "0",
    "²", "12", "nhờ cán bộ",
]  # fmt: skip
STEERING = [
    "quay lại", "dừng", "sửa", "giúp", "bỏ qua", "cảm ơn", "chào cháu", "bỏ", "haha", "tiếp", "làm lại",
    "mua chè", "mời khách", "/quy", "quỹ",
]  # fmt: skip
WORDS = st.one_of(st.sampled_from(ANSWERS), st.sampled_from(STEERING), st.text(max_size=20))
TAPS = st.builds("{}:{}".format, st.integers(-1, 12), st.integers(-1, 4))
MESSAGES = st.one_of(
    st.tuples(st.just("say"), WORDS),
    st.tuples(st.just("tap"), TAPS),
    st.tuples(st.just("send"), st.sampled_from([kind for kind in Kind if kind is not Kind.TAP])),
    st.tuples(st.just("books"), st.integers(0, 3)),
    st.tuples(st.just("night"), st.integers(1, 3)),
)
TELLINGS = st.lists(st.tuples(st.integers(1, 2), MESSAGES), max_size=14)
TAKES_BACK = frozenset({"quay lại", "sửa", "làm lại", "mua chè"})


def play(club: SmallClub, who: int, message: tuple[str, Any]) -> None:
    kind, what = message
    if kind == "books":
        club.book = replace(club.book, money=what, cups=what or None)
    elif kind == "night":
        club.today += timedelta(days=what)
    else:
        {"say": club.say, "tap": club.tap, "send": club.send}[kind](what, who)


def stored_answers(club: SmallClub) -> dict[tuple[int, str], Any]:
    """Every answer of every talk, with what a reopened key remembers of it."""
    found: dict[tuple[int, str], Any] = {}
    for talk_id in club.talks:
        state = club.state(talk_id)
        found |= {(talk_id, key): known.old for key, known in state.reopened.items()}
        found |= {(talk_id, key): answer.value for key, answer in state.answers.items()}
    return found


def may_take_back(club: SmallClub, message: tuple[str, Any]) -> bool:
    """Editing, going back, beginning again and changing an answer are meant to."""
    return message[0] in ("tap", "books") or any(word in str(message[1]) for word in TAKES_BACK)


@settings(max_examples=120, deadline=None)
@given(TELLINGS)
def test_no_sequence_raises_or_loses_an_answer(telling: list[tuple[int, tuple[str, Any]]]) -> None:
    club = SmallClub()
    for who, message in telling:
        before, saved = stored_answers(club), dict(club.saved)
        resuming = club.desk(who).resuming
        play(club, who, message)
        if not (may_take_back(club, message) or resuming or _picks_a_line(club, who, before)):
            assert before.keys() <= stored_answers(club).keys(), (message, before)
        assert saved.items() <= club.saved.items()


def _picks_a_line(club: SmallClub, who: int, before: dict[tuple[int, str], Any]) -> bool:
    """A line of a review was picked: its "edit" is used up, and its keys are asked anew."""
    return any(value == "edit" for value in before.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=10))
def test_nothing_is_saved_that_was_not_just_read_back(telling: list[str]) -> None:
    club = SmallClub()
    for words in ["mua chè", *telling]:
        shown = club.desk().shown
        count = len([p for p in club.purchases if hasattr(p, "price")])
        club.say(words)
        if len([p for p in club.purchases if hasattr(p, "price")]) > count:
            assert shown is not None
            assert (shown.key, "yes" in shown.codes) == ("confirm", True)


# -- back --------------------------------------------------------------------------------------------

QUESTIONS: list[Question[Any]] = [
    Number(key="q", known=3),
    Number(key="q"),
    Money(key="q"),
    Day(key="q", known=TODAY),
    Text(key="q"),
    YesNo(key="q"),
    Pair(key="q"),
    Choose(key="q", choices=(Option("a"), Option("b")), known="a"),
    Choose(key="q", choices=(Option("yes"), Option("b")), about="shown"),
    SeveralOf(key="q", choices=(Option("a"), Option("b"))),
]
ASKED_ANEW = TalkState("test.q", "club:1", reopened={"q": Reopened()})


def asking(question: Question[Any], state: TalkState) -> Asking | None:
    async def talk() -> Any:
        return await question

    outcome = replay(talk(), state, Facts())
    return outcome if isinstance(outcome, Asking) else None


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(QUESTIONS), WORDS)
def test_an_answer_and_back_is_the_same_question(question: Question[Any], words: str) -> None:
    asked = asking(question, ASKED_ANEW)
    assert asked is not None
    taken = take_words(ASKED_ANEW, asked.question, words, BY)
    if isinstance(taken, Taken):
        assert asking(question, taken.state) is None
        back = go_back(taken.state)
        assert back is not None
        again = asking(question, back)
        assert again is not None
        assert again.question == asked.question


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(QUESTIONS), WORDS)
def test_a_taken_answer_reads_back_as_it_was_taken(question: Question[Any], words: str) -> None:
    taken = take_words(ASKED_ANEW, question, words, BY)
    state = json.loads(json.dumps(talk_to_json(taken.state)))
    if isinstance(taken, Taken):
        assert question.from_json(state["answers"]["q"]["value"]) == taken.value
    else:
        assert state["doubt"]["key"] == "q"
