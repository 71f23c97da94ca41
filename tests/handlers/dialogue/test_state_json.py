"""Talks and desks survive their JSON form, whichever release wrote it."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handlers.dialogue.state import Answer, Closed, Desk, Doubt, Reopened, Shown, TalkState
from storage.state_json import desk_from_json, desk_to_json, talk_from_row, talk_to_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)
KEYS = st.text(max_size=8)
ANSWER = st.builds(
    Answer, JSON, st.text(max_size=5), st.just("2026-11-21"), st.integers(), st.text(max_size=3)
)
DOUBT = st.builds(Doubt, KEYS, KEYS, st.lists(st.integers(), max_size=2).map(tuple), KEYS, st.integers(0, 9))
TALK = st.builds(
    TalkState,
    KEYS,
    KEYS,
    id=st.integers(1),
    answers=st.dictionaries(KEYS, ANSWER, max_size=3),
    reopened=st.dictionaries(KEYS, st.builds(Reopened, JSON, KEYS), max_size=2),
    order=st.lists(KEYS, max_size=3).map(tuple),
    asked=st.lists(KEYS, max_size=3).map(tuple),
    doubt=st.none() | DOUBT,
    repeats=st.integers(0, 5),
)
SHOWN = st.builds(
    Shown, st.integers(), st.integers(), KEYS, st.lists(KEYS, max_size=3).map(tuple), KEYS, KEYS
)
DESK = st.builds(
    Desk,
    waiting=st.lists(st.integers(), max_size=3).map(tuple),
    shown=st.none() | SHOWN,
    closed=st.none() | st.builds(Closed, KEYS, KEYS, KEYS, KEYS, st.booleans()),
)


def through_json(stored: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(stored))
    return read


@given(TALK)
def test_a_talk_survives_json(state: TalkState) -> None:
    columns = ("id", "name", "subject", "person_id", "round", "status")
    row = {name: getattr(state, name) for name in columns}
    assert talk_from_row({**row, "state": through_json(talk_to_json(state))}) == state


@given(DESK)
def test_a_desk_survives_json(desk: Desk) -> None:
    assert desk_from_json(through_json(desk_to_json(desk))) == desk


@given(TALK)
def test_fields_of_another_release_do_no_harm(state: TalkState) -> None:
    stored = through_json(talk_to_json(state)) | {"mood": "vui", "id": 77, "round": 5}
    stored["answers"] = {key: {**answer, "voice": True} for key, answer in stored["answers"].items()}
    row = {"id": 1, "name": "n", "subject": "", "person_id": None, "round": 1, "status": "open"}
    assert talk_from_row({**row, "state": stored}).answers == state.answers
    assert talk_from_row({**row, "state": {}}) == TalkState("n", "", 1)
