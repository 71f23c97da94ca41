"""What a talk and a query declare about themselves, so that reception and storage can serve them
without knowing them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handlers.decision import Caller, Say
from handlers.dialogue.hearing.put_right import PutRight
from handlers.dialogue.replay import Facts, TalkFunction
from handlers.dialogue.state import Json
from handlers.dialogue.subject import Subject
from storage.people_records import Person

COMMITTEE = frozenset({"leader", "deputy", "secretary", "accountant", "treasurer"})
OFFICERS = frozenset({"officer", "reader"})


@dataclass(frozen=True, slots=True)
class Visit:
    """What a talk knows of its own opening, the same at every replay of one message."""

    subject: Subject
    today: date
    person: Person
    opening: Mapping[str, Json] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    edited: str = ""
    repeats: int = 0
    round: int = 1

    @property
    def words(self) -> str:
        return str(self.opening.get("words", ""))


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation with an effect. `name` is permanent, and the path of its words in templates/."""

    name: str
    run: TalkFunction  # async (book, visit) -> effects
    book: type  # the record type it needs, loaded for its subject
    opens: Callable[[str, date], bool]
    subject: Callable[[str, Caller, Facts], Subject]
    roles: frozenset[str] = COMMITTEE
    shared: bool = False  # belongs to the club, so another of the committee may go on with it
    resumes: bool = False  # asks "làm tiếp nhé bác?" when it was left on another day
    afterword: str = ""  # name of the talk that a late remark opens
    waits: bool = True  # set aside for another talk it goes on afterwards; else it is dropped
    parks: bool = False  # "mai nhé cháu": the talk it interrupted rests until then
    photo: str = ""  # name of the talk that a picture right after it opens
    on_behalf: bool = False  # an officer who enters for a club may hold it
    beside: Callable[[str, date], tuple[str, tuple[tuple[str, str], ...]] | None] | None = None
    """Its own words of a message that holds more, and the lines of other talks (name, words) to follow."""
    in_a_story: str = ""
    """The talk that reads its sentence in a message telling several things; "" where none may stand."""
    after: Callable[[str, str], str] | None = None
    """Given the words and the name of the talk that ended last, the talk they open instead, or ""."""
    names_no_subject: Callable[[str], bool] | None = None
    """Which opening words do not say what they are about: inside an open talk of that name, what it is."""
    tells: Callable[[str, date], bool] | None = None
    """Which opening words tell something: once the talk has answers they begin a round of their own."""
    says_all: Callable[[str, date, Mapping[str, Any]], str] | None = None
    """Which words are a line of their own where another waits for an answer, given what that one shows."""
    breaks_in: Callable[[str, date, Mapping[str, Any]], str] | None = None
    """The same for a talk that goes on by itself once what it waited for is written."""
    begins_again: Callable[[str, str], bool] | None = None
    """Which (words, key of the open question) open another talk in the midst of this one; by default any."""

    retold: Callable[[str, PutRight, date, Collection[str]], str] | None = None
    """The opening words as a slip at the read-back makes them, given the keys answered since; or ""."""

    @property
    def page(self) -> str:
        return self.name.replace(".", "/")


@dataclass(frozen=True, slots=True)
class Query:
    """A question people ask us: answered at once, in the middle of any talk, with at most a note of it."""

    name: str
    hears: Callable[[str, Caller], Any]  # what was asked for, or None
    answer: Callable[[Any, Caller, Facts], Say | None]  # None: not meant for it after all
    roles: frozenset[str] = COMMITTEE | OFFICERS
    keeps: Callable[[Say], tuple[Any, ...]] | None = None  # effects noted with the answer
    first: bool = False  # heard before everything else, even where free words are asked for
    tap: str = ""  # prefix of the buttons that mean it, wherever they stand


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every talk by its permanent name, and every query in the order they are tried."""

    talks: Mapping[str, Talk]
    queries: Sequence[Query]
