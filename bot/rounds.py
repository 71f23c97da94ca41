"""What the scheduler does at a moment, with the real parts joined: reminders today, digests on Mondays."""

from datetime import datetime
from typing import Any

from bot.assistant import Assistant
from scheduler.rounds import Written, do_round
from storage.report_store import load_report_books


async def do_what_is_due(assistant: Assistant, now: datetime) -> list[Any]:
    """Write what is due into the outbox; the rows that were new. Calling it twice writes nothing twice."""
    local = now.astimezone(assistant.zone)
    written: list[Written] = await do_round(assistant.database, assistant.wording, load_report_books, local)
    return list(written)
