"""One round: who is due now is written into the outbox, each key once, and nothing is sent from here.

It looks first without a lock and decides again under the locks of the people concerned: a report that came in
between, another scheduler, a restart then change nothing.
"""

import asyncio
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Protocol

from handlers.calendar.duties import Duty, TimeState
from handlers.calendar.push_hours import may_push
from handlers.dialogue.state import TalkState
from handlers.dialogue.subject import Subject
from handlers.report.book import ReportBook
from handlers.report.monthly import MONTHLY
from handlers.report.reminder import missing_parts
from scheduler.aside import Aside, look_aside, settled_loans
from scheduler.due import Reminder, due
from scheduler.plain import Plain
from scheduler.writing import write_letters
from scheduler.written import Words, Written
from storage.calendar_store import close_promises
from storage.database import Database
from storage.marks import mark_done
from storage.people import lock_people
from storage.reminder_letters import drop_arrived, load_told, unsent_occasions
from storage.talks import load_open_talks
from storage.time_state import load_time_state

DAYTIME = ((time(6), time(21)),)
"""No province pushes outside these hours, so nothing needs to be looked up then."""
PEOPLE_AT_ONCE = 100  # one transaction's worth: turns of people who are writing to us go in between


class LoadBooks(Protocol):
    """Loads report books for a list of (club, period)."""

    def __call__(
        self, connection: Any, subjects: Sequence[Subject], today: date
    ) -> Awaitable[Mapping[Subject, ReportBook]]: ...


async def do_round(database: Database, words: Words, load_books: LoadBooks, now: datetime) -> list[Written]:
    """Do what is due at `now` (local, aware); returns the rows that were new, none at night."""
    if not may_push(now, DAYTIME):
        return []
    async with database.read() as connection:
        state = await load_time_state(connection, now)
        aside = await look_aside(connection, state, now)
        unsent = await unsent_occasions(connection)
        settled = await settled_loans(connection, unsent, now)
    await _tidy(database, state, unsent, settled)
    written: list[Written] = []
    due_now = await asyncio.to_thread(due, state, now)  # thousands of clubs: whoever writes to us goes on
    for reminders, plains in _batches(due_now, aside.plains):
        written += await _batch(database, words, load_books, now, reminders, plains)
    await _close(database, aside)
    for mark in aside.marks:
        async with database.write() as connection:
            await mark_done(connection, mark)
    return written


def _batches(
    reminders: Sequence[Reminder], plains: Sequence[Plain]
) -> Iterator[tuple[list[Reminder], list[Plain]]]:
    """Whole people, some at a time."""
    people = iter(_people_of(reminders, plains))
    while some := set(islice(people, PEOPLE_AT_ONCE)):
        yield (
            [each for each in reminders if each.to.person_id in some],
            [each for each in plains if each.to.person_id in some],
        )


def _people_of(reminders: Sequence[Reminder], plains: Sequence[Plain]) -> list[int]:
    return sorted({each.to.person_id for each in reminders} | {each.to.person_id for each in plains})


async def _tidy(database: Database, state: TimeState, unsent: set[str], settled: set[str]) -> None:
    """Drop what has no purpose any more: unsent letters about what came in, promises about it."""
    done = {duty.occasion for duty in state.duties if duty.done} | settled
    known = {duty.occasion for duty in state.duties}
    idle = [p.id for p in state.promises if p.occasion in done or p.occasion not in known]
    if idle or unsent & done:
        async with database.write() as connection:
            await drop_arrived(connection, done)
            await close_promises(connection, idle, "dropped")


async def _close(database: Database, aside: Aside) -> None:
    """Promises beside reports whose letter stands in the outbox, or which have nothing left to tell."""
    if aside.kept or aside.dropped:
        async with database.write() as connection:
            await close_promises(connection, aside.kept, "kept")
            await close_promises(connection, aside.dropped, "dropped")


async def _batch(
    database: Database,
    words: Words,
    load_books: LoadBooks,
    now: datetime,
    seen: Sequence[Reminder],
    plains: Sequence[Plain],
) -> list[Written]:
    people = _people_of(seen, plains)
    clubs = sorted({reminder.duty.club_id for reminder in seen})
    async with database.write() as connection:
        await lock_people(connection, people)
        state = await load_time_state(connection, now, clubs)
        reminders = [reminder for reminder in due(state, now) if reminder.to.person_id in people]
        reminders = await _with_missing(connection, load_books, reminders, now)
        told = await load_told(connection, people, now)
        untold = [plain for plain in plains if plain.key not in told]
        return await write_letters(connection, words, reminders, untold, now)


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
