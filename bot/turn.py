"""Incoming messages -> decided turns -> one durable commit -> letters waiting in the outbox.

Deciding happens inside the transaction, under the locks of the people who speak: what was confirmed is
exactly what is saved, and no cache can be out of date.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from time import perf_counter
from typing import Any

from bot.assistant import Assistant
from bot.committing import commit, reply_letter
from bot.deciding import Decided, clubs_of, decide, one_writer_a_club
from bot.logs import tracing
from bot.metrics import BATCH_SECONDS, SET_ASIDE, TURNS
from handlers.decision import Say
from storage.clubs import lock_free_clubs
from storage.messages import Waiting, add_letters, claim_turns, count_try, mark_handled, next_turns
from storage.outage import is_outage

log = logging.getLogger(__name__)
BATCH = 50
TRIES = 3


async def take_turns(assistant: Assistant, now: datetime, limit: int = BATCH) -> int:
    """Handle the next messages, at most one a person; returns how many were handled.

    A turn that fails by itself is tried alone, then set aside after three tries with a kind word; an
    outage of the database raises and leaves everything waiting.
    """
    started = perf_counter()
    try:
        handled = await _batch(assistant, now, limit)
        if handled:
            TURNS.inc(handled)
            BATCH_SECONDS.observe(perf_counter() - started)
        return handled
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
                SET_ASIDE.inc()
                log.error("turn_set_aside", extra={"inbox": waiting.id, "trace": waiting.trace})
                await mark_handled(connection, [waiting.id], now, "aside")
                sorry = assistant.wording.compose([Say("dialogue/reception", "set_aside")], {})
                await add_letters(connection, [reply_letter(waiting, "reply", sorry, now)], now)


async def _batch(assistant: Assistant, now: datetime, limit: int) -> int:
    async with assistant.database.write() as connection:
        waiting = await claim_turns(connection, limit)
        if not waiting:
            return 0
        decided = await _decided(assistant, connection, waiting, now)
        for turn in decided:
            with tracing(turn.waiting.trace):
                await commit(assistant, connection, turn, now)
                log.info("turn", extra={"channel": turn.waiting.incoming.channel, "inbox": turn.waiting.id})
        await mark_handled(connection, [turn.waiting.id for turn in decided], now)
    return len(decided)


async def _decided(
    assistant: Assistant, connection: Any, waiting: Sequence[Waiting], now: datetime
) -> list[Decided]:
    """One writer a club; where other workers may write, decided once more when the clubs are surely ours."""
    decided = one_writer_a_club(await decide(assistant, connection, waiting, now))
    clubs = {club for turn in decided for club in clubs_of(turn)}
    if assistant.database.dialect == "sqlite" or not clubs:
        return decided
    ours = await lock_free_clubs(connection, clubs)
    free = [turn.waiting for turn in decided if clubs_of(turn) <= ours]
    again = one_writer_a_club(await decide(assistant, connection, free, now)) if free else []
    return [turn for turn in again if clubs_of(turn) <= ours]
