"""The weekly round: every officer's digest becomes letters, each key once, pictures and workbooks with them.

It runs in the push hours of one day, Monday unless the province set another; a machine that slept through
the morning still sends, one that slept through the day does not: the next digest is nearer.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from handlers.calendar.push_hours import may_push
from handlers.calendar.settings import CalendarSettings
from handlers.messages import Outgoing
from scheduler.digest import Bulletin, bulletins, week_name, week_of_digest
from scheduler.drawing import draw_all
from scheduler.written import Words, Written
from storage.calendar_store import load_set_calendars
from storage.database import Database
from storage.marks import mark_done, was_done
from storage.messages import Letter, add_letters
from storage.people import load_people
from storage.reminder_contacts import load_addresses


async def send_digests(database: Database, words: Words, folder: Path, now: datetime) -> list[Written]:
    """Write the digests due at `now` (local, aware); the letters that were new."""
    if not may_push(now):
        return []
    async with database.read() as connection:
        marks = [mark for mark in await _marks_of(connection, now) if not await was_done(connection, mark)]
        found = await bulletins(connection, now) if marks else []
    written = [
        row
        async for bulletin, files in draw_all(found, folder)
        for row in await _send(database, words, files, bulletin, now)
    ]
    async with database.write() as connection:
        for mark in marks:
            await mark_done(connection, mark)
    return written


async def _marks_of(connection: Any, now: datetime) -> list[str]:
    """The moments of digests that came today, each with the areas that have set a moment of their own.

    An area that moves to another moment makes another mark: it is looked at once more, and who has the
    week's digest already gets it no second time, for its key is in use.
    """
    set_by = await load_set_calendars(connection)
    usual = CalendarSettings().digest_moment
    moments = {usual, *(each.digest_moment for each in set_by.values())}
    week, at = week_name(week_of_digest(now.date())), (now.weekday(), now.time())
    other = {code: each.digest_moment for code, each in sorted(set_by.items()) if each.digest_moment != usual}
    own = ",".join(f"{code}={moment_name(moment)}" for code, moment in other.items())
    due = [moment for moment in sorted(moments) if moment[0] == at[0] and moment[1] <= at[1]]
    return [f"digest_done/{week}/{moment_name(moment)}/{own}" for moment in due]


def moment_name(moment: tuple[int, time]) -> str:
    """ "0-0730": Monday at half past seven."""
    return f"{moment[0]}-{moment[1]:%H%M}"


async def _send(
    database: Database, words: Words, files: Sequence[Path], bulletin: Bulletin, now: datetime
) -> list[Written]:
    new: list[Letter] = []
    async with database.write() as connection:
        addresses = await load_addresses(connection, bulletin.person_ids)
        people = await load_people(connection, bulletin.person_ids, now.date())
        for person_id in sorted(addresses):
            letters = _letters(bulletin, people[person_id], addresses[person_id], files, words, now)
            new += await _write_whole(connection, letters, now)
    return [Written(each.key, each.person_id, each.outgoing.text, each.channel, each.address) for each in new]


async def _write_whole(connection: Any, letters: Sequence[Letter], now: datetime) -> Sequence[Letter]:
    """All of one person's letters or none: where the first is there, another scheduler wrote the others, too,
    perhaps fewer of them, because a report came in between."""
    if not await add_letters(connection, letters[:1], now):
        return ()
    await add_letters(connection, letters[1:], now)
    return letters


def _letters(
    bulletin: Bulletin,
    person: Any,
    address: tuple[str, str],
    files: Sequence[Path],
    words: Words,
    now: datetime,
) -> list[Letter]:
    """One message a part; the files go with the last."""
    show: Mapping[str, date | datetime] = {"now": now, "today": now.date()}
    texts = [words.compose([part], show, person.honorific).text for part in bulletin.parts]
    last = len(texts)
    return [
        Letter(
            f"{bulletin.key}/{person.id}/{step}",
            person.id,
            *address,
            "digest",
            Outgoing(text, (), tuple(str(path) for path in files) if step == last else ()),
            now,
        )
        for step, text in enumerate(texts, 1)
    ]
