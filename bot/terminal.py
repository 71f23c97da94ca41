"""The terminal as a channel: what was sent is kept until it is printed."""

import asyncio

from bot.channel import Outcome, Receive, Sent
from handlers.messages import Outgoing


class Terminal:
    """Collects the replies to one person."""

    name = "terminal"
    per_second = 1000.0

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []

    async def send(self, address: str, message: Outgoing) -> Sent:
        self.sent.append(message)
        return Sent(Outcome.SENT)

    async def run(self, receive: Receive) -> None:
        await asyncio.Event().wait()

    def take(self) -> list[Outgoing]:
        """What was sent since the last time."""
        sent, self.sent = self.sent, []
        return sent
