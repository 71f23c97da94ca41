"""Writes the reminders of some people: letter, talk and list of each in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.report.reminder import NAME
from scheduler.due import Reminder
from scheduler.letters import Before, Draft, draft, subject_of
from scheduler.plain import Plain
from scheduler.written import Words, Written
from storage.calendar_store import close_promises
from storage.people import load_people
from storage.reminder_contacts import load_addresses
from storage.reminder_letters import ReminderLetter, add_reminders, key_text
from storage.talks import load_desks, load_open_talks, load_talks, save_desks, save_talk


async def write_letters(
    connection: Any, words: Words, reminders: Sequence[Reminder], plains: Sequence[Plain], now: datetime
) -> list[Written]:
    """One letter a person and kind for all of these; returns the rows that were new."""
    asked, aside = _by_person(reminders), _by_person(plains)
    ids = sorted({*asked, *aside})
    addresses = await load_addresses(connection, ids)
    people = await load_people(connection, ids, now.date())
    before = await _before(connection, ids, asked)
    letters = []
    for person_id in ids:
        made = draft(asked.get(person_id, ()), aside.get(person_id, ()), before[person_id], now)
        await _place(connection, made, person_id, now)
        show = ({"now": now, "today": now.date()}, people[person_id].honorific)
        letters += [
            ReminderLetter(piece.keys, *addresses[person_id], words.compose([piece.part], *show))
            for piece in made.pieces
        ]
    new = await add_reminders(connection, letters, now)
    kept = {r.promise.id for r in reminders if r.promise is not None}
    await close_promises(connection, kept, "kept")
    return [_written(letter) for letter in new]


def _by_person(found: Sequence[Any]) -> dict[int, list[Any]]:
    by_person: dict[int, list[Any]] = {}
    for each in found:
        by_person.setdefault(each.to.person_id, []).append(each)
    return by_person


def _written(letter: ReminderLetter) -> Written:
    keys = tuple(key_text(key) for key in letter.keys)
    to = (letter.channel, letter.address)
    return Written(letter.text_key, letter.person_id, letter.outgoing.text, *to, keys)


async def _before(
    connection: Any, ids: Sequence[int], asked: Mapping[int, Sequence[Reminder]]
) -> dict[int, Before]:
    desks = await load_desks(connection, ids)
    talks = await load_talks(connection, sorted({desk.talk_id for desk in desks.values()} - {0}))
    names = {person: f"{NAME}@{subject_of(theirs)}" for person, theirs in asked.items()}
    earlier = await load_open_talks(connection, sorted(names.values()))
    return {
        person: Before(desk, talks.get(desk.talk_id), earlier.get(names.get(person, "")))
        for person, desk in desks.items()
    }


async def _place(connection: Any, made: Draft, person_id: int, now: datetime) -> None:
    """Put the talk and its list before the person, in the same transaction as the letter."""
    if made.left is not None:
        await save_talk(connection, made.left, now)
    desk = made.desk
    if made.talk is not None and desk.shown is not None:
        talk = await save_talk(connection, made.talk, now)
        key = key_text(made.pieces[-1].keys[0])
        desk = replace(desk, talk_id=talk.id, shown=replace(desk.shown, talk_id=talk.id, outbox_key=key))
    await save_desks(connection, {person_id: desk})
