"""What is remembered of a talk and of a person's desk between two messages: plain values, stored as JSON.

A talk is never stored half-executed: its answers are, by key, and the talk is run again over them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

Json = Any
"""int, str, bool, None, or lists and string-keyed dicts of those."""

NEW_TALK = -1
"""Stands for the id of a talk opened in this very turn, until the commit has given it one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One stored answer. `value` is JSON of the question's kind; None means "left blank for now"."""

    value: Json
    words: str = ""
    on: str = ""  # ISO day it was heard
    by: int = 0  # person who gave it: the deputy may go on with the leader's report
    seal: str = ""  # digest of what was shown, where the question was sealed


@dataclass(frozen=True, slots=True)
class Reopened:
    """A key to ask again, with the value it had and the note of whoever sent it back."""

    old: Json = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An answer that was heard but not understood for certain; the guesses are offered as choices."""

    key: str
    reason: str
    guesses: tuple[Json, ...] = ()
    words: str = ""
    misses: int = 1


@dataclass(frozen=True, slots=True)
class TalkState:
    """Everything a talk needs to be run again from its first line."""

    name: str
    subject: str
    id: int = NEW_TALK
    person_id: int | None = None
    opening: Mapping[str, Json] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    reopened: Mapping[str, Reopened] = field(default_factory=dict)
    order: tuple[str, ...] = ()  # answered keys, oldest first: what "quay lại" walks
    asked: tuple[str, ...] = ()  # keys ever put to the person: keeps "câu 3/9" steady
    edited: str = ""  # name of the line that was just corrected
    doubt: Doubt | None = None
    repeats: int = 0  # how often the opening words came again while the talk was open
    round: int = 1
    status: str = "open"  # open, parked, finished, dropped
    touched_on: str = ""  # ISO day of the last message in it
    told_aside: str = ""  # ISO day it was last said that it waits for "ghi tiếp"

    def answered(self, key: str, answer: Answer) -> "TalkState":
        """With one more answer; the key is no longer reopened and no doubt is left."""
        reopened = {k: v for k, v in self.reopened.items() if k != key}
        order = (*tuple(k for k in self.order if k != key), key)
        answers = {**self.answers, key: answer}
        return replace(self, answers=answers, reopened=reopened, order=order, doubt=None)

    def without(self, key: str) -> "TalkState":
        """With that answer taken back."""
        answers = {k: v for k, v in self.answers.items() if k != key}
        return replace(self, answers=answers, order=tuple(k for k in self.order if k != key), doubt=None)

    def reopen(self, keys: Mapping[str, Reopened]) -> "TalkState":
        """The same talk with these keys asked again, old values at hand."""
        answers = {k: v for k, v in self.answers.items() if k not in keys}
        order = tuple(k for k in self.order if k not in keys)
        return replace(self, answers=answers, order=order, reopened={**self.reopened, **keys}, doubt=None)


@dataclass(frozen=True, slots=True)
class Shown:
    """The question last put before a person: numbers and taps mean its list and no other."""

    number: int  # rises with every question shown; part of every button
    talk_id: int
    key: str
    codes: tuple[str, ...] = ()
    outbox_key: str = ""
    seal: str = ""  # digest of what was shown, where the question was sealed


@dataclass(frozen=True, slots=True)
class Closed:
    """The talk that ended last: a second "1" or a late remark belongs to it."""

    name: str
    subject: str
    on: str
    words: str = ""
    kept: bool = True  # False when it was dropped: nothing may be called recorded then
    waits: bool = False  # nothing is recorded yet: another person has to agree first


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before one person: the open talk, those set aside, the list last shown."""

    talk_id: int = 0
    waiting: tuple[int, ...] = ()
    shown: Shown | None = None
    resuming: bool = False  # "đang làm dở … làm tiếp không?" is on the table
    misses: int = 0
    closed: Closed | None = None
    count: int = 0  # questions shown so far
    club_id: int = 0  # the club spoken of last, for people who serve several
    behalf_of: int = 0  # the club an officer enters for, and the ISO day it was begun on
    behalf_on: str = ""
    pictures: tuple[str, ...] = ()  # references of pictures that wait to be asked about, and the ISO day
    pictures_on: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """The question on the table as its person saw it: when it came, and whether a notice came after it."""

    at: datetime | None = None
    push_since: bool = False


UNSEEN = Seen()
