"""Talking to the assistant while keeping every message with what it was made of, and every missing word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.assembly import assemble
from bot.clock import DEFAULT_ZONE, FrozenClock
from bot.runtime import Runtime
from bot.terminal import Terminal
from bot.wording import Wording
from handlers.decision import Ask, Say
from handlers.messages import Outgoing
from storage.database import open_database
from tests.talks.conversation import moment
from tests.talks.crowd import message
from tests.talks.word_rules import faults


class Listening(Wording):
    """Words as ever, each message kept with what it was made of; missing words are kept as a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[tuple[Say | Ask, ...], Outgoing]] = []
        self.missing: list[str] = []

    def compose(self, parts: Sequence[Say | Ask], show: Mapping[str, Any], honorific: str = "") -> Outgoing:
        try:
            made = super().compose(parts, show, honorific)
        except Exception as error:
            self.missing.append(f"{type(error).__name__}: {error} in {[_name(part) for part in parts]}")
            raise
        self.said.append((tuple(parts), made))
        return made

    def faults(self) -> Iterator[str]:
        yield from dict.fromkeys(self.missing)
        for parts, made in self.said:
            receipt = any(isinstance(p, Say) and p.block == "done" for p in parts) and not isinstance(
                parts[-1], Ask
            )
            for fault in faults(parts, made, receipt=receipt):
                yield f"{fault}: {[_name(part) for part in parts]}\n{made.text}\n"


def _name(part: Say | Ask) -> str:
    return f"{part.page}:{part.block}" if isinstance(part, Say) else f"{part.page}?{part.question.key}"


class Listener:
    """Says things as anybody at any time over one database, and listens."""

    def __init__(self, url: str) -> None:
        self.database = open_database(url)
        self.wording = Listening()
        self.clock = FrozenClock(moment("2026-11-21 09:00"))
        assistant = replace(assemble(self.database, DEFAULT_ZONE), wording=self.wording)
        self.runtime = Runtime(assistant, [Terminal()], self.clock)

    async def say(self, handle: str, *words: str) -> None:
        for each in words:
            await self.runtime.receive([message(handle, each)])
            await self.runtime.settle()
