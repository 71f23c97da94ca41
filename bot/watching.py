"""Watches one channel from outside: counts what it sends, and notices when its token or its platform fails.

A token that is refused while others still work holds this channel alone: the rest goes on, its letters wait.
"""

import asyncio
import logging
from datetime import datetime

from bot.channel import Channel, Outcome, Receive, Sent
from bot.clock import Clock
from bot.errors import OperatorError
from bot.metrics import SENT
from handlers.messages import Outgoing
from handlers.operator.health import ChannelState

log = logging.getLogger(__name__)
SILENT_SECONDS = 600.0
HOLD_SECONDS = 60.0
FIRST_MINUTE = 60.0
REFUSED = (401, 404)  # codes of a token that holds no more
UNSENT = (Outcome.LATER, Outcome.UNKNOWN)


class Watched:
    """A channel that remembers how it fares; everything else is the channel itself."""

    def __init__(self, inner: Channel, clock: Clock, *, alone: bool) -> None:
        self.inner, self.name, self.per_second = inner, inner.name, inner.per_second
        self._clock, self._alone = clock, alone
        self._refused_since: datetime | None = None
        self._failing_since: datetime | None = None
        self._deaf_since: datetime | None = None
        self._unsure = 0

    async def send(self, address: str, message: Outgoing) -> Sent:
        """As the channel does, and noted."""
        sent = await self.inner.send(address, message)
        SENT.labels(self.name, str(sent.outcome)).inc()
        self._note(sent.outcome)
        return sent

    def _note(self, outcome: Outcome) -> None:
        now = self._clock.now()
        if outcome is Outcome.UNAUTHORIZED:
            self._refused_since = self._refused_since or now
        elif outcome in UNSENT:
            self._failing_since = self._failing_since or now
            self._unsure += outcome is Outcome.UNKNOWN
        else:  # delivered, or refused for this person alone: the platform answers
            self._refused_since = self._failing_since = None
            self._unsure = 0

    async def run(self, receive: Receive) -> None:
        """Receive; raises OperatorError only in the first minute, or where there is no other channel."""
        began = asyncio.get_running_loop().time()
        while True:
            try:
                await self.inner.run(receive)
                return
            except OperatorError:
                if self._alone or asyncio.get_running_loop().time() - began < FIRST_MINUTE:
                    raise
                log.exception("channel_held", extra={"channel": self.name})
                self._refused_since = self._refused_since or self._clock.now()
            await asyncio.sleep(HOLD_SECONDS)

    def state(self) -> ChannelState:
        """How it fares now: as sends ended, and as a poller that keeps its last failure says."""
        code = poll_failure(self.inner)
        self._deaf_since = None if code is None else self._deaf_since or self._clock.now()
        refused = self._refused_since or (self._deaf_since if code in REFUSED else None)
        if refused is not None:
            return ChannelState(self.name, 0, "unauthorized", str(code or 401), refused, self._unsure)
        failing = self._failing_since or self._deaf_since
        if failing is not None and (self._clock.now() - failing).total_seconds() >= SILENT_SECONDS:
            return ChannelState(self.name, 0, "silent", since=failing, unsure=self._unsure)
        return ChannelState(self.name)


def poll_failure(channel: Channel) -> int | None:
    """Why Zalo's side of receiving fails, by its code: it goes on by itself and only remembers."""
    failure = getattr(getattr(channel, "receiving", None), "failure", None)
    return None if failure is None else int(failure.code)
