"""Deciding a batch: what the pure handlers lack is loaded in lists until nothing is lacking."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.assistant import Assistant
from handlers.decision import Caller, Decision
from handlers.dialogue.on_behalf import standing_in
from handlers.dialogue.replay import FactKey, Facts, Lacking
from handlers.dialogue.state import Desk, Seen
from handlers.dialogue.subject import Subject
from handlers.reception import Room, receive, resume
from storage.messages import Waiting, delivered_at
from storage.outbox import last_pushed
from storage.people import load_people
from storage.talks import load_desks
from storage.unsure_receipts import UnsureReceipt, load_unsure_receipts


@dataclass(frozen=True, slots=True)
class Decided:
    """One message with what it led to."""

    waiting: Waiting
    caller: Caller
    decision: Decision
    unsure: Sequence[UnsureReceipt] = ()  # receipts that may never have reached this person


async def decide(
    assistant: Assistant, connection: Any, waiting: Sequence[Waiting], now: datetime
) -> list[Decided]:
    local = now.astimezone(assistant.zone)
    ids = [w.person_id for w in waiting]
    people = await load_people(connection, ids, local.date())
    desks = await load_desks(connection, ids)
    keys = {w.id: _shown_key(desks[w.person_id]) for w in waiting}
    delivered = await delivered_at(connection, [key for key in keys.values() if key])
    pushes = await last_pushed(connection, [w.person_id for w in waiting if keys[w.id]])
    unsure = await load_unsure_receipts(connection, ids)
    loaded: dict[FactKey, Any] = {}

    def one(message: Waiting) -> Decided:
        speaking = Caller(people[message.person_id], local, message.id)
        caller = standing_in(speaking, desks[message.person_id], Facts(loaded))
        key = keys[message.id]
        shown_at = delivered.get(key) or (now if key in delivered else None)
        pushed = pushes.get(message.person_id)
        seen = Seen(shown_at, pushed is not None and shown_at is not None and pushed > shown_at)
        room = Room(caller, desks[message.person_id], Facts(loaded), seen)
        decision = receive(assistant.catalogue, room, message.incoming, message.received_at)
        return Decided(message, caller, decision, unsure.get(message.person_id, ()))

    return await decide_all(assistant, connection, waiting, one, loaded, local.date())


async def decide_resumed(assistant: Assistant, connection: Any, turn: Decided) -> Decision:
    loaded: dict[FactKey, Any] = {}

    def go_on(_: None) -> Decision:
        return resume(assistant.catalogue, Room(turn.caller, turn.decision.desk, Facts(loaded)))

    decisions: list[Decision] = await decide_all(
        assistant, connection, [None], go_on, loaded, turn.caller.today
    )
    return decisions[0]


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


def clubs_of(turn: Decided) -> set[int]:
    """The clubs whose talks or books this turn changes."""
    return {Subject.read(state.subject).club_id for state in turn.decision.talks} - {0}


def one_writer_a_club(decided: Sequence[Decided]) -> list[Decided]:
    """The club is the unit of order for money: a second writer of a club waits for the next batch."""
    kept: list[Decided] = []
    writing: set[int] = set()
    for turn in decided:
        clubs = clubs_of(turn)
        if not clubs & writing:
            kept.append(turn)
            writing |= clubs
    return kept
