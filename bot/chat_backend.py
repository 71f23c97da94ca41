"""The browser chat's view of the assistant: its inbox and outbox as one conversation, its clock as
a button.
"""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.channel import Outcome, Receive, Sent
from bot.clock import DemoClock
from bot.runtime import Runtime
from bot.web.backend import (
    ChatLine,
    ClockBackwards,
    FileLink,
    PersonTab,
    TooLong,
    Unavailable,
    UnknownPerson,
    file_url,
)
from bot.wording import Wording
from handlers.dialogue.hearing.folding import nfc
from handlers.messages import Incoming, Kind, Outgoing
from storage.conversations import Line, load_conversation, people_of_the_demo
from storage.demo_story import catch_up
from storage.outage import is_outage

LONGEST = 5000
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp"})


class WebChat:
    """The channel "web": a message is delivered when it is there to be read; waiting pages are woken."""

    name = "web"
    per_second = 1000.0

    def __init__(self) -> None:
        self._changed: dict[str, asyncio.Event] = {}

    async def send(self, address: str, message: Outgoing) -> Sent:
        return Sent(Outcome.SENT, provider_id="shown")

    async def run(self, receive: Receive) -> None:
        await asyncio.Event().wait()

    def delivered(self, channel: str, address: str) -> None:
        """A letter is marked as sent: only now does the page find it."""
        if channel == self.name:
            self.wake(address)

    def wake(self, address: str) -> None:
        self._changed.pop(address, asyncio.Event()).set()

    async def changed(self, address: str, seconds: float) -> None:
        event = self._changed.setdefault(address, asyncio.Event())
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return


class DemoBackend:
    """bot.web.backend.ChatBackend over the real assistant."""

    def __init__(self, runtime: Runtime, chat: WebChat, clock: DemoClock, photos: Path) -> None:
        self._runtime = runtime
        self._chat = chat
        self._clock = clock
        self._photos = photos
        self._people: tuple[PersonTab, ...] = ()
        self._wording = Wording()
        self._files: dict[str, Path] = {}

    async def load(self) -> None:
        """Read who is there to be."""
        async with self._runtime.assistant.database.read() as connection:
            found = await people_of_the_demo(connection)
        self._people = tuple(
            PersonTab(
                who.handle,
                self._wording.block("web_people", "title", {"who": who}),
                self._wording.block("web_people", "subtitle", {"who": who}),
                tuple(self._wording.block("web_people", f"starters_{who.kind}", {"who": who}).split("\n")),
            )
            for who in found
        )

    def people(self) -> Sequence[PersonTab]:
        return self._people

    def now(self) -> datetime:
        return self._clock.now().astimezone(self._runtime.assistant.zone)

    async def move_clock(self, to: datetime) -> datetime:
        """Move on, lay what the demo's people did meanwhile, and do what became due."""
        try:
            self._clock.move(to)
        except ValueError:
            raise ClockBackwards from None
        async with self._runtime.assistant.database.write() as connection:
            await catch_up(connection, self._clock.now())
        await self._runtime.tick()
        await self._runtime.settle()
        return self.now()

    async def say(
        self, handle: str, message_id: str, text: str, tap: str = "", photo: bytes | None = None
    ) -> None:
        """Store one message; a known message_id changes nothing."""
        self._known(handle)
        if len(text) > LONGEST:
            raise TooLong
        kind = Kind.PHOTO if photo else Kind.TAP if tap else Kind.TEXT
        media = await asyncio.to_thread(self._keep, photo) if photo else ""
        message = Incoming("web", handle, message_id, self._clock.now(), kind, nfc(text), tap, media)
        try:
            await self._runtime.receive([message])
        except Exception as error:
            if is_outage(error):
                raise Unavailable from error
            raise
        self._chat.wake(handle)

    def _keep(self, photo: bytes) -> str:
        self._photos.mkdir(parents=True, exist_ok=True)
        name = secrets.token_urlsafe(18)
        (self._photos / name).write_bytes(photo)
        return name

    async def messages(self, handle: str, after: str, limit: int = 200) -> Sequence[ChatLine]:
        self._known(handle)
        async with self._runtime.assistant.database.read() as connection:
            lines = await load_conversation(connection, "web", handle, after, limit)
        return [self._line(line) for line in lines]

    def _line(self, line: Line) -> ChatLine:
        files = tuple(self._link(Path(name)) for name in line.files)
        photo = (self._link(self._photos / line.media),) if line.media else ()
        return ChatLine(
            line.cursor, line.mine, line.text, line.at, line.choices, files + photo, line.message_id
        )

    def _link(self, path: Path) -> FileLink:
        token = path.name
        self._files[token] = path
        picture = path.suffix.lower() in PICTURES or path.parent == self._photos
        return FileLink(path.name if path.suffix else "anh.jpg", file_url(token), picture)

    async def changed(self, handle: str, seconds: float) -> None:
        await self._chat.changed(handle, seconds)

    async def file(self, token: str) -> Path | None:
        path = self._files.get(token)
        return path if path is not None and path.is_file() else None

    def _known(self, handle: str) -> None:
        if all(person.handle != handle for person in self._people):
            raise UnknownPerson
