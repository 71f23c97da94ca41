"""A person talking to the real assistant in a test: a real database, and optionally a new process's
worth of objects for every message, so that each conversation is also a restart test.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from bot.assembly import assemble
from bot.clock import DEFAULT_ZONE, FrozenClock
from bot.rounds import do_what_is_due
from bot.runtime import Runtime
from bot.terminal import Terminal
from bot.wording import Wording
from handlers.messages import Incoming, Kind, Outgoing
from storage.database import Database, open_database
from storage.demo_story import catch_up
from tests.talks.demo_file import make_demo


def moment(text: str) -> datetime:
    """ "2026-11-28 08:30" in Vietnam."""
    return datetime.fromisoformat(text).replace(tzinfo=DEFAULT_ZONE)


@dataclass(frozen=True)
class Heard:
    """What came in: `kind` other than TEXT for "[tin thoại]", "[nhãn dán]", "[ảnh]"."""

    text: str
    kind: Kind = Kind.TEXT
    media: str = ""


class Conversation:
    """Speaks for anybody of the demo; `restart` opens everything anew for every message."""

    def __init__(self, url: str, *, restart: bool = False, wording: Wording | None = None) -> None:
        self.url = url
        self.restart = restart
        self.wording = wording
        self._database: Database | None = None
        self._runtime: Runtime | None = None
        self.terminal = Terminal()
        self.clock = FrozenClock(moment("2026-11-21 09:00"))

    async def begin(self, at: datetime) -> None:
        """Demo data up to that moment."""
        self.clock.moment = at
        await make_demo(self.url, at)

    async def at(self, when: datetime) -> None:
        """The clock moves; the demo's people live on; what is due is sent."""
        self.clock.moment = when
        async with (await self.database()).write() as connection:
            await catch_up(connection, when)

    async def database(self) -> Database:
        if self._database is None:
            self._database = open_database(self.url)
        return self._database

    async def runtime(self) -> Runtime:
        if self._runtime is None:
            assistant = assemble(await self.database(), DEFAULT_ZONE)
            if self.wording:
                assistant = replace(assistant, wording=self.wording)
            self._runtime = Runtime(assistant, [self.terminal], self.clock)
        return self._runtime

    async def close(self) -> None:
        if self._database is not None:
            await self._database.dispose()
        self._database = self._runtime = None

    async def say(
        self, handle: str, heard: Heard | str, *, tap: str = "", message_id: str = ""
    ) -> list[Outgoing]:
        """Send one message and return the replies."""
        said = Heard(heard) if isinstance(heard, str) else heard
        kind = Kind.TAP if tap else said.kind
        name = message_id or uuid4().hex
        incoming = Incoming("terminal", handle, name, self.clock.now(), kind, said.text, tap, said.media)
        runtime = await self.runtime()
        await runtime.receive([incoming])
        await runtime.settle()
        replies = self.terminal.take()
        if self.restart:
            await self.close()
        return replies

    async def tick(self, handle: str) -> list[Outgoing]:
        """What is due now is written and sent, as the scheduler does; returns what this person gets of it."""
        assistant = assemble(await self.database(), DEFAULT_ZONE)
        with TemporaryDirectory() as folder:
            await do_what_is_due(assistant, self.clock.now(), Path(folder))
            await Runtime(assistant, [self.terminal], self.clock, only=handle).settle()
        received = self.terminal.take()
        await (await self.runtime()).settle()
        self.terminal.take()  # what others got
        if self.restart:
            await self.close()
        return received

    async def texts(self, handle: str, *words: str) -> list[str]:
        """The texts of the last reply to each of these messages."""
        found = []
        for said in words:
            replies = await self.say(handle, said)
            found.append("\n".join(reply.text for reply in replies))
        return found


@asynccontextmanager
async def conversation(
    url: str, at: str, *, restart: bool = False, wording: Wording | None = None
) -> AsyncIterator[Conversation]:
    """A conversation over fresh demo data; `wording` outlives the restarts."""
    talk = Conversation(url, restart=restart, wording=wording)
    await talk.begin(moment(at))
    try:
        yield talk
    finally:
        await talk.close()
