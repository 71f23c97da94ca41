"""What a saver is given: one effect of a finished talk, with all that makes saving it twice harmless."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.decision import Caller


@dataclass(frozen=True, slots=True)
class Save:
    """(talk_id, round, line) is unique for ever; `at` is the moment of the turn, aware."""

    effect: Any
    caller: Caller
    talk_id: int
    round: int
    line: int
    at: datetime


class Saver(Protocol):
    """Saves effects of one type inside the turn's transaction; returns what the receipt needs to say."""

    def __call__(self, connection: AsyncConnection, saves: Sequence[Save]) -> Awaitable[list[Any]]: ...


@dataclass(frozen=True, slots=True)
class PromisedFiles:
    """What a saver gives back for files drawn after the commit: what they are drawn from, as JSON."""

    drawn_from: Mapping[str, Any]
