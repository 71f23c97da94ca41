"""Delivery: what the commit left waiting is sent, each letter once, in each person's order.

A letter is marked "sending" before it leaves. After a crash such a letter may or may not have arrived:
a question is sent again marked "(gửi lại)", a money receipt never is.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.channel import Channel, Outcome, Sent
from storage.outbox import Claimed, claim, mark_sent, mark_unsure, put_back, release_unfinished

log = logging.getLogger(__name__)
AGAIN = "(gửi lại) "
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
MOST_TRIES = 60  # at an hour each this is more than two days


async def deliver(database: Any, channels: Mapping[str, Channel], now: datetime, limit: int = 50) -> int:
    """Send what is due; returns how many letters were tried. Each person's letters keep their order."""
    async with database.write() as connection:
        letters = await claim(connection, list(channels), now, limit)
    sent = await asyncio.gather(*(_send(channels[letter.channel], letter) for letter in letters))
    if letters:
        async with database.write() as connection:
            for letter, result in zip(letters, sent, strict=True):
                await _remember(connection, letter, result, now)
    return len(letters)


async def recover(database: Any, now: datetime) -> None:
    """At start: letters a crash caught in the middle are sent again or listed as unknown, by their kind."""
    async with database.write() as connection:
        await release_unfinished(connection, now)


async def _send(channel: Channel, letter: Claimed) -> Sent:
    message = letter.outgoing
    if letter.again and not message.text.startswith(AGAIN):
        message = replace(message, text=AGAIN + message.text)
    return await channel.send(letter.address, message)


async def _remember(connection: Any, letter: Claimed, sent: Sent, now: datetime) -> None:
    if sent.outcome is Outcome.SENT:
        await mark_sent(connection, letter.id, now, sent.provider_id)
    elif sent.outcome is Outcome.UNKNOWN:
        await mark_unsure(connection, letter, now + wait_before(letter.tries + 1))
    elif sent.outcome in (Outcome.LATER, Outcome.UNAUTHORIZED) and letter.tries < MOST_TRIES:
        asked = timedelta(seconds=sent.retry_after) if sent.retry_after else None
        await put_back(connection, letter.id, now + (asked or wait_before(letter.tries + 1)))
    else:
        log.warning("letter_failed", extra={"letter": letter.id, "outcome": str(sent.outcome)})
        await mark_sent(
            connection, letter.id, now, "", status="failed", blocked=sent.outcome is Outcome.BLOCKED
        )


def wait_before(tries: int) -> timedelta:
    """Doubling waits, at most an hour."""
    doubled: timedelta = FIRST_WAIT * int(2 ** min(tries - 1, 12))
    return min(doubled, LONGEST_WAIT)
