"""The terminal as a channel: what was sent is kept until it is printed."""

import asyncio
from datetime import datetime

from bot.channel import Outcome, Receive, Sent
from handlers.dialogue.hearing.folding import nfc
from handlers.messages import Incoming, Outgoing

NAME = "terminal"


def typed(handle: str, line: str, message_id: str, at: datetime) -> Incoming:
    """One line of the terminal as a message; "\\n" inside it is a line break."""
    return Incoming(NAME, handle, message_id, at, text=nfc(line.replace("\\n", "\n")))


class Terminal:
    """Collects the replies to one person."""

    name = NAME
    per_second = 1000.0

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []

    async def send(self, address: str, message: Outgoing) -> Sent:
        self.sent.append(message)
        return Sent(Outcome.SENT, provider_id=f"line-{len(self.sent)}")

    async def run(self, receive: Receive) -> None:
        await asyncio.Event().wait()

    def take(self) -> list[Outgoing]:
        """What was sent since the last time."""
        sent, self.sent = self.sent, []
        return sent
