"""Incoming messages -> decided turns -> one durable commit -> letters waiting in the outbox.

Deciding happens inside the transaction, under the locks of the people who speak: what was confirmed is
exactly what is saved, and no cache can be out of date.
"""

import logging
from datetime import datetime

from bot.assistant import Assistant
from bot.committing import commit, reply_letter
from bot.deciding import decide, one_writer_a_club
from handlers.decision import Say
from storage.messages import add_letters, count_try, mark_handled, next_turns
from storage.outage import is_outage
from storage.people import lock_people

log = logging.getLogger(__name__)
BATCH = 50
TRIES = 3


async def take_turns(assistant: Assistant, now: datetime, limit: int = BATCH) -> int:
    """Handle the next messages, at most one a person; returns how many were handled.

    A turn that fails by itself is tried alone, then set aside after three tries with a kind word; an
    outage of the database raises and leaves everything waiting.
    """
    try:
        return await _batch(assistant, now, limit)
    except Exception as error:
        if is_outage(error):
            raise
        if limit == 1:
            log.exception("turn_failed")
    if limit > 1:
        return await take_turns(assistant, now, 1)
    await _count_failure(assistant, now)
    return 1


async def _count_failure(assistant: Assistant, now: datetime) -> None:
    async with assistant.database.write() as connection:
        for waiting in await next_turns(connection, 1):
            await count_try(connection, waiting.id)
            if waiting.tries + 1 >= TRIES:
                await mark_handled(connection, [waiting.id], now, "aside")
                sorry = assistant.wording.compose([Say("dialogue/reception", "set_aside")], {})
                await add_letters(connection, [reply_letter(waiting, "reply", sorry, now)], now)


async def _batch(assistant: Assistant, now: datetime, limit: int) -> int:
    async with assistant.database.write() as connection:
        waiting = await next_turns(connection, limit)
        if not waiting:
            return 0
        await lock_people(connection, sorted({w.person_id for w in waiting}))
        decided = one_writer_a_club(await decide(assistant, connection, waiting, now))
        for turn in decided:
            await commit(assistant, connection, turn, now)
        await mark_handled(connection, [turn.waiting.id for turn in decided], now)
    return len(decided)
