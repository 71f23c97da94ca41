"""What the rounds need of bot's wording, and what they leave behind: rows of the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from handlers.decision import Ask, Say
from handlers.messages import Outgoing


class Words(Protocol):
    """Bot's wording, seen from here."""

    def compose(
        self, parts: Sequence[Say | Ask], show: Mapping[str, Any], honorific: str = ""
    ) -> Outgoing: ...


@dataclass(frozen=True, slots=True)
class Written:
    """One new outbox row: for `clb tick`, an object a line."""

    key: str
    to: int  # person
    text: str
    channel: str = ""
    address: str = ""
    keys: tuple[str, ...] = ()  # every (occasion, person, step) the row stands for
