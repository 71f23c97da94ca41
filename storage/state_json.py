"""Talks and desks as JSON and back.

Fields of a newer release are ignored, missing ones take their default.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, TypeVar

from handlers.dialogue.state import Answer, Closed, Desk, Doubt, Reopened, Shown, TalkState

T = TypeVar("T")
COLUMNS = frozenset({"id", "name", "subject", "person_id", "round", "status"})
"""Fields of a talk that are columns of their own, not part of its JSON."""


def _known(kind: type[T], stored: Mapping[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # only dataclasses come here
    return {
        name: tuple(value) if isinstance(value, list) and name != "value" and name != "old" else value
        for name, value in stored.items()
        if name in names
    }


def _maybe(kind: type[T], stored: Mapping[str, Any] | None) -> T | None:
    return None if stored is None else kind(**_known(kind, stored))


def talk_to_json(state: TalkState) -> dict[str, Any]:
    """The JSON column of a talk."""
    return {name: value for name, value in asdict(state).items() if name not in COLUMNS}


def talk_from_row(row: Mapping[Any, Any]) -> TalkState:
    """A stored talk, whichever release wrote it."""
    stored = _known(TalkState, row["state"])
    stored["answers"] = {k: Answer(**_known(Answer, v)) for k, v in stored.get("answers", {}).items()}
    stored["reopened"] = {k: Reopened(**_known(Reopened, v)) for k, v in stored.get("reopened", {}).items()}
    stored["doubt"] = _maybe(Doubt, stored.get("doubt"))
    return TalkState(**{**stored, **{name: row[name] for name in COLUMNS}})


def desk_to_json(desk: Desk) -> dict[str, Any]:
    """The JSON of a person's desk."""
    return asdict(desk)


def desk_from_json(stored: Mapping[str, Any]) -> Desk:
    """A stored desk, whichever release wrote it."""
    known = _known(Desk, stored)
    known["shown"] = _maybe(Shown, known.get("shown"))
    known["closed"] = _maybe(Closed, known.get("closed"))
    return Desk(**known)
