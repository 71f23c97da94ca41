"""One round: who is due now is written into the outbox, each key once, and nothing is sent from here.

It looks first without a lock and decides again under the locks of the people concerned: a report that came in
between, another scheduler, a restart then change nothing.
"""

from collections.abc import Awaitable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Protocol

from handlers.calendar.duties import Duty, TimeState
from handlers.calendar.push_hours import may_push
from handlers.decision import Ask, Say
from handlers.dialogue.state import TalkState
from handlers.dialogue.subject import Subject
from handlers.messages import Outgoing
from handlers.report.book import ReportBook
from handlers.report.monthly import MONTHLY
from handlers.report.reminder import NAME, missing_parts
from scheduler.due import Reminder, due
from scheduler.letters import Before, Draft, draft, subject_of
from storage.calendar_store import close_promises
from storage.database import Database
from storage.people import load_people, lock_people
from storage.reminder_contacts import load_addresses
from storage.reminder_letters import (
    ReminderLetter,
    add_reminders,
    drop_arrived,
    key_text,
    unsent_occasions,
)
from storage.talks import load_desks, load_open_talks, load_talks, save_desks, save_talk
from storage.time_state import load_time_state

DAYTIME = ((time(6), time(21)),)
"""No province pushes outside these hours, so nothing needs to be looked up then."""
PEOPLE_AT_ONCE = 100  # one transaction's worth: turns of people who are writing to us go in between


class Words(Protocol):
    """Bot's wording, seen from here."""

    def compose(
        self, parts: Sequence[Say | Ask], show: Mapping[str, Any], honorific: str = ""
    ) -> Outgoing: ...


class LoadBooks(Protocol):
    """Loads report books for a list of (club, period)."""

    def __call__(
        self, connection: Any, subjects: Sequence[Subject], today: date
    ) -> Awaitable[Mapping[Subject, ReportBook]]: ...


@dataclass(frozen=True, slots=True)
class Written:
    """One new outbox row: for `clb tick`, an object a line."""

    key: str
    to: int  # person
    text: str
    channel: str = ""
    address: str = ""
    keys: tuple[str, ...] = ()  # every (occasion, person, step) the row stands for


async def do_round(database: Database, words: Words, load_books: LoadBooks, now: datetime) -> list[Written]:
    """Do what is due at `now` (local, aware); returns the rows that were new, none at night."""
    if not may_push(now, DAYTIME):
        return []
    async with database.read() as connection:
        state = await load_time_state(connection, now)
        unsent = await unsent_occasions(connection)
    await _tidy(database, state, unsent)
    written: list[Written] = []
    for reminders in _batches(due(state, now)):
        written += await _batch(database, words, load_books, now, reminders)
    return written


def _batches(reminders: Sequence[Reminder]) -> Iterator[list[Reminder]]:
    """Whole people, some at a time."""
    people = iter(sorted({reminder.to.person_id for reminder in reminders}))
    while some := set(islice(people, PEOPLE_AT_ONCE)):
        yield [reminder for reminder in reminders if reminder.to.person_id in some]


async def _tidy(database: Database, state: TimeState, unsent: set[str]) -> None:
    """Drop what has no purpose any more: letters not sent yet and promises about reports that came in."""
    done = {duty.occasion for duty in state.duties if duty.done}
    known = {duty.occasion for duty in state.duties}
    idle = [p.id for p in state.promises if p.occasion in done or p.occasion not in known]
    if idle or unsent & done:
        async with database.write() as connection:
            await drop_arrived(connection, done)
            await close_promises(connection, idle, "dropped")


async def _batch(
    database: Database, words: Words, load_books: LoadBooks, now: datetime, seen: Sequence[Reminder]
) -> list[Written]:
    people = sorted({reminder.to.person_id for reminder in seen})
    clubs = sorted({reminder.duty.club_id for reminder in seen})
    async with database.write() as connection:
        await lock_people(connection, people)
        state = await load_time_state(connection, now, clubs)
        reminders = [reminder for reminder in due(state, now) if reminder.to.person_id in people]
        reminders = await _with_missing(connection, load_books, reminders, now)
        return await _write(connection, words, reminders, now)


async def _with_missing(
    connection: Any, load_books: LoadBooks, reminders: Sequence[Reminder], now: datetime
) -> list[Reminder]:
    """What each report still lacks, from the books and from the report begun in chat."""
    subjects = sorted({_report(reminder.duty) for reminder in reminders}, key=str)
    books = await load_books(connection, subjects, now.date())
    names = {f"{MONTHLY.name}@{subject}": subject for subject in subjects}
    talks = await load_open_talks(connection, list(names))
    begun = {subject: talks[name] for name, subject in names.items()}
    return [_filled_in(reminder, books, begun) for reminder in reminders]


def _filled_in(
    reminder: Reminder, books: Mapping[Subject, ReportBook], begun: Mapping[Subject, TalkState | None]
) -> Reminder:
    subject = _report(reminder.duty)
    talk = begun[subject]
    answered = frozenset(talk.answers) if talk is not None else frozenset[str]()
    missing = missing_parts(books[subject], answered)
    started = reminder.duty.started or bool(answered)
    return replace(reminder, duty=replace(reminder.duty, missing=missing, started=started))


def _report(duty: Duty) -> Subject:
    return Subject(duty.club_id, duty.period)


# -- writing ------------------------------------------------------------------------------------------


async def _write(
    connection: Any, words: Words, reminders: Sequence[Reminder], now: datetime
) -> list[Written]:
    by_person: dict[int, list[Reminder]] = {}
    for reminder in reminders:
        by_person.setdefault(reminder.to.person_id, []).append(reminder)
    ids = sorted(by_person)
    addresses = await load_addresses(connection, ids)
    people = await load_people(connection, ids, now.date())
    before = await _before(connection, by_person)
    letters = []
    for person_id in ids:
        made = await _placed(connection, draft(by_person[person_id], before[person_id], now), person_id, now)
        message = words.compose(made.parts, {"now": now, "today": now.date()}, people[person_id].honorific)
        keys = tuple(reminder.key for reminder in made.reminders)
        letters.append(ReminderLetter(keys, *addresses[person_id], message))
    new = await add_reminders(connection, letters, now)
    kept = {r.promise.id for r in reminders if r.promise is not None}
    await close_promises(connection, kept, "kept")
    return [_written(letter) for letter in new]


def _written(letter: ReminderLetter) -> Written:
    keys = tuple(key_text(key) for key in letter.keys)
    to = (letter.channel, letter.address)
    return Written(letter.text_key, letter.person_id, letter.outgoing.text, *to, keys)


async def _before(connection: Any, by_person: Mapping[int, Sequence[Reminder]]) -> dict[int, Before]:
    desks = await load_desks(connection, sorted(by_person))
    talks = await load_talks(connection, sorted({desk.talk_id for desk in desks.values()} - {0}))
    names = {person: f"{NAME}@{subject_of(theirs)}" for person, theirs in by_person.items()}
    earlier = await load_open_talks(connection, sorted(names.values()))
    return {
        person: Before(desk, talks.get(desk.talk_id), earlier[names[person]])
        for person, desk in desks.items()
    }


async def _placed(connection: Any, made: Draft, person_id: int, now: datetime) -> Draft:
    """Put the talk and its list before the person, in the same transaction as the letter."""
    if made.left is not None:
        await save_talk(connection, made.left, now)
    desk = made.desk
    if made.talk is not None and desk.shown is not None:
        talk = await save_talk(connection, made.talk, now)
        key = made.reminders[0].text_key
        desk = replace(desk, talk_id=talk.id, shown=replace(desk.shown, talk_id=talk.id, outbox_key=key))
    await save_desks(connection, {person_id: desk})
    return made
