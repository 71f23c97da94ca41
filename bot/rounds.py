"""What the scheduler does at a moment: reminders every day, digests on Mondays."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from bot.assistant import Assistant
from scheduler.rounds import do_round
from scheduler.written import Written
from storage.report_store import load_report_books


def rounds_of(assistant: Assistant, folder: Path) -> Callable[[datetime], Awaitable[list[Written]]]:
    """The rounds of one assistant, as the runtime wakes them."""
    return lambda now: do_what_is_due(assistant, now, folder)


async def do_what_is_due(assistant: Assistant, now: datetime, folder: Path) -> list[Written]:
    """Write what is due into the outbox; the rows that were new. Calling it twice writes nothing twice.

    `folder` is where pictures and workbooks are kept until they are sent.
    """
    from scheduler.digest_round import send_digests  # only a round needs charts and workbooks

    local, words = now.astimezone(assistant.zone), assistant.wording
    reminded = await do_round(assistant.database, words, load_report_books, local)
    return [*reminded, *await send_digests(assistant.database, words, folder, local)]
