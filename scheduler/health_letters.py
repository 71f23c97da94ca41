"""Letters to operators: who gets them where, and which troubles have been told already."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from handlers.messages import Outgoing
from handlers.operator.health import Telling, Trouble
from scheduler.written import Words
from storage.backup_notes import OPEN_ALARMS, keep, kept_for_me
from storage.health import Operator
from storage.messages import Letter, add_letters

LOUD = "reply"
"""An alarm goes out at any hour, as an answer does: it cannot wait for the morning."""


async def open_troubles(connection: Any) -> dict[str, Trouble]:
    """What was told and is not over, also before a restart; other workers wait until we commit."""
    stored = await kept_for_me(connection, OPEN_ALARMS)
    return {key: _trouble(fields) for key, fields in stored.items()}


def _trouble(fields: Mapping[str, Any]) -> Trouble:
    seen = {worker: datetime.fromisoformat(at) for worker, at in fields.get("seen", {}).items()}
    return Trouble(**{**fields, "since": datetime.fromisoformat(fields["since"]), "seen": seen})


async def keep_troubles(connection: Any, still: Mapping[str, Trouble]) -> None:
    """Remember what is open now, and who saw it."""
    await keep(connection, OPEN_ALARMS, {key: _fields(one) for key, one in still.items()})


def _fields(trouble: Trouble) -> dict[str, Any]:
    seen = {worker: at.isoformat() for worker, at in trouble.seen.items()}
    return {**asdict(trouble), "since": trouble.since.isoformat(), "seen": seen}


async def write(
    connection: Any, words: Words, operators: Sequence[Operator], tell: Sequence[Telling], now: datetime
) -> int:
    """Put the messages into the outbox, one for each operator who can be reached; how many were new."""
    letters = [
        Letter(f"{telling.occasion}/{who.person_id}", who.person_id, *place, LOUD, message, now)
        for telling in tell
        for who, place, message in reached(words, operators, telling)
    ]
    return await add_letters(connection, letters, now)


def reached(
    words: Words, operators: Sequence[Operator], telling: Telling
) -> Iterator[tuple[Operator, tuple[str, str], Outgoing]]:
    """Each operator with the channel heard last that is not the broken one; who has no other, on that one."""
    for who in operators:
        others = [place for place in who.addresses if place[0] != telling.avoid]
        place = (others or list(who.addresses))[0]
        yield who, place, words.compose([telling.say], {}, who.honorific)
