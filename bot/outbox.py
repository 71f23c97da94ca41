"""Delivery: what the commit left waiting is sent, each letter once, in each person's order.

A letter is marked "sending" before it leaves. After a crash such a letter may or may not have arrived:
a question is sent again marked "(gửi lại)", a money receipt never is.
"""

import asyncio
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.channel import Channel, Outcome, Sent
from bot.clock import DEFAULT_ZONE, Clock
from bot.discretion import discreet
from bot.logs import tracing
from handlers.calendar.push_hours import may_push
from storage.notices import hold_for_talks
from storage.outage import is_outage
from storage.outbox import Claimed, claim, mark_sent, mark_unsure, put_back, release_unfinished

log = logging.getLogger(__name__)
AGAIN = "(gửi lại) "
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
MOST_TRIES = 60  # at an hour each this is more than two days
SENDING_SECONDS = 240.0  # under the outbox's LEASE: a letter held longer may be taken by another worker


async def deliver(
    database: Any, channels: Mapping[str, Channel], clock: Clock, limit: int = 50, only: str = ""
) -> list[Claimed]:
    """Send what is due (to one address `only`, if given), each person's letters in order; those tried.

    A letter counts as sent when its sending has ended: what was said before that does not answer it.
    """
    now = clock.now()
    async with database.write() as connection:
        pushing = may_push(now.astimezone(DEFAULT_ZONE))
        if pushing:
            await hold_for_talks(connection, now, limit)
        claimed = await claim(connection, list(channels), now, limit, pushing=pushing, only=only)
        letters = await discreet(connection, claimed)
    sent = await asyncio.gather(*(_send(channels[letter.channel], letter) for letter in letters))
    if letters:
        await _remember_all(database, list(zip(letters, sent, strict=True)), clock.now())
    return letters


async def _remember_all(database: Any, results: Sequence[tuple[Claimed, Sent]], now: datetime) -> None:
    """Tried until the database is back: forgetting what was sent would send it again."""
    for pause in pauses():
        try:
            async with database.write() as connection:
                for letter, result in results:
                    await _remember(connection, letter, result, now)
            return
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("sent_but_not_noted", extra={"letters": len(results), "pause": pause})
            await asyncio.sleep(pause)


def pauses() -> Iterator[float]:
    """Seconds between tries at a database that is away: doubling, at most half a minute."""
    return (min(0.5 * 2 ** min(n, 10), 30.0) for n in count())


async def recover(database: Any, now: datetime, *, alone: bool = False) -> None:
    """Letters a crash caught in the middle are sent again or listed as unknown, by their kind.

    A worker that is `alone` may do so at once; others wait until the one that held them is surely gone.
    """
    async with database.write() as connection:
        await release_unfinished(connection, now, alone=alone)


async def _send(channel: Channel, letter: Claimed) -> Sent:
    message = letter.outgoing
    if letter.again and not message.text.startswith(AGAIN):
        message = replace(message, text=AGAIN + message.text)
    try:
        async with asyncio.timeout(SENDING_SECONDS):
            return await channel.send(letter.address, message)
    except TimeoutError:
        log.warning("sending_took_too_long", extra={"letter": letter.id, "channel": letter.channel})
        return Sent(Outcome.UNKNOWN)
    except Exception:
        log.exception("channel_defect", extra={"letter": letter.id, "channel": channel.name})
        return Sent(Outcome.UNKNOWN)


async def _remember(connection: Any, letter: Claimed, sent: Sent, now: datetime) -> None:
    with tracing(letter.trace):
        log.info("sent", extra={"letter": letter.id, "channel": letter.channel, "outcome": str(sent.outcome)})
    if sent.outcome is Outcome.SENT:
        await mark_sent(connection, letter.id, now, sent.provider_id)
    elif sent.outcome is Outcome.UNKNOWN:
        await mark_unsure(connection, letter, now + wait_before(letter.tries + 1))
    elif _may_try_again(letter, sent.outcome):
        asked = timedelta(seconds=sent.retry_after) if sent.retry_after else None
        await put_back(connection, letter, now + (asked or wait_before(letter.tries + 1)))
    else:
        log.warning("letter_failed", extra={"letter": letter.id, "outcome": str(sent.outcome)})
        await mark_sent(
            connection, letter.id, now, "", status="failed", blocked=sent.outcome is Outcome.BLOCKED
        )


def _may_try_again(letter: Claimed, outcome: Outcome) -> bool:
    """A refused token is the operator's affair, not the letter's: it waits however long that takes."""
    return outcome is Outcome.UNAUTHORIZED or (outcome is Outcome.LATER and letter.tries < MOST_TRIES)


def wait_before(tries: int) -> timedelta:
    """Doubling waits, at most an hour."""
    doubled: timedelta = FIRST_WAIT * int(2 ** min(tries - 1, 12))
    return min(doubled, LONGEST_WAIT)
