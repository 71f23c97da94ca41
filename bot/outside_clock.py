"""Whether the platforms' servers agree with this machine's clock.

While it runs a day or more beside theirs no digest and no reminder is written: what went out too early is
never sent again.
Where nobody answers, or one of them agrees, all goes on as ever.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any

log = logging.getLogger(__name__)
APART = timedelta(days=1)
ASKED_EVERY = timedelta(minutes=10)
ANSWER_SECONDS = 5.0
Rounds = Callable[[datetime], Awaitable[Any]]


class OutsideClock:
    """Asks the servers at `addresses` for their time; `passed` are seconds that no change of clocks moves."""

    def __init__(self, addresses: Sequence[str], passed: Callable[[], float] = monotonic) -> None:
        self._addresses, self._passed = tuple(addresses), passed
        self._asked: tuple[datetime, timedelta] | None = None
        self.disagrees = False

    async def is_right(self, now: datetime) -> bool:
        """Asked every ten minutes, and at once where our clock went otherwise than the time that passed."""
        if self._is_to_ask(now):
            theirs = [told for each in self._addresses if (told := await _time_at(each)) is not None]
            self.disagrees = bool(theirs) and all(abs(now - told) > APART for told in theirs)
            self._asked = now, timedelta(seconds=self._passed())
        return not self.disagrees

    def _is_to_ask(self, now: datetime) -> bool:
        if self._asked is None or self.disagrees:
            return True
        at, then = self._asked
        passed = timedelta(seconds=self._passed()) - then
        return passed > ASKED_EVERY or abs(now - at - passed) > APART

    def holding(self, rounds: Rounds) -> Rounds:
        """The same rounds, left out while the clock cannot be right: what is due then is due again later."""

        async def unless_wrong(now: datetime) -> Any:
            if await self.is_right(now):
                return await rounds(now)
            log.error("clock_disagrees")
            return []

        return unless_wrong


async def _time_at(address: str) -> datetime | None:
    """The time a server puts at the head of every answer; None where there is none."""
    from aiohttp import ClientError, ClientSession, ClientTimeout

    limit = ClientTimeout(total=ANSWER_SECONDS)
    try:
        async with (
            ClientSession(timeout=limit) as session,
            session.head(address, allow_redirects=False) as answer,
        ):
            told = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (ClientError, TimeoutError, OSError, ValueError) as error:
        log.info("no_time_there", extra={"why": type(error).__name__})
        return None
    return told if told.tzinfo is not None else None
