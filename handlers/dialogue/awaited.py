"""What a talk may await besides questions, and where a run of it can come to rest."""

import hashlib
import json
from collections.abc import Callable, Coroutine, Generator, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from typing import Any

from handlers.dialogue.questions import Question
from handlers.dialogue.state import Reopened

FactKey = tuple[type, Any]
"""A record type and the subject it is wanted for."""

TalkFunction = Callable[..., Coroutine[Any, Any, Any]]


class TalkDefect(Exception):
    """A talk broke a rule of the engine: a defect of ours, found by tests, never by a person's words."""


class Lacking(Exception):
    """A fact is needed that has not been loaded yet; the turn loads it and decides again."""

    def __init__(self, key: FactKey) -> None:
        super().__init__(f"{key[0].__name__} {key[1]}")
        self.key = key


class Facts:
    """Facts of one turn, loaded from storage in lists and never stored with the talk."""

    def __init__(self, loaded: Mapping[FactKey, Any] | None = None) -> None:
        self.loaded: Mapping[FactKey, Any] = {} if loaded is None else loaded

    def get(self, record_type: type, subject: Any) -> Any:
        """The record (None where there is none); raises Lacking where it was not loaded yet."""
        key = (record_type, subject)
        if key not in self.loaded:
            raise Lacking(key)
        return self.loaded[key]


@dataclass(frozen=True, slots=True)
class Fact:
    """Awaited in a talk: a record that depends on an earlier answer."""

    record_type: type
    subject: Any

    def __await__(self) -> "Generator[Fact, Any, Any]":
        return (yield self)


@dataclass(frozen=True, slots=True)
class Said:
    """Awaited in a talk: the stored answer's JSON if the key was ever answered; never asks."""

    key: str

    def __await__(self) -> "Generator[Said, Any, Any]":
        return (yield self)


@dataclass(frozen=True, slots=True)
class Keep:
    """Awaited in a talk: these effects are saved at once, and the talk goes on from the fresh facts.

    Changed effects under the same key are saved again; their savers must replace, not add.
    """

    key: str
    effects: tuple[Any, ...]

    def __await__(self) -> "Generator[Keep, None, None]":
        yield self


@dataclass(frozen=True, slots=True)
class Keeping:
    """The talk waits here for its effects to be saved."""

    keep: Keep

    @property
    def seal(self) -> str:
        return digest(self.keep.effects)


@dataclass(frozen=True, slots=True)
class Asking:
    """The talk waits here."""

    question: Question[Any]
    reopened: Reopened | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """The talk ran to its end; `effects` is empty when the person dropped it."""

    effects: tuple[Any, ...]


def digest(about: Any) -> str:
    """Short hash of what a confirmation shows: the seal."""
    text = json.dumps(about, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TalkDefect(f"cannot seal a {type(value).__name__}")
