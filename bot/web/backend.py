"""What the browser chat asks of the assistant: who is there, what was said, what time it is.

The chat never sees a talk, a club or a database; the assembly gives it this one narrow window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.web.refusals import Refusal


class UnknownPerson(Refusal):
    """Nobody in the person switcher has this name."""

    status, wording = 404, "unknown_person"


class TooLong(Refusal):
    """The words are longer than the assistant will read in one message."""

    status, wording = 413, "too_long"


class Unavailable(Refusal):
    """The message could not be stored just now; sending it again with the same id is safe."""

    status, wording = 503, "unavailable"


class ClockBackwards(Refusal):
    """The clock of the demo only moves forward: what was written stays in order."""

    status, wording = 409, "clock_backwards"


@dataclass(frozen=True, slots=True)
class PersonTab:
    """One person of the switcher: "Bác Bình", "chủ nhiệm CLB thôn Khổng".

    `starters` are the short words offered as buttons while nothing has been said yet.
    """

    handle: str  # letters, digits, "_" and "-", at most 64
    title: str
    subtitle: str
    starters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileLink:
    """A picture or document in a message; `url` is what `file_url(token)` gives."""

    name: str
    url: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class ChatLine:
    """One message as the page shows it.

    `id` is a cursor: later lines have greater ids, and a line never changes after it was shown.
    `message_id` is the browser's own id of one's own message; it replaces the "đang gửi…" bubble.
    """

    id: str
    mine: bool
    text: str
    at: datetime  # aware
    choices: tuple[tuple[str, str], ...] = ()  # (label, tap)
    files: tuple[FileLink, ...] = ()
    message_id: str = ""


def file_url(token: str) -> str:
    """The address under which the page fetches a file; the token is URL-safe (letters, digits, _ . = -)."""
    return f"/chat/file/{token}"


class ChatBackend(Protocol):
    """The assistant as seen from the browser chat."""

    def people(self) -> Sequence[PersonTab]:
        """Everybody one may speak as, in the order shown; never empty."""
        ...

    def now(self) -> datetime:
        """The assistant's date and time, aware, in the zone the page shows."""
        ...

    async def move_clock(self, to: datetime) -> datetime:
        """Move forward, do what became due, return the new time. Raises ClockBackwards."""
        ...

    async def say(
        self, handle: str, message_id: str, text: str, tap: str = "", photo: bytes | None = None
    ) -> None:
        """Store one message durably; the same (handle, message_id) twice is one message.

        Raises UnknownPerson, TooLong, Unavailable.
        """
        ...

    async def messages(self, handle: str, after: str, limit: int = 200) -> Sequence[ChatLine]:
        """The lines after the cursor (""= from the first), oldest first, at most `limit`."""
        ...

    async def changed(self, handle: str, seconds: float) -> None:
        """Return when something new may be there for this person, or after so many seconds.

        It must start listening before its first await: the stream calls it before it reads.
        """
        ...

    async def file(self, token: str) -> Path | None:
        """The file behind a link, or None when the token is unknown."""
        ...
