"""The running assistant: stores what comes in, takes turns, delivers; every loop survives an outage
of the database.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.assistant import Assistant
from bot.channel import Channel
from bot.clock import Clock
from bot.metrics import RECEIVED, metrics_text
from bot.outbox import deliver, recover
from bot.promised_files import draw_next
from bot.turn import take_turns
from handlers.messages import Incoming
from storage.backup_notes import note_watch
from storage.messages import add_incoming
from storage.outage import is_outage
from storage.outbox_lists import count_waiting

log = logging.getLogger(__name__)
IDLE_SECONDS = 1.0
LONGEST_PAUSE = 30.0
WAKE_SECONDS = 60.0


Rounds = Callable[[datetime], Awaitable[Any]]
"""What the scheduler does at a moment: reminders, digests; harmless to call twice."""


class Runtime:
    """One assistant with its channels; `settle` is one round by hand, `run` goes on until cancelled."""

    def __init__(
        self,
        assistant: Assistant,
        channels: Sequence[Channel],
        clock: Clock,
        rounds: Rounds | None = None,
        delivered: Callable[[str, str], None] | None = None,
        only: str = "",
    ) -> None:
        self.assistant = assistant
        self._rounds = rounds
        self._delivered = delivered
        self._only = only
        self.channels: Mapping[str, Channel] = {channel.name: channel for channel in channels}
        self.clock = clock
        self._came_in = asyncio.Event()
        self._to_draw = asyncio.Event()
        self._to_send = asyncio.Event()
        self._stores = True

    async def receive(self, messages: Sequence[Incoming]) -> None:
        """Durable when it returns: only then may the channel acknowledge."""
        now = self.clock.now()
        came = [replace(message, at=self.clock.stamped(message.at)) for message in messages]
        self._stores = False
        async with self.assistant.database.write() as connection:
            await add_incoming(connection, came, now)
        self._stores = True
        for message in messages:
            RECEIVED.labels(message.channel).inc()
        self._came_in.set()

    async def settle(self) -> None:
        """Handle, draw and deliver all there is."""
        while await take_turns(self.assistant, self.clock.now()) + await self.draw() + await self.deliver():
            pass

    async def tick(self) -> None:
        """Do what is due now."""
        if self._rounds is not None:
            await self._rounds(self.clock.now())
            self._to_send.set()

    async def draw(self) -> int:
        """Draw what a committed letter promises; turns and letters of others go on meanwhile."""
        drawn = await draw_next(self.assistant, self.clock.now(), self._only)
        if drawn:
            self._to_send.set()
        return drawn

    async def deliver(self) -> int:
        """Send what is due; whoever watches a conversation hears of it once it is marked as sent."""
        letters = await deliver(self.assistant.database, self.channels, self.clock, only=self._only)
        if self._delivered is not None:
            for letter in letters:
                self._delivered(letter.channel, letter.address)
        return len(letters)

    async def run(self) -> None:
        """Turns, delivery and every channel, until cancelled."""
        await self._recover(alone=self.assistant.database.dialect == "sqlite")  # its books have one process
        from scheduler.clockwork import Clockwork  # only a process that stays needs a clock that wakes

        clockwork = Clockwork(self.assistant.zone)
        clockwork.every(WAKE_SECONDS, "rounds", self.tick)
        clockwork.every(WAKE_SECONDS, "recover", self._recover)
        clockwork.start()
        try:
            await self._run_all()
        finally:
            clockwork.stop()

    async def _recover(self, *, alone: bool = False) -> None:
        await recover(self.assistant.database, self.clock.now(), alone=alone)

    async def _run_all(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._forever(self._turns, self._came_in))
            group.create_task(self._forever(self.draw, self._to_draw))
            group.create_task(self._forever(self.deliver, self._to_send))
            for channel in self.channels.values():
                group.create_task(channel.run(self.receive))

    async def _turns(self) -> int:
        handled = await take_turns(self.assistant, self.clock.now())
        if handled:
            self._to_draw.set()
            self._to_send.set()
        return handled

    async def _forever(self, work: Callable[[], Awaitable[int]], wake: asyncio.Event) -> None:
        pause = IDLE_SECONDS
        while True:
            try:
                wake.clear()
                if await work():
                    pause = IDLE_SECONDS
                    continue
            except Exception as error:
                if not is_outage(error):
                    raise
                log.warning("database_away", extra={"pause": pause})
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            await _wait(wake, IDLE_SECONDS)

    async def ready(self) -> bool:
        """Whether the database answers; after a message could not be stored, whether it can be written."""
        try:
            async with self.assistant.database.read() as connection:
                await count_waiting(connection)
            if not self._stores:
                async with self.assistant.database.write() as connection:
                    await note_watch(connection, self.clock.now())
                self._stores = True
            return True
        except Exception as error:
            if is_outage(error):
                return False
            raise

    def metrics(self) -> str:
        """Prometheus text; the figures are counted where things happen."""
        return metrics_text()

    def nudge(self) -> None:
        """Something new may be waiting in the outbox."""
        self._to_send.set()


async def _wait(wake: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(wake.wait(), seconds)
    except TimeoutError:
        return
