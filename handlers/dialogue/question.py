"""What every question has in common: a value that a talk awaits, handed to the driver.

Precedence of a key: answer > reopened > known > ask. Words shown for it live in templates/.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.put_right import PutRight
from handlers.dialogue.state import Doubt, Json

T = TypeVar("T")
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Option:
    """One numbered choice: a permanent code, the words that mean it, values for its label."""

    code: str
    words: tuple[str, ...] = ()
    show: Mapping[str, Any] = field(default_factory=dict)


def words_of(options: Sequence[Option]) -> list[tuple[str, ...]]:
    """What is typed for each option: its code where it has no words of its own."""
    return [option.words or (option.code,) for option in options]


def block_of(key: str) -> str:
    """The template block of a key: "entry.2.amount" is worded by "entry_amount"."""
    return "_".join(part for part in key.split(".") if not part.isdigit())


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line of a review that "sửa" can pick: its name, the keys to ask again, the words it goes by."""

    name: str
    keys: tuple[str, ...] = ()
    old: Mapping[str, Json] = field(default_factory=dict)
    show: Mapping[str, Any] = field(default_factory=dict)
    said: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question(Generic[T]):
    """Base of all kinds. Precedence of a key: answer > reopened > known > ask.

    `known` is a prefill computed from facts of this period; `about` seals the answer to what was
    shown; `step` is (4, 9) for "câu 4/9"; `money` makes notices wait while it is open.
    """

    worded_as: ClassVar[str] = ""  # the kind whose words serve this one too
    key: str
    known: T | None = None
    about: Any = None
    show: Mapping[str, Any] = field(default_factory=dict)
    step: tuple[int, int] | None = None
    skippable: bool = False
    money: bool = False
    listed: bool = True  # False: its choices are buttons only, no numbers in the text mean them
    calls: bool = True  # when stuck, a call from the officer is offered
    passing: bool = False  # nothing is told in it yet: dropped where something else is opened, not set aside
    secret: bool = False  # the words are not kept with the answer
    unclear: Doubt | None = None  # what an opening line said of it, heard but not certain
    lines: tuple[ReviewLine, ...] = ()  # what a slip put right here may be about

    def __await__(self) -> "Generator[Question[T], T, T]":
        return (yield self)

    @property
    def kind(self) -> str:
        """Which words in templates/ serve it, where these differ from kind to kind."""
        return self.worded_as or type(self).__name__.lower()

    def options(self) -> tuple[Option, ...]:
        return ()

    def hear(self, words: str, today: date) -> "Heard[T] | Unclear":
        raise TypeError(f"{type(self).__name__} cannot hear")

    def whole(self, words: str, doubted: str) -> str:
        """The answer with what the `doubted` words said already; most questions need nothing of them."""
        return words

    def put_right(self, slip: PutRight, old: Json, today: date) -> "Heard[T] | Unclear":
        """What this question is answered with after a slip; `old` is what it was answered with before.

        Unclear with guesses is about this question too, but has to be asked about.
        """
        heard = self.hear(slip.right, today)
        return self.check(heard) if isinstance(heard, Heard) else Unclear(heard.reason)

    def to_json(self, value: T) -> Json:
        return value

    def from_json(self, stored: Json) -> T:
        return stored  # type: ignore[no-any-return]  # the kind that stored it reads it back

    def check(self, heard: "Heard[T]") -> "Heard[T] | Unclear":
        """Last look at a value that was understood; a limit of this very question may refuse it."""
        return heard
