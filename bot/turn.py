"""Incoming messages -> decided turns -> one durable commit -> letters waiting in the outbox.

Deciding happens inside the transaction, under the locks of the people who speak: what was confirmed is
exactly what is saved, and no cache can be out of date.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.wording import Wording
from handlers.decision import Ask, Caller, Decision, Say
from handlers.dialogue.replay import FactKey, Facts, Lacking
from handlers.dialogue.state import NEW_TALK, Desk
from handlers.dialogue.subject import Subject
from handlers.reception import Catalogue, Room, receive, resume
from storage.effects import Save, Saver
from storage.messages import Letter, Waiting, add_letters, count_try, delivered_at, mark_handled, next_turns
from storage.outage import is_outage
from storage.people import load_people, lock_people
from storage.talks import load_desks, save_desks, save_talk

log = logging.getLogger(__name__)
BATCH = 50
TRIES = 3


Loader = Callable[[Any, Any, date], Awaitable[Mapping[Any, Any]]]
"""Loads the records of one type: (connection, list of subjects, today) -> record by subject."""


@dataclass(frozen=True, slots=True)
class Assistant:
    """The parts a turn needs, joined in assembly.py."""

    database: Any
    catalogue: Catalogue
    loaders: Mapping[type, Loader]
    savers: Mapping[type, Saver]
    wording: Wording
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Decided:
    """One message with what it led to."""

    waiting: Waiting
    caller: Caller
    decision: Decision


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
                await add_letters(connection, [_letter(waiting, "reply", sorry, now)], now)


async def _batch(assistant: Assistant, now: datetime, limit: int) -> int:
    async with assistant.database.write() as connection:
        waiting = await next_turns(connection, limit)
        if not waiting:
            return 0
        await lock_people(connection, sorted({w.person_id for w in waiting}))
        decided = one_writer_a_club(await _decide(assistant, connection, waiting, now))
        for turn in decided:
            await _commit(assistant, connection, turn, now)
        await mark_handled(connection, [turn.waiting.id for turn in decided], now)
    return len(decided)


async def _decide(
    assistant: Assistant, connection: Any, waiting: Sequence[Waiting], now: datetime
) -> list[Decided]:
    local = now.astimezone(assistant.zone)
    ids = [w.person_id for w in waiting]
    people = await load_people(connection, ids, local.date())
    desks = await load_desks(connection, ids)
    keys = {w.id: _shown_key(desks[w.person_id]) for w in waiting}
    delivered = await delivered_at(connection, [key for key in keys.values() if key])
    loaded: dict[FactKey, Any] = {}

    def one(message: Waiting) -> Decided:
        caller = Caller(people[message.person_id], local, message.id)
        key = keys[message.id]
        shown_at = delivered.get(key) or (now if key in delivered else None)
        room = Room(caller, desks[message.person_id], Facts(loaded), shown_at)
        return Decided(
            message, caller, receive(assistant.catalogue, room, message.incoming, message.received_at)
        )

    return await decide_all(assistant, connection, waiting, one, loaded, local.date())


async def decide_all(
    assistant: Assistant,
    connection: Any,
    items: Sequence[Any],
    decide: Callable[[Any], Any],
    loaded: dict[FactKey, Any],
    today: date,
) -> list[Any]:
    """Decide every item, loading what they lack in lists, all at once, until nothing is lacking."""
    while True:
        results, lacking = [], set()
        for item in items:
            try:
                results.append(decide(item))
            except Lacking as need:
                lacking.add(need.key)
        if not lacking:
            return results
        await load_facts(assistant, connection, lacking, loaded, today)


async def load_facts(
    assistant: Assistant, connection: Any, lacking: set[FactKey], loaded: dict[FactKey, Any], today: date
) -> None:
    """Load records by type, each type with one call for all its subjects."""
    for record_type in {key[0] for key in lacking}:
        subjects = [key[1] for key in lacking if key[0] is record_type]
        found = await assistant.loaders[record_type](connection, subjects, today)
        loaded.update({(record_type, subject): found.get(subject) for subject in subjects})


def _shown_key(desk: Desk) -> str:
    return desk.shown.outbox_key if desk.shown is not None else ""


def one_writer_a_club(decided: Sequence[Decided]) -> list[Decided]:
    """The club is the unit of order for money: a second writer of a club waits for the next batch."""
    kept: list[Decided] = []
    writing: set[int] = set()
    for turn in decided:
        clubs = {Subject.read(state.subject).club_id for state in turn.decision.talks} - {0}
        if not clubs & writing:
            kept.append(turn)
            writing |= clubs
    return kept


async def _commit(assistant: Assistant, connection: Any, turn: Decided, now: datetime) -> None:
    decision, receipts = await _save(assistant, connection, turn.decision, turn, now)
    parts = list(decision.reply)
    desk = decision.desk
    if decision.resume:
        follow = await _resume(assistant, connection, replace(turn, decision=decision))
        follow, _ = await _save(assistant, connection, follow, turn, now)
        parts += follow.reply
        desk = follow.desk
    key = f"turn/{turn.waiting.id}"
    if desk.shown is not None and any(isinstance(part, Ask) for part in parts):
        desk = replace(desk, shown=replace(desk.shown, outbox_key=key))
    await save_desks(connection, {turn.caller.person.id: desk})
    if parts:
        show = {"receipts": receipts, "now": turn.caller.now, "today": turn.caller.today}
        message = assistant.wording.compose(parts, show, turn.caller.person.honorific)
        kind = replace(decision, reply=tuple(parts)).kind
        await add_letters(connection, [_letter(turn.waiting, kind, message, now)], now)


async def _save(
    assistant: Assistant, connection: Any, decision: Decision, turn: Decided, now: datetime
) -> tuple[Decision, list[Any]]:
    """Store talks, effects and notices; a talk opened in this turn gets its id everywhere."""
    ids = {}
    for state in decision.talks:
        ids[state.id] = (await save_talk(connection, state, now)).id
    receipts: list[Any] = []
    if decision.done is not None:
        talk_id = ids[decision.done.talk.id]
        for line, effect in enumerate(decision.done.effects, 1):
            save = Save(effect, turn.caller, talk_id, decision.done.talk.round, line, now)
            receipts += await assistant.savers[type(effect)](connection, [save])
    if NEW_TALK in ids:
        decision = replace(decision, desk=_with_id(decision.desk, ids[NEW_TALK]))
    return decision, receipts


def _with_id(desk: Desk, talk_id: int) -> Desk:
    shown = desk.shown
    if shown is not None and shown.talk_id == NEW_TALK:
        shown = replace(shown, talk_id=talk_id)
    here = talk_id if desk.talk_id == NEW_TALK else desk.talk_id
    return replace(desk, talk_id=here, shown=shown)


async def _resume(assistant: Assistant, connection: Any, turn: Decided) -> Decision:
    loaded: dict[FactKey, Any] = {}

    def go_on(_: None) -> Decision:
        return resume(assistant.catalogue, Room(turn.caller, turn.decision.desk, Facts(loaded)))

    decisions: list[Decision] = await decide_all(
        assistant, connection, [None], go_on, loaded, turn.caller.today
    )
    return decisions[0]


def _letter(waiting: Waiting, kind: str, message: Any, now: datetime) -> Letter:
    incoming = waiting.incoming
    return Letter(
        f"turn/{waiting.id}",
        waiting.person_id,
        incoming.channel,
        incoming.address,
        kind,
        message,
        now,
        answers_inbox_id=waiting.id,
    )
