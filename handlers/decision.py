"""What one message led to: values only. The turn saves them in one transaction and words them afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from handlers.dialogue.questions import Option, Question
from handlers.dialogue.state import Desk, Doubt, Reopened, TalkState
from handlers.dialogue.take_up import StandIn
from storage.people_records import Person

STRANGER = "stranger"
"""The role of whoever has none: such a person learns nothing but the way in."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who speaks, at which moment, in which message."""

    person: Person
    now: datetime  # in the assistant's time zone
    inbox_id: int = 0
    behalf: StandIn | None = None  # the club spoken for; `person` then has a committee's role in it
    own: Person | None = None  # the same person with the roles that are really theirs

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(str(role.role) for role in self.person.roles) or frozenset({STRANGER})

    @property
    def club_id(self) -> int:
        """The club the person serves (the first where there are several); 0 for none."""
        return next((role.club_id for role in self.person.roles if role.club_id), 0)

    @property
    def area_code(self) -> str:
        """The area an officer looks after; "" for none."""
        return next((role.area_code for role in self.person.roles if role.area_code), "")


@dataclass(frozen=True, slots=True)
class Say:
    """Words to find in templates/<page>.j2, block `block`, with these values."""

    page: str
    block: str
    show: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to put before the person, with the list it carries."""

    page: str
    question: Question[Any]
    options: tuple[Option, ...] = ()
    listed: bool = field(default=True, kw_only=True)  # False: the options are buttons only
    doubt: Doubt | None = None
    reopened: Reopened | None = None
    edited: str = ""
    again: str = ""  # in short, something came in between: "again", or "nudge" after a thank-you
    number: int = 0  # of the showing, part of every button


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to somebody else. `occasion` makes it unique: the same notice is never sent twice."""

    occasion: str
    say: Say
    person_id: int = 0
    officers_of_club: int = 0  # instead of a person: those who look after this club's commune
    people: tuple[int, ...] = ()  # instead of a person: many, all told the same
    button: tuple[str, str] = ("", "")  # block of its label, payload of the tap


@dataclass(frozen=True, slots=True)
class Done:
    """A talk that came to its end with something to save: `(talk, round, line)` makes each effect unique."""

    talk: TalkState
    effects: tuple[Any, ...]
    first_line: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """All that one message changes."""

    desk: Desk
    reply: tuple[Say | Ask, ...] = ()
    talks: tuple[TalkState, ...] = ()
    done: Done | None = None
    notices: tuple[Notice, ...] = ()
    resume: bool = False  # a talk that was set aside goes on once the effects are saved
    notes: tuple[Any, ...] = ()  # effects of a question answered in passing, of no talk

    @property
    def kind(self) -> str:
        """How the reply is treated when its delivery is uncertain: a receipt is never sent twice."""
        if any(isinstance(part, Ask) for part in self.reply):
            return "question"
        return "receipt" if self.done is not None and self.done.effects else "reply"
