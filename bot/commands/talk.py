"""`clb talk`: the same assistant in the terminal; one line of stdin is one message."""

import argparse
import asyncio
import json
import sys
from uuid import uuid4

from bot.assembly import assemble
from bot.commands.demo_people import ready_demo
from bot.commands.opening import clock_of, open_books
from bot.runtime import Runtime
from bot.settings import Settings
from bot.terminal import Terminal, typed
from handlers.messages import Outgoing

PROMPT = "> "


def run(args: argparse.Namespace) -> int:
    """Talk until stdin ends."""
    return asyncio.run(_talk(args))


async def _talk(args: argparse.Namespace) -> int:
    settings, terminal = Settings(), Terminal()
    clock = clock_of(args, settings)
    async with open_books(args, settings) as database:
        await ready_demo(database, args.handle, clock.now())
        runtime = Runtime(assemble(database, settings.zone), [terminal], clock, only=args.handle)
        await runtime.settle()
        for message in terminal.take():
            _print(None, [message], args.json)
        while (line := await asyncio.to_thread(_read, args)) is not None:
            incoming = typed(args.handle, line, uuid4().hex, clock.now())
            await runtime.receive([incoming])
            await runtime.settle()
            _print(incoming.text, terminal.take(), args.json)
    return 0


def _read(args: argparse.Namespace) -> str | None:
    if sys.stdin.isatty() and not args.json:
        print(PROMPT, end="", flush=True)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def _print(said: str | None, replies: list[Outgoing], as_json: bool) -> None:
    if as_json:
        print(
            json.dumps({"in": said, "out": [_plain(reply) for reply in replies]}, ensure_ascii=False),
            flush=True,
        )
        return
    if said is not None and not sys.stdin.isatty():
        print(f"> {said}")
    for reply in replies:
        first, *rest = reply.text.split("\n")
        print("\n".join([f"< {first}", *(f"  {line}" for line in rest)]), flush=True)


def _plain(reply: Outgoing) -> dict[str, object]:
    labels = [choice.label for choice in reply.choices]
    return {"text": reply.text, "choices": labels, "files": list(reply.files)}
